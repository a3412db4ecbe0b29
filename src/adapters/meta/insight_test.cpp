#include "adapters/meta/insight.h"

#include <deque>

#include <gtest/gtest.h>

#include "adapters/meta/reports.h"
#include "io/json/json.h"

namespace gv::meta {
namespace {

// A recorded answer: Marketing API, insights.
constexpr std::string_view kRow =
    R"({"ad_id":"4","date_start":"2026-11-01","date_stop":"2026-11-01","impressions":"5000",)"
    R"("clicks":"150","inline_link_clicks":"120","spend":"250.00","reach":"3500",)"
    R"("frequency":"1.428571","ctr":"3.000000","cpm":"50.00","cpc":"1.666667",)"
    R"("attribution_setting":"7d_click_1d_view","actions":[{"action_type":"lead","value":"12",)"
    R"("7d_click":"10","1d_view":"2"},{"action_type":"purchase","value":"3","7d_click":"3"}],)"
    R"("action_values":[{"action_type":"purchase","value":"1950.50","7d_click":"1950.50"}],)"
    R"("purchase_roas":[{"action_type":"omni_purchase","value":"7.802000"}]})";

Result<app::AdReport> row_of(std::string_view text) {
  return read_insight(*json::parse(text, "row"), Currency::usd());
}

TEST(ReadInsight, TakesTextsAsNumbersAndMajorUnitsAsMinor) {
  const auto row = row_of(kRow);
  ASSERT_TRUE(row) << row.error();
  EXPECT_EQ(*row, (app::AdReport{.ad_id = "4",
                                 .from = *parse_time("2026-11-01", "t"),
                                 .impressions = 5000,
                                 .clicks = 150,
                                 .spend_minor = 250'00,
                                 .link_clicks = 120,
                                 .reach = 3500,
                                 .frequency = 1.428571,
                                 .conversions = 3.0,
                                 .revenue_minor = 1950'50}));
}

TEST(ReadInsight, AMissingFieldIsUnknown) {
  const auto row = row_of(R"({"ad_id":"4","date_start":"2026-11-01"})");
  ASSERT_TRUE(row);
  EXPECT_FALSE(row->reach);
  EXPECT_FALSE(row->revenue_minor);
}

TEST(ReadInsight, HoursAreThoseOfTheAccountsClock) {
  const auto row = row_of(
      R"({"ad_id":"4","date_start":"2026-11-01","hourly_stats_aggregated_by_advertiser_time_zone":)"
      R"("13:00:00 - 13:59:59","spend":"0.1"})");
  ASSERT_TRUE(row);
  EXPECT_EQ(row->from, *parse_time("2026-11-01T13:00:00Z", "t"));
  EXPECT_EQ(row->length, Millis{3'600'000});
  EXPECT_EQ(row->spend_minor, 10);
  EXPECT_FALSE(read_hour("24:00:00"));
  EXPECT_FALSE(read_hour("1"));
}

TEST(ReadInsight, SaysWhatCannotBeRead) {
  const auto where = [](std::string_view text) { return row_of(text).error().where; };
  EXPECT_EQ(where(R"({"date_start":"2026-11-01"})"), "ad_id");
  EXPECT_EQ(where(R"({"ad_id":"4","date_start":"soon"})"), "date_start");
  EXPECT_EQ(where(R"({"ad_id":"4","date_start":"2026-11-01","clicks":"many"})"), "clicks");
  EXPECT_EQ(where(R"({"ad_id":"4","date_start":"2026-11-01","spend":"-1"})"), "spend");
  EXPECT_EQ(
      row_of(R"({"ad_id":"4","date_start":"2026-11-01","account_currency":"EUR"})").error().code,
      ErrorCode::CurrencyMismatch);
}

const app::ReportPulse kWanted = [] { return true; };

class ReportsTest : public ::testing::Test {
 protected:
  Reports reports(std::deque<std::string> answers) {
    answers_ = std::move(answers);
    return {{.base_url = "http://graph", .account = "1", .token = "t"},
            Currency::usd(),
            [this](const http_client::Request& request) -> Result<http_client::Response> {
              requests_.push_back(request.method + " " + request.url.substr(19));
              auto next = answers_.front();
              answers_.pop_front();
              return http_client::Response{
                  .status = next.find("\"error\"") == std::string::npos ? 200 : 400, .body = next};
            },
            [this](Millis pause) { waited_ += pause; }};
  }
  static app::ReportQuestion days(int count) {
    const auto first = *parse_time("2026-11-01", "t");
    return {.first = first, .last = first + Days{count - 1}};
  }
  std::deque<std::string> answers_;
  std::vector<std::string> requests_;
  Millis waited_{0};
};

TEST_F(ReportsTest, WhatIsTooMuchIsMadeAsAReport) {
  const auto rows =
      reports({R"({"error":{"code":1,"error_subcode":99}})", R"({"report_run_id":"6"})",
               R"({"async_status":"Job Running","async_percent_completion":50})",
               R"({"async_status":"Job Completed","async_percent_completion":100})",
               R"({"data":[)" + std::string(kRow) + "]}"})
          .report(days(7), kWanted);
  ASSERT_TRUE(rows.result) << rows.result.error().message;
  EXPECT_EQ(rows.result->size(), 1u);
  EXPECT_EQ(waited_, Millis{3'000});
  ASSERT_EQ(requests_.size(), 5u);
  EXPECT_TRUE(requests_[1].starts_with("POST act_1/insights?")) << requests_[1];
  EXPECT_TRUE(requests_[4].starts_with("GET 6/insights?")) << requests_[4];
}

TEST_F(ReportsTest, LongSpansAreAskedForAsAReportAtOnce) {
  const auto rows = reports({R"({"report_run_id":"6"})", R"({"async_status":"Job Failed"})"})
                        .report(days(31), kWanted);
  ASSERT_FALSE(rows.result);
  EXPECT_EQ(rows.result.error().error_class, execute::ErrorClass::Transient);
  EXPECT_TRUE(requests_[0].starts_with("POST "));
}

}  // namespace
}  // namespace gv::meta
