#include <gtest/gtest.h>

#include "adapters/meta_double/client_testing.h"

namespace gv::meta_double {
namespace {

using app::ApplyMode;
using app::CreateEntity;
using app::EntityLevel;
using app::EntityRef;
using app::EntityStatus;
using app::Operation;
using app::UpdateEntity;
using execute::ErrorClass;

TEST_F(ClientTest, ReadsAnAdSet) {
  const auto set = client().read(first_set());
  ASSERT_TRUE(set.result) << set.result.error().message;
  EXPECT_EQ(set.result->status, EntityStatus::Active);
  EXPECT_EQ(set.result->effective_status, "ACTIVE");
  EXPECT_EQ(set.result->daily_budget,
            usd(platform_.accounts[0].market.units()[0].daily_budget_minor));
  EXPECT_TRUE(set.result->learning);
  EXPECT_FALSE(set.result->campaign_id.empty());
  EXPECT_EQ(set.result->created_at, kTestStart);
  EXPECT_TRUE(set.usage);
}

TEST_F(ClientTest, BuildsACampaignFromTopToBottomAllPaused) {
  platform_.behaviour.proof_required = true;
  auto meta = client();
  const auto make = [&](const CreateEntity& create) {
    const auto made = meta.apply(create, ApplyMode::Apply);
    EXPECT_TRUE(made.result) << made.result.error().message;
    return made.result ? made.result->id : std::string();
  };
  const auto top = make({.level = EntityLevel::Campaign,
                         .name = "top gv-1",
                         .fields = R"({"objective":"OUTCOME_LEADS"})"});
  const auto set = make({.level = EntityLevel::AdSet,
                         .name = "set gv-2",
                         .parent_id = top,
                         .daily_budget = usd(75'00),
                         .fields = R"({"billing_event":"IMPRESSIONS","targeting":{"age_min":20},)"
                                   R"("optimization_goal":"LINK_CLICKS"})"});
  const auto creative = make({.level = EntityLevel::Creative,
                              .name = "creative gv-3",
                              .fields = R"({"object_story_spec":{"page_id":"5"}})"});
  const auto made = make(
      {.level = EntityLevel::Ad, .name = "ad gv-4", .parent_id = set, .creative_id = creative});
  EXPECT_EQ(meta.read({EntityLevel::Ad, made}).result->status, EntityStatus::Paused);
  EXPECT_EQ(meta.read({EntityLevel::AdSet, set}).result->daily_budget, usd(75'00));
  const auto found = meta.find_by_name(EntityLevel::Ad, "gv-4");
  ASSERT_EQ(found.result->size(), 1u);
  EXPECT_EQ(found.result->front().adset_id, set);
}

TEST_F(ClientTest, ADryRunIsCheckedAndChangesNothing) {
  const auto set = first_set();
  auto meta = client();
  const auto before = meta.read(set).result->daily_budget;
  const Operation change = UpdateEntity{.entity = set, .daily_budget = usd(9'00)};
  EXPECT_TRUE(meta.apply(change, ApplyMode::ValidateOnly).result);
  EXPECT_EQ(meta.read(set).result->daily_budget, before);
  const Operation wrong = UpdateEntity{.entity = set, .daily_budget = usd(1)};
  const auto refused = meta.apply(wrong, ApplyMode::ValidateOnly);
  ASSERT_FALSE(refused.result);
  EXPECT_EQ(refused.result.error().error_class, ErrorClass::Invalid);
  EXPECT_EQ(refused.result.error().field, "daily_budget");
}

TEST_F(ClientTest, ListsWhatIsSetToRunAcrossPages) {
  const auto paused = campaign();
  auto meta = client();
  EXPECT_EQ(meta.list_active(EntityLevel::Campaign).result->size(), 1u);
  EXPECT_EQ(meta.list_active(EntityLevel::Ad).result->size(), platform_.accounts[0].market.size());
  for (int i = 0; i < 501; ++i) {
    platform_.now += Millis{20};  // a hundred writes a second are the most
    campaign();
  }
  requests_ = 0;
  EXPECT_EQ(meta.find_by_name(EntityLevel::Campaign, "c").result->size(), 503u);
  EXPECT_EQ(requests_, 2);
}

TEST_F(ClientTest, ReadsManyInOneRequestAndLeavesOutWhatIsNotThere) {
  std::vector<EntityRef> wanted;
  for (const auto& id : platform_.accounts[0].ad_of) wanted.push_back({EntityLevel::Ad, id});
  wanted.insert(wanted.begin() + 1, EntityRef{EntityLevel::Ad, "777"});
  const auto there = client().read_many(wanted);
  ASSERT_TRUE(there.result) << there.result.error().message;
  EXPECT_EQ(requests_, 1);
  ASSERT_EQ(there.result->size(), wanted.size() - 1);
  EXPECT_EQ(there.result->at(1).ref, wanted[2]);
}

TEST_F(ClientTest, FiftyStatusChangesAreOneRequest) {
  const auto set = ad_set(campaign());
  std::vector<Operation> changes;
  for (int i = 0; i < 50; ++i) {
    platform_.now += Millis{100};
    changes.emplace_back(
        UpdateEntity{.entity = {EntityLevel::Ad, ad(set)}, .status = EntityStatus::Active});
  }
  fault(R"({"match":{"path_regex":")" + std::get<UpdateEntity>(changes[7]).entity.id +
        R"("},"action":"drop_after"})");
  ask("POST", "/__sim/clock", R"({"advance_ms":1000})");  // a hundred writes a second are the most
  requests_ = 0;
  const auto replies = client().apply_batch(changes, ApplyMode::Apply);
  EXPECT_EQ(requests_, 1);
  for (std::size_t i = 0; i < replies.size(); ++i) {
    EXPECT_EQ(replies[i].result.has_value(), i != 7);
    if (replies[i].result) {
      EXPECT_EQ(replies[i].result->id, std::get<UpdateEntity>(changes[i]).entity.id);
    }
  }
  EXPECT_TRUE(replies[7].result.error().maybe_applied);
}

TEST_F(ClientTest, AnOperationOfABatchFailsForItself) {
  const std::vector<Operation> changes{
      UpdateEntity{.entity = first_set(),
                   .daily_budget = Money(100'00, *Currency::parse("EUR", ""))},
      UpdateEntity{.entity = {EntityLevel::Ad, "777"}, .status = EntityStatus::Paused},
      UpdateEntity{.entity = {EntityLevel::Ad, first_ad()}, .status = EntityStatus::Paused}};
  const auto replies = client().apply_batch(changes, ApplyMode::Apply);
  EXPECT_EQ(replies[0].result.error().error_class, ErrorClass::Invalid);
  EXPECT_EQ(replies[0].result.error().field, "daily_budget");
  EXPECT_EQ(replies[1].result.error().error_class, ErrorClass::Missing);
  EXPECT_TRUE(replies[2].result);
}

TEST_F(ClientTest, TroubleHasItsClass) {
  const auto set = first_set();
  auto meta = client();
  const Operation change = UpdateEntity{.entity = set, .daily_budget = usd(9'00)};
  const auto error_with = [&](const std::string& given) {
    fault(given);
    const auto reply = meta.apply(change, ApplyMode::Apply);
    return reply.result ? execute::PlatformError{} : reply.result.error();
  };
  EXPECT_EQ(error_with(R"({"action":"rate_limit"})").error_class, ErrorClass::RateAccount);
  EXPECT_EQ(error_with(R"({"action":"expire_token"})").error_class, ErrorClass::Auth);
  EXPECT_EQ(error_with(R"({"action":"error","code":4})").error_class, ErrorClass::RateApp);
  EXPECT_EQ(error_with(R"({"action":"error","code":368})").error_class, ErrorClass::Policy);
  const auto busy = error_with(R"({"action":"error","code":2})");
  EXPECT_EQ(busy.error_class, ErrorClass::Transient);
  EXPECT_TRUE(busy.maybe_applied);
  EXPECT_TRUE(error_with(R"({"action":"drop_after"})").maybe_applied);
  EXPECT_TRUE(error_with(R"({"action":"truncate"})").maybe_applied);
  EXPECT_EQ(meta.read(set).result->daily_budget, usd(9'00));
  EXPECT_EQ(client("other").read(set).result.error().error_class, ErrorClass::Auth);
  EXPECT_EQ(meta.read({EntityLevel::Ad, "777"}).result.error().error_class, ErrorClass::Missing);
}

TEST_F(ClientTest, ABlockedAccountSaysForHowLong) {
  platform_.behaviour.tier = Tier::Limited;
  auto meta = client();
  const auto set = first_set();
  app::PlatformReply<app::PlatformEntity> reply{tl::unexpected(execute::PlatformError{}), {}};
  do reply = meta.read(set);
  while (reply.result);
  EXPECT_EQ(reply.result.error().error_class, ErrorClass::RateAccount);
  EXPECT_EQ(reply.result.error().retry_after, Millis{300'000});
  EXPECT_GE(reply.usage->percent, 100.0);
}

TEST_F(ClientTest, NoErrorTellsTheToken) {
  fault(R"({"action":"drop_before"})");
  const auto reply = client().read(first_set());
  ASSERT_FALSE(reply.result);
  EXPECT_EQ(reply.result.error().message.find("EAAdouble"), std::string::npos);
}

}  // namespace
}  // namespace gv::meta_double
