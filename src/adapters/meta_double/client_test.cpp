#include "adapters/meta/client.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "adapters/meta/reports.h"
#include "adapters/meta/video_upload.h"
#include "adapters/meta_double/objects.h"
#include "adapters/meta_double/testing.h"
#include "base/hash.h"

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

/// Our client talking to the double, without a network in between.
class ClientTest : public PlatformTest {
 protected:
  http_client::Send send() {
    return [this](const http_client::Request& request) -> Result<http_client::Response> {
      ++requests_;
      Request came{.method = request.method,
                   .target = request.url.substr(std::string("http://double").size()),
                   .headers = {},
                   .body = request.body};
      for (auto [name, value] : request.headers) {
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        came.headers.emplace_back(name, value);
      }
      const Response response = answer(platform_, came);
      if (response.delivery == Delivery::Drop) {
        return fail(ErrorCode::UnusableInput, "double", "dropped");
      }
      const auto half =
          response.delivery == Delivery::Truncate ? response.body.size() / 2 : response.body.size();
      return http_client::Response{.status = response.status,
                                   .headers = response.headers,
                                   .body = response.body.substr(0, half)};
    };
  }

  static meta::GraphConfig config(std::string token = "EAAdouble") {
    return {.base_url = "http://double",
            .video_url = "http://double/",
            .account = "1",
            .token = std::move(token),
            .app_secret = "app_secret_double"};
  }
  meta::Client client(std::string token = "EAAdouble") {
    return {config(std::move(token)), Currency::usd(), send()};
  }
  meta::Reports reports() {
    return {config(), Currency::usd(), send(), [this](Millis pause) { waited_ += pause; }};
  }
  void fault(const std::string& text) {
    ASSERT_EQ(ask("POST", "/__sim/faults", text).status, 200) << text;
  }
  EntityRef first_set() {
    return {EntityLevel::AdSet, text(get(first_ad() + "?fields=adset_id"), "adset_id")};
  }
  static Money usd(std::int64_t minor) { return {minor, Currency::usd()}; }

  int requests_{0};
  Millis waited_{0};
};

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

TEST_F(ClientTest, ReportsAddUpToWhatTheMarketDid) {
  advance_hours(24 * 9);
  ask("POST", "/__sim/clock", R"({"advance_ms":900000})");
  auto meta = reports();
  app::ReportQuestion question{.first = kTestStart, .last = kTestStart + Days{9}};
  const auto sum = [&](auto of) {
    const auto rows = meta.report(question, [] { return true; });
    EXPECT_TRUE(rows.result) << rows.result.error().message;
    double total = 0.0;
    for (const auto& row : *rows.result) total += of(row);
    return total;
  };
  double spend = 0.0;
  for (const auto& one : platform_.accounts[0].totals)
    spend += static_cast<double>(one.spend_minor);
  const auto spend_of = [](const app::AdReport& row) {
    return static_cast<double>(row.spend_minor);
  };
  EXPECT_EQ(sum(spend_of), spend);
  EXPECT_GT(sum([](const app::AdReport& row) { return row.conversions; }), 0.0);
  platform_.behaviour.rows_max = 3;  // so it is made as a report
  EXPECT_EQ(sum(spend_of), spend);
  EXPECT_EQ(waited_, Millis{3'000});
  question.hourly = true;
  platform_.behaviour.rows_max = 10'000;
  EXPECT_EQ(sum(spend_of), spend);
}

TEST_F(ClientTest, ListsWhatIsThereWithItsCreatives) {
  const auto ads = reports().list(EntityLevel::Ad);
  ASSERT_TRUE(ads.result) << ads.result.error().message;
  EXPECT_EQ(ads.result->size(), platform_.accounts[0].market.size());
  EXPECT_FALSE(ads.result->front().creative_id.empty());
  EXPECT_EQ(reports().list(EntityLevel::Campaign).result->front().objective, "OUTCOME_SALES");
}

TEST_F(ClientTest, VideosArriveWholeWhateverIsLostOnTheWay) {
  std::string bytes;
  for (int i = 0; i < 3'000'000; ++i) bytes += static_cast<char>(i * 31 % 251);
  fault(R"({"match":{"path_regex":"advideos"},"action":"drop_after","share":0.5,"times":2})");
  const meta::Graph graph(config(), send());
  const meta::VideoFile file{
      .size = static_cast<std::int64_t>(bytes.size()),
      .read = [&](std::int64_t begin, std::int64_t count) -> Result<std::string> {
        return bytes.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(count));
      },
      .title = "clip"};
  auto video =
      meta::upload_video(graph, file, {.wait = [this](Millis pause) { waited_ += pause; }});
  if (!video.result) {  // the start was lost: begun anew
    video = meta::upload_video(graph, file, {.wait = [this](Millis pause) { waited_ += pause; }});
  }
  ASSERT_TRUE(video.result) << video.result.error().message;
  EXPECT_EQ(find_object(platform_, *video.result)->text("content_hash"), sha256_hex(bytes));
}

TEST_F(ClientTest, NoErrorTellsTheToken) {
  fault(R"({"action":"drop_before"})");
  const auto reply = client().read(first_set());
  ASSERT_FALSE(reply.result);
  EXPECT_EQ(reply.result.error().message.find("EAAdouble"), std::string::npos);
}

}  // namespace
}  // namespace gv::meta_double
