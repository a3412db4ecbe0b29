#include "adapters/tiktok/client.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "adapters/meta_double/objects.h"
#include "adapters/tiktok/reports.h"
#include "adapters/tiktok_double/testing.h"

namespace gv::tiktok_double {
namespace {

using app::ApplyMode;
using app::CreateEntity;
using app::EntityLevel;
using app::EntityRef;
using app::EntityStatus;
using app::Operation;
using app::UpdateEntity;
using execute::ErrorClass;

/// Our client talking to the double, without a network in between.
class ClientTest : public BusinessApiTest {
 protected:
  tiktok::ApiTools tools() {
    return {.send = [this](const http_client::Request& request) { return exchange(request); },
            .now = [this] { return platform_.now; }};
  }
  Result<http_client::Response> exchange(const http_client::Request& request) {
    ++requests_;
    meta_double::Headers headers;
    for (auto [name, value] : request.headers) {
      std::transform(name.begin(), name.end(), name.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      headers.emplace_back(name, value);
    }
    const auto response =
        ask(request.method, request.url.substr(std::string("http://double").size()), request.body,
            std::move(headers));
    if (response.delivery == meta_double::Delivery::Drop) {
      return fail(ErrorCode::UnusableInput, "double", "dropped");
    }
    const bool cut = response.delivery == meta_double::Delivery::Truncate;
    return http_client::Response{
        .status = response.status,
        .headers = response.headers,
        .body = response.body.substr(0, response.body.size() / (cut ? 2 : 1))};
  }
  static tiktok::ApiConfig config(std::string token) {
    return {.base_url = "http://double/", .advertiser = "1", .token = std::move(token)};
  }
  tiktok::Client client(std::string token = "EAAdouble") {
    return {config(std::move(token)), Currency::usd(), tools()};
  }
  void fault(const std::string& text) {
    ASSERT_EQ(ask("POST", "/__sim/faults", text).status, 200) << text;
  }
  EntityRef first_group() {
    const auto* const ad = meta_double::find_object(platform_, first_ad());
    return {EntityLevel::AdSet, ad->parent};
  }
  std::string first_ad() { return platform_.accounts[0].ad_of[0]; }
  static Money usd(std::int64_t minor) { return {minor, Currency::usd()}; }

  int requests_{0};
};

TEST_F(ClientTest, ReadsAnAdGroup) {
  const auto group = client().read(first_group());
  ASSERT_TRUE(group.result) << group.result.error().message;
  EXPECT_EQ(group.result->status, EntityStatus::Active);
  EXPECT_EQ(group.result->effective_status, "ACTIVE");
  EXPECT_EQ(group.result->daily_budget,
            usd(platform_.accounts[0].market.units()[0].daily_budget_minor));
  EXPECT_FALSE(group.result->campaign_id.empty());
  EXPECT_EQ(group.result->created_at, kTestStart);
  EXPECT_EQ(client().read({EntityLevel::Ad, "777"}).result.error().error_class,
            ErrorClass::Missing);
}

TEST_F(ClientTest, BuildsACampaignFromTopToBottomAllPaused) {
  auto tiktok = client();
  const auto make = [&](const CreateEntity& create) {
    const auto made = tiktok.apply(create, ApplyMode::Apply);
    EXPECT_TRUE(made.result) << made.result.error().message;
    return made.result ? made.result->id : std::string();
  };
  const auto top = make({.level = EntityLevel::Campaign,
                         .name = "top gv:000000000001",
                         .fields = R"({"objective_type":"LEAD_GENERATION"})"});
  const auto group = make({.level = EntityLevel::AdSet,
                           .name = "group gv:000000000002",
                           .parent_id = top,
                           .daily_budget = usd(75'25),
                           .fields = R"({"billing_event":"OCPM","optimization_goal":"CLICK",)"
                                     R"("pacing":"PACING_MODE_SMOOTH",)"
                                     R"("schedule_start_time":"2025-01-06 00:00:00"})"});
  const app::VideoBytes bytes{
      .size = 3, .read = [](std::int64_t, std::int64_t) { return Result<std::string>("abc"); }};
  const CreateEntity clip{.level = EntityLevel::Video, .name = "clip gv:000000000003"};
  const auto video = tiktok.upload(clip, bytes);
  ASSERT_TRUE(video.result) << video.result.error().message;
  const EntityRef ref{EntityLevel::Video, video.result->id};
  EXPECT_EQ(tiktok.read(ref).result->readiness, app::Readiness::Processing);
  EXPECT_EQ(tiktok.read(ref).result->readiness, app::Readiness::Ready);
  const auto ad = make({.level = EntityLevel::Ad,
                        .name = "ad gv:000000000004",
                        .parent_id = group,
                        .creative_id = ref.id,
                        .fields = R"({"ad_text":"t","identity_type":"TT_USER",)"
                                  R"("identity_id":"9"})"});
  EXPECT_EQ(tiktok.read({EntityLevel::Campaign, top}).result->status, EntityStatus::Paused);
  EXPECT_EQ(tiktok.read({EntityLevel::AdSet, group}).result->daily_budget, usd(75'25));
  EXPECT_EQ(tiktok.read({EntityLevel::Ad, ad}).result->status, EntityStatus::Paused);
  EXPECT_EQ(tiktok.read({EntityLevel::Ad, ad}).result->adset_id, group);
  for (const auto level : {EntityLevel::Campaign, EntityLevel::AdSet, EntityLevel::Ad}) {
    EXPECT_EQ(tiktok.find_by_name(level, "gv:00000000000").result->size(), 1u);
  }
  EXPECT_EQ(tiktok.find_by_name(EntityLevel::Video, "gv:000000000003").result->front().ref, ref);
}

TEST_F(ClientTest, ACreateWhoseAnswerIsLostIsFoundByItsToken) {
  auto tiktok = client();
  fault(R"({"match":{"path_regex":"campaign/create"},"action":"drop_after"})");
  const CreateEntity create{.level = EntityLevel::Campaign,
                            .name = "top gv:00000000000a",
                            .fields = R"({"objective_type":"TRAFFIC"})"};
  const auto lost = tiktok.apply(create, ApplyMode::Apply);
  ASSERT_FALSE(lost.result);
  EXPECT_TRUE(lost.result.error().maybe_applied);
  // Who asks again is told that it is there, and so looks for it.
  const auto again = tiktok.apply(create, ApplyMode::Apply);
  ASSERT_FALSE(again.result);
  EXPECT_EQ(again.result.error().code, 40050);
  EXPECT_TRUE(again.result.error().maybe_applied);
  EXPECT_EQ(tiktok.find_by_name(EntityLevel::Campaign, "gv:00000000000a").result->size(), 1u);
}

TEST_F(ClientTest, AnUploadWhoseAnswerIsLostIsFoundByItsName) {
  const app::VideoBytes bytes{
      .size = 3, .read = [](std::int64_t, std::int64_t) { return Result<std::string>("abc"); }};
  auto tiktok = client();
  fault(R"({"match":{"path_regex":"upload"},"action":"drop_after"})");
  const CreateEntity clip{.level = EntityLevel::Video, .name = "clip gv:00000000000b"};
  EXPECT_TRUE(tiktok.upload(clip, bytes).result.error().maybe_applied);
  EXPECT_EQ(tiktok.upload(clip, bytes).result.error().code, 40911);
  EXPECT_EQ(tiktok.find_by_name(EntityLevel::Video, "gv:00000000000b").result->size(), 1u);
  const app::VideoBytes broken{.size = 3,
                               .read = [](std::int64_t, std::int64_t) -> Result<std::string> {
                                 return fail(ErrorCode::Cancelled, "upload", "was broken off");
                               }};
  const auto off = tiktok.upload({.level = EntityLevel::Video, .name = "other"}, broken);
  EXPECT_EQ(off.result.error().error_class, ErrorClass::Transient);
  EXPECT_FALSE(off.result.error().maybe_applied);
}

TEST_F(ClientTest, ABudgetIsReadBackAsItWasSent) {
  const auto group = first_group();
  auto tiktok = client();
  const auto before = tiktok.read(group).result->daily_budget;
  const Operation change = UpdateEntity{.entity = group, .daily_budget = usd(61'07)};
  EXPECT_TRUE(tiktok.apply(change, ApplyMode::ValidateOnly).result);
  EXPECT_EQ(tiktok.read(group).result->daily_budget, before);
  ASSERT_TRUE(tiktok.apply(change, ApplyMode::Apply).result);
  EXPECT_EQ(tiktok.read(group).result->daily_budget, usd(61'07));
  EXPECT_TRUE(tiktok.apply(change, ApplyMode::Apply).result);  // 40012: it is as it should be
  fault(R"({"action":"stale_read"})");
  EXPECT_EQ(tiktok.read(group).result->daily_budget, before);
}

TEST_F(ClientTest, AmountsAreInTheAdvertisersOwnCurrency) {
  const auto group = first_group();
  const Currency yen = *Currency::parse("JPY", "test");
  platform_.behaviour.currency = yen;
  auto tiktok = client();
  const auto read = tiktok.read(group);
  ASSERT_TRUE(read.result) << read.result.error().message;
  ASSERT_TRUE(read.result->daily_budget);
  EXPECT_EQ(read.result->daily_budget->currency(), yen);

  const Operation dollars = UpdateEntity{.entity = group, .daily_budget = usd(150'00)};
  requests_ = 0;
  const auto refused = tiktok.apply(dollars, ApplyMode::Apply).result.error();
  EXPECT_EQ(refused.error_class, ErrorClass::Invalid);
  EXPECT_EQ(refused.message, "currency: must be USD, the account's, got JPY");
  const auto batch = tiktok.apply_batch({&dollars, 1}, ApplyMode::Apply);
  EXPECT_EQ(batch.front().result.error().message, refused.message);
  EXPECT_EQ(requests_, 0);  // known from the read, and nothing was sent
  const Operation pause = UpdateEntity{.entity = group, .status = EntityStatus::Paused};
  EXPECT_TRUE(client().apply(pause, ApplyMode::Apply).result);

  tiktok::Reports reports(config("EAAdouble"), Currency::usd(), tools());
  const auto listed = reports.list(EntityLevel::Campaign);
  ASSERT_FALSE(listed.result);
  EXPECT_EQ(listed.result.error().message, refused.message);
  EXPECT_EQ(reports.report({.first = kTestStart, .last = kTestStart}, [] { return true; })
                .result.error()
                .message,
            refused.message);
}

TEST_F(ClientTest, ACurrencyThatIsNotToldIsNotGuessed) {
  const auto group = first_group();
  tiktok::ApiTools silent{
      .send = [](const http_client::Request&) -> Result<http_client::Response> {
        return http_client::Response{
            .status = 200,
            .body = R"({"code":0,"data":{"list":[{"advertiser_id":"1","currency":null}]}})"};
      },
      .now = [this] { return platform_.now; }};
  tiktok::Client tiktok(config("EAAdouble"), Currency::usd(), silent);
  const auto read = tiktok.read(group);
  ASSERT_FALSE(read.result);
  EXPECT_EQ(read.result.error().field, "currency");
  const Operation budget = UpdateEntity{.entity = group, .daily_budget = usd(61'07)};
  EXPECT_EQ(tiktok.apply(budget, ApplyMode::Apply).result.error().field, "currency");
}

TEST_F(ClientTest, ReadsManyAndLeavesOutWhatIsNotThere) {
  std::vector<EntityRef> wanted{{EntityLevel::Ad, first_ad()},
                                {EntityLevel::Ad, "777"},
                                {EntityLevel::Creative, "1"},
                                first_group()};
  const auto there = client().read_many(wanted);
  ASSERT_TRUE(there.result) << there.result.error().message;
  EXPECT_EQ(requests_, 3);  // one a level, and the currency of the budgets
  ASSERT_EQ(there.result->size(), 2u);
  EXPECT_EQ(there.result->at(0).ref, wanted[0]);
  EXPECT_EQ(there.result->at(1).ref, wanted[3]);
  EXPECT_EQ(client().list_active(EntityLevel::Ad).result->size(),
            platform_.accounts[0].market.size());
}

TEST_F(ClientTest, TwentyStatusChangesAreOneRequest) {
  auto tiktok = client();
  std::vector<Operation> changes;
  for (int i = 0; i < 20; ++i) {
    changes.emplace_back(UpdateEntity{.entity = {EntityLevel::Campaign, campaign()},
                                      .status = EntityStatus::Paused});
  }
  changes.emplace_back(
      UpdateEntity{.entity = {EntityLevel::Campaign, "777"}, .status = EntityStatus::Active});
  requests_ = 0;
  const auto replies = tiktok.apply_batch(changes, ApplyMode::Apply);
  EXPECT_EQ(requests_, 2);
  for (std::size_t i = 0; i < 20; ++i) {
    ASSERT_TRUE(replies[i].result);
    const auto& entity = std::get<UpdateEntity>(changes[i]).entity;
    EXPECT_EQ(tiktok.read(entity).result->status, EntityStatus::Paused);
  }
  EXPECT_EQ(replies[20].result.error().error_class, ErrorClass::Invalid);
}

TEST_F(ClientTest, TroubleHasItsClass) {
  auto tiktok = client();
  const Operation change = UpdateEntity{.entity = first_group(), .daily_budget = usd(9'00)};
  ASSERT_TRUE(tiktok.read(first_group()).result);  // so that its currency is known
  const auto error_with = [&](const std::string& given) {
    fault(given);
    const auto reply = tiktok.apply(change, ApplyMode::Apply);
    return reply.result ? execute::PlatformError{} : reply.result.error();
  };
  EXPECT_EQ(error_with(R"({"action":"rate_limit"})").retry_after, Millis{1'000});
  EXPECT_EQ(error_with(R"({"action":"rate_limit","body":"QPD"})").retry_after, Millis{86'400'000});
  EXPECT_EQ(error_with(R"({"action":"expire_token"})").error_class, ErrorClass::Auth);
  EXPECT_EQ(error_with(R"({"action":"error","code":60001})").retry_after, Millis{300'000});
  EXPECT_TRUE(error_with(R"({"action":"drop_after"})").maybe_applied);
  EXPECT_TRUE(error_with(R"({"action":"truncate"})").maybe_applied);
  EXPECT_EQ(client("other").read(first_group()).result.error().error_class, ErrorClass::Auth);
  const Operation small = UpdateEntity{.entity = first_group(), .daily_budget = usd(1)};
  const auto refused = tiktok.apply(small, ApplyMode::Apply).result.error();
  EXPECT_EQ(refused.error_class, ErrorClass::Invalid);
  EXPECT_EQ(refused.field, "budget");
  EXPECT_FALSE(refused.trace_id.empty());
}

TEST_F(ClientTest, NoErrorTellsTheToken) {
  fault(R"({"action":"drop_before"})");
  const auto reply = client().read(first_group());
  ASSERT_FALSE(reply.result);
  EXPECT_EQ(reply.result.error().message.find("EAAdouble"), std::string::npos);
}

TEST_F(ClientTest, ReportsAddUpToWhatTheMarketDid) {
  advance_hours(24 * 9);
  ask("POST", "/__sim/clock", R"({"advance_ms":900000})");
  tiktok::Reports reports(config("EAAdouble"), Currency::usd(), tools());
  std::int64_t spent = 0;
  for (const auto& one : platform_.accounts[0].totals) spent += one.spend_minor;
  ASSERT_GT(spent, 0);
  for (const bool hourly : {false, true}) {
    const auto rows = reports.report(
        {.first = kTestStart, .last = kTestStart + Days{9}, .hourly = hourly}, [] { return true; });
    ASSERT_TRUE(rows.result) << rows.result.error().message;
    std::int64_t sum = 0;
    for (const auto& row : *rows.result) sum += row.spend_minor;
    EXPECT_EQ(sum, spent);
  }
  const auto ads = reports.list(EntityLevel::Ad);
  ASSERT_TRUE(ads.result) << ads.result.error().message;
  EXPECT_EQ(ads.result->size(), platform_.accounts[0].market.size());
  EXPECT_EQ(reports.list(EntityLevel::Campaign).result->front().objective, "WEB_CONVERSIONS");
}

}  // namespace
}  // namespace gv::tiktok_double
