#include "adapters/tiktok/report_row.h"

#include <gtest/gtest.h>

#include "io/json/json.h"

namespace gv::tiktok {
namespace {

Result<app::AdReport> row_of(const std::string& dimensions, const std::string& metrics) {
  return read_report_row(
      *json::parse(R"({"dimensions":{)" + dimensions + R"(},"metrics":{)" + metrics + "}}", "t"),
      Currency::usd());
}

const std::string kDay = R"("ad_id":"1","stat_time_day":"2026-11-01 00:00:00")";

TEST(ReportRow, MetricsAreTexts) {
  const auto row = row_of(kDay, R"("spend":"12.34","impressions":"100","clicks":"7","reach":"80",)"
                                R"("frequency":"1.25","conversion":"5","complete_payment":"2",)"
                                R"("total_complete_payment_rate":"99.50")");
  ASSERT_TRUE(row) << row.error();
  EXPECT_EQ(row->ad_id, "1");
  EXPECT_EQ(row->from, *parse_time("2026-11-01", "t"));
  EXPECT_EQ(row->length, Millis{86'400'000});
  EXPECT_EQ(row->spend_minor, 12'34);
  EXPECT_EQ(row->impressions, 100);
  EXPECT_EQ(row->clicks, 7);
  EXPECT_EQ(row->reach, 80);
  EXPECT_EQ(row->frequency, 1.25);
  EXPECT_EQ(row->conversions, 2.0);
  EXPECT_EQ(row->revenue_minor, 99'50);
}

TEST(ReportRow, AnHourIsOne) {
  const auto row = row_of(R"("ad_id":"1","stat_time_hour":"2026-11-01 13:00:00")", "");
  ASSERT_TRUE(row) << row.error();
  EXPECT_EQ(row->from, *parse_time("2026-11-01T13:00:00Z", "t"));
  EXPECT_EQ(row->length, Millis{3'600'000});
}

TEST(ReportRow, WhatIsNotToldIsUnknown) {
  const auto row = row_of(kDay, R"("spend":12.5,"reach":"-","conversion":"3")");
  ASSERT_TRUE(row) << row.error();
  EXPECT_EQ(row->spend_minor, 12'50);
  EXPECT_FALSE(row->reach);
  EXPECT_FALSE(row->revenue_minor);
  EXPECT_EQ(row->conversions, 3.0);
}

// Ads for leads tell of no payment by a zero.
TEST(ReportRow, WhereNobodyPaidConversionsCount) {
  EXPECT_EQ(row_of(kDay, R"("conversion":"3","complete_payment":"0")")->conversions, 3.0);
  EXPECT_EQ(row_of(kDay, R"("conversion":"-","complete_payment":"0")")->conversions, 0.0);
  EXPECT_EQ(row_of(kDay, R"("conversion":"0","complete_payment":"2")")->conversions, 2.0);
}

TEST(ReportRow, WhatIsNoRowNamesItsField) {
  EXPECT_EQ(row_of(R"("stat_time_day":"2026-11-01 00:00:00")", "").error().where, "ad_id");
  EXPECT_EQ(row_of(R"("ad_id":"1","stat_time_day":"soon")", "").error().where, "stat_time_day");
  EXPECT_EQ(row_of(kDay, R"("spend":"-1")").error().where, "spend");
  EXPECT_EQ(row_of(kDay, R"("clicks":"many")").error().where, "clicks");
  EXPECT_FALSE(read_report_row(*json::parse("[]", "t"), Currency::usd()));
}

}  // namespace
}  // namespace gv::tiktok
