#include "adapters/tiktok/business_api.h"

#include <deque>

#include <gtest/gtest.h>

#include "adapters/tiktok/client.h"
#include "adapters/tiktok/reports.h"
#include "io/json/json.h"

namespace gv::tiktok {
namespace {

/// Answers word for word, and what was asked; the currency is told beside them.
class ExchangeTest : public ::testing::Test {
 protected:
  ApiTools tools(std::deque<std::string> answers) {
    answers_ = std::move(answers);
    return {.send = [this](const http_client::Request& request) -> Result<http_client::Response> {
              if (request.url.find("/advertiser/info/") != std::string::npos) {
                currency_asked_.push_back(request.url);
                return http_client::Response{.status = 200, .body = kCurrencyTold};
              }
              requests_.push_back(request);
              if (answers_.empty()) return fail(ErrorCode::TimedOut, "test", "has no answer");
              http_client::Response next{.status = 200, .body = answers_.front()};
              answers_.pop_front();
              return next;
            },
            .now = [] { return TimePoint(); }};
  }
  Client client(std::deque<std::string> answers) {
    return {kConfig, Currency::usd(), tools(std::move(answers))};
  }
  static boost::json::value parsed(const std::string& text) { return *json::parse(text, "t"); }

  const ApiConfig kConfig{.base_url = "http://tiktok/", .advertiser = "7", .token = "secret"};
  const std::string kCurrencyTold{
      R"({"code":0,"data":{"list":[{"advertiser_id":"7","currency":"USD"}]}})"};
  std::deque<std::string> answers_;
  std::vector<http_client::Request> requests_;
  std::vector<std::string> currency_asked_;
};

TEST_F(ExchangeTest, TheCurrencyIsAskedForOnceAndOnlyForAmounts) {
  auto tiktok = client({R"({"code":0,"data":{}})", R"({"code":0,"data":{}})", "{}", "{}"});
  app::UpdateEntity change{.entity = {app::EntityLevel::AdSet, "1"},
                           .status = app::EntityStatus::Paused};
  EXPECT_TRUE(tiktok.apply(change, app::ApplyMode::Apply).result);
  EXPECT_TRUE(currency_asked_.empty());
  change = {.entity = change.entity, .daily_budget = Money(75'00, Currency::usd())};
  EXPECT_TRUE(tiktok.apply(change, app::ApplyMode::Apply).result);
  (void)tiktok.read(change.entity);
  (void)tiktok.list_active(app::EntityLevel::Campaign);
  ASSERT_EQ(currency_asked_.size(), 1u);
  EXPECT_EQ(currency_asked_[0],
            "http://tiktok/open_api/v1.3/advertiser/info/?advertiser_id=7&"
            "advertiser_ids=%5B%227%22%5D&fields=%5B%22advertiser_id%22%2C%22currency%22%5D");
}

TEST_F(ExchangeTest, ACampaignIsMadeAsTheSpecificationHasIt) {
  const auto made =
      client({R"({"code":0,"message":"OK","request_id":"202611","data":{"campaign_id":"18"}})"})
          .apply(app::CreateEntity{.level = app::EntityLevel::Campaign,
                                   .name = "c gv:0000000003e9",
                                   .daily_budget = Money(75'00, Currency::usd()),
                                   .fields = R"({"objective_type":"LEAD_GENERATION"})"},
                 app::ApplyMode::Apply);
  ASSERT_TRUE(made.result) << made.result.error().message;
  EXPECT_EQ(made.result->id, "18");
  EXPECT_EQ(made.result->trace_id, "202611");
  ASSERT_EQ(requests_.size(), 1u);
  EXPECT_EQ(requests_[0].url, "http://tiktok/open_api/v1.3/campaign/create/");
  EXPECT_FALSE(requests_[0].repeatable);
  EXPECT_EQ(requests_[0].headers, (http_client::Headers{{"Content-Type", "application/json"},
                                                        {"Access-Token", "secret"}}));
  EXPECT_EQ(parsed(requests_[0].body),
            parsed(R"({"advertiser_id":"7","campaign_name":"c gv:0000000003e9",)"
                   R"("objective_type":"LEAD_GENERATION","budget_mode":"BUDGET_MODE_DAY",)"
                   R"("budget":75,"operation_status":"DISABLE","request_id":"1001"})"));
}

TEST_F(ExchangeTest, AReportIsAskedForAsTheSpecificationHasIt) {
  Reports reports(
      kConfig, Currency::usd(),
      tools({R"({"code":0,"message":"OK","data":{"list":[{"dimensions":{"ad_id":"1",)"
             R"("stat_time_day":"2026-11-01 00:00:00"},"metrics":{"spend":"12.34",)"
             R"("impressions":"100"}}],"page_info":{"page":1,"page_size":10,"total_number":1,)"
             R"("total_page":1}}})"}));
  const auto rows = reports.report(
      {.first = *parse_time("2026-11-01", "t"), .last = *parse_time("2026-11-07", "t")},
      [] { return true; });
  ASSERT_TRUE(rows.result) << rows.result.error().message;
  EXPECT_EQ(rows.result->at(0).spend_minor, 12'34);
  const auto& url = requests_[0].url;
  EXPECT_TRUE(
      url.starts_with("http://tiktok/open_api/v1.3/report/integrated/get/?advertiser_id=7&"
                      "data_level=AUCTION_AD&"
                      "dimensions=%5B%22ad_id%22%2C%22stat_time_day%22%5D&"
                      "end_date=2026-11-07&metrics=%5B%22spend%22%2C"))
      << url;
  EXPECT_NE(url.find("&page=1&page_size=1000&report_type=BASIC&service_type=AUCTION&"
                     "start_date=2026-11-01"),
            std::string::npos);
}

TEST_F(ExchangeTest, LongReportsAreAskedForInParts) {
  const std::string none = R"({"code":0,"data":{"list":[],"page_info":{"total_page":0}}})";
  Reports days(kConfig, Currency::usd(), tools({none, none}));
  const auto first = *parse_time("2026-11-01", "t");
  const auto always = [] { return true; };
  EXPECT_TRUE(days.report({.first = first, .last = first + Days{30}}, always).result);
  EXPECT_NE(requests_.at(0).url.find("end_date=2026-11-30"), std::string::npos);
  EXPECT_NE(requests_.at(1).url.find("start_date=2026-12-01"), std::string::npos);
  requests_.clear();
  Reports hours(kConfig, Currency::usd(), tools({none, none}));
  const auto both = hours.report({.first = first, .last = first + Days{1}, .hourly = true}, always);
  EXPECT_TRUE(both.result);
  EXPECT_EQ(requests_.size(), 2u);
}

TEST_F(ExchangeTest, ListsEndWithTheirLastPage) {
  const std::string page =
      R"({"code":0,"data":{"list":[{"ad_id":"1"}],"page_info":{"total_page":2}}})";
  const std::string empty = R"({"code":0,"data":{"list":[],"page_info":{"total_page":9}}})";
  EXPECT_EQ(client({page, page}).find_by_name(app::EntityLevel::Ad, "").result->size(), 2u);
  const auto endless = client({page, empty}).find_by_name(app::EntityLevel::Ad, "");
  ASSERT_FALSE(endless.result);
  EXPECT_EQ(endless.result.error().message, "pages that do not end");
  EXPECT_FALSE(client({R"({"code":0})"}).find_by_name(app::EntityLevel::Ad, "").result);
}

TEST_F(ExchangeTest, EqualChangesOfStatusAreOneRequest) {
  std::vector<app::Operation> changes;
  for (int i = 0; i < 21; ++i) {
    changes.emplace_back(app::UpdateEntity{.entity = {app::EntityLevel::Ad, std::to_string(i)},
                                           .status = app::EntityStatus::Paused});
  }
  const auto replies = client({R"({"code":20001,"request_id":"9","data":{"ad_ids":["0","1"]}})",
                               R"({"code":0,"request_id":"10","data":{}})"})
                           .apply_batch(changes, app::ApplyMode::Apply);
  EXPECT_EQ(requests_.size(), 2u);
  EXPECT_EQ(replies[1].result->trace_id, "9");
  EXPECT_EQ(replies[1].result->id, "1");
  EXPECT_EQ(replies[2].result.error().error_class, execute::ErrorClass::Transient);
  EXPECT_EQ(replies[20].result->trace_id, "10");
}

TEST_F(ExchangeTest, ThingsThatAreAsTheyShouldBeAreDone) {
  std::vector<app::Operation> pauses;
  for (const auto* id : {"1", "2"}) {
    pauses.emplace_back(app::UpdateEntity{.entity = {app::EntityLevel::Ad, id},
                                          .status = app::EntityStatus::Paused});
  }
  const auto replies =
      client({R"({"code":40012,"message":"nothing to update","request_id":"9","data":{}})"})
          .apply_batch(pauses, app::ApplyMode::Apply);
  for (const auto& reply : replies) {
    ASSERT_TRUE(reply.result) << reply.result.error().message;
    EXPECT_EQ(reply.result->trace_id, "9");
  }
}

TEST_F(ExchangeTest, BehindARefusalOfAllNothingIsSent) {
  const auto budget = [](const char* id) {
    return app::UpdateEntity{.entity = {app::EntityLevel::AdSet, id},
                             .daily_budget = Money(1, Currency::usd())};
  };
  const std::vector<app::Operation> changes{budget("1"), budget("2"), budget("3")};
  const auto replies = client({R"({"code":0,"data":{}})", R"({"code":40100,"message":"QPS"})"})
                           .apply_batch(changes, app::ApplyMode::Apply);
  EXPECT_EQ(requests_.size(), 2u);
  EXPECT_TRUE(replies[0].result);
  EXPECT_EQ(replies[1].result.error().error_class, execute::ErrorClass::RateAccount);
  EXPECT_EQ(replies[2].result.error().error_class, execute::ErrorClass::Transient);
  EXPECT_FALSE(replies[2].result.error().maybe_applied);
}

TEST_F(ExchangeTest, WhatStandsBeforeTikTokMaySayHowLongToWait) {
  auto before = tools({});
  before.send = [](const http_client::Request&) -> Result<http_client::Response> {
    return http_client::Response{.status = 429, .headers = {{"retry-after", "7"}}};
  };
  Client tiktok(kConfig, Currency::usd(), before);
  const auto reply = tiktok.read({app::EntityLevel::Ad, "1"});
  EXPECT_EQ(reply.result.error().error_class, execute::ErrorClass::RateAccount);
  EXPECT_EQ(reply.result.error().retry_after, Millis{7'000});
}

TEST_F(ExchangeTest, ARefusalAfterAPartIsToBeLookedAt) {
  const app::Operation both = app::UpdateEntity{.entity = {app::EntityLevel::AdSet, "1"},
                                                .daily_budget = Money(1, Currency::usd()),
                                                .status = app::EntityStatus::Paused};
  const auto reply =
      client({R"({"code":0,"data":{}})", R"({"code":40002,"message":"budget: low"})"})
          .apply(both, app::ApplyMode::Apply);
  EXPECT_EQ(reply.result.error().error_class, execute::ErrorClass::Transient);
  EXPECT_TRUE(reply.result.error().maybe_applied);
  const auto first = client({R"({"code":40002,"message":"adgroup_ids: none"})"})
                         .apply(both, app::ApplyMode::Apply);
  EXPECT_EQ(first.result.error().error_class, execute::ErrorClass::Invalid);
}

TEST_F(ExchangeTest, ARehearsalSendsNothing) {
  auto tiktok = client({});
  const app::Operation pause =
      app::UpdateEntity{.entity = {app::EntityLevel::Ad, "1"}, .status = app::EntityStatus::Paused};
  EXPECT_TRUE(tiktok.apply(pause, app::ApplyMode::ValidateOnly).result);
  EXPECT_TRUE(tiktok.apply_batch({&pause, 1}, app::ApplyMode::ValidateOnly)[0].result);
  const app::Operation wrong = app::UpdateEntity{.entity = {app::EntityLevel::Ad, "../1"},
                                                 .status = app::EntityStatus::Paused};
  EXPECT_FALSE(tiktok.apply(wrong, app::ApplyMode::ValidateOnly).result);
  EXPECT_TRUE(requests_.empty());
}

TEST_F(ExchangeTest, AVideoIsOneFormWithItsSignature) {
  const app::VideoBytes bytes{.size = 10, .read = [](std::int64_t, std::int64_t) {
                                return Result<std::string>("0123456789");
                              }};
  const auto made =
      client({R"({"code":0,"request_id":"5","data":[{"video_id":"v1"}]})"})
          .upload({.level = app::EntityLevel::Video, .name = "clip gv:0000000003e9"}, bytes);
  ASSERT_TRUE(made.result) << made.result.error().message;
  EXPECT_EQ(made.result->id, "v1");
  EXPECT_EQ(requests_[0].url, "http://tiktok/open_api/v1.3/file/video/ad/upload/");
  EXPECT_NE(requests_[0].body.find("781e5e245d69b566979b86e28d23f2c7"), std::string::npos);
  EXPECT_NE(requests_[0].body.find("name=\"video_file\""), std::string::npos);
}

}  // namespace
}  // namespace gv::tiktok
