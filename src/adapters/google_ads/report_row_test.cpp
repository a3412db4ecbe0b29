#include "adapters/google_ads/report_row.h"

#include <gtest/gtest.h>

#include "io/json/json.h"

namespace gv::google_ads {
namespace {

TimePoint day(std::string_view text) { return *parse_time(text, "t"); }

Result<app::AdReport> row_of(std::string_view segments, std::string_view metrics,
                             std::string_view code = "AED") {
  const auto text = R"({"adGroupAd":{"resourceName":"customers/1/adGroupAds/71~72"},"segments":{)" +
                    std::string(segments) + R"(},"metrics":{)" + std::string(metrics) +
                    R"(},"customer":{"currencyCode":")" + std::string(code) + R"("}})";
  return read_report_row(*json::parse(text, "row"), *Currency::parse("AED", "c"));
}

TEST(ReportRow, ADay) {
  const auto row = row_of(R"("date":"2026-11-01")",
                          R"("impressions":"5000","clicks":"150","costMicros":"250000000",)"
                          R"("conversions":12.0,"conversionsValue":1950.5)");
  ASSERT_TRUE(row) << row.error();
  EXPECT_EQ(*row, (app::AdReport{.ad_id = "71~72",
                                 .from = day("2026-11-01"),
                                 .impressions = 5000,
                                 .clicks = 150,
                                 .spend_minor = 250'00,
                                 .conversions = 12.0,
                                 .revenue_minor = 1950'50}));
}

TEST(ReportRow, AnHourHasNoConversions) {
  const auto row = row_of(R"("date":"2026-11-01","hour":13)", R"("costMicros":"1234999")");
  ASSERT_TRUE(row) << row.error();
  EXPECT_EQ(row->from, day("2026-11-01") + std::chrono::hours(13));
  EXPECT_EQ(row->length, std::chrono::hours(1));
  EXPECT_EQ(row->spend_minor, 123);
  EXPECT_FALSE(row->revenue_minor);
  EXPECT_EQ(row_of(R"("date":"2026-11-01")", R"("costMicros":"1235000")")->spend_minor, 124);
}

TEST(ReportRow, RefusesWhatCannotBe) {
  EXPECT_FALSE(row_of(R"("date":"yesterday")", ""));
  EXPECT_FALSE(row_of(R"("date":"2026-11-01","hour":24)", ""));
  EXPECT_FALSE(row_of(R"("date":"2026-11-01")", R"("clicks":"-1")"));
  EXPECT_FALSE(row_of(R"("date":"2026-11-01")", R"("conversions":-1)"));
  EXPECT_EQ(row_of(R"("date":"2026-11-01")", "", "USD").error().code, ErrorCode::CurrencyMismatch);
  EXPECT_FALSE(read_report_row(*json::parse("{}", "row"), Currency::usd()));
}

TEST(ReportQuery, AsksForDaysOrHours) {
  const app::ReportQuestion days{.first = day("2026-11-01"), .last = day("2026-11-07")};
  EXPECT_EQ(report_query(days),
            "SELECT ad_group_ad.resource_name, segments.date,  metrics.impressions, "
            "metrics.clicks, metrics.cost_micros, metrics.conversions, metrics.conversions_value, "
            "customer.currency_code FROM ad_group_ad WHERE segments.date BETWEEN '2026-11-01' AND "
            "'2026-11-07'");
}

}  // namespace
}  // namespace gv::google_ads
