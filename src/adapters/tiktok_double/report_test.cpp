#include "adapters/tiktok_double/report.h"

#include <gtest/gtest.h>

#include "adapters/tiktok_double/testing.h"

namespace gv::tiktok_double {
namespace {

class ReportTest : public BusinessApiTest {
 protected:
  boost::json::object report(const std::string& dimensions, const std::string& last,
                             const std::string& more = "&page_size=1000") {
    return get("report/integrated/get/",
               "&report_type=BASIC&service_type=AUCTION&data_level=AUCTION_AD&dimensions=" +
                   dimensions + R"(&metrics=["spend","impressions","conversion"])" +
                   "&start_date=2025-01-06&end_date=" + last + more);
  }
  static double spend_of(const boost::json::object& answer) {
    double sum = 0.0;
    for (const auto& row : list_of(answer)) sum += std::stod(text(row.at("metrics"), "spend"));
    return sum;
  }
};

TEST_F(ReportTest, MetricsAreTexts) {
  advance_hours(30);
  const auto days = report(R"(["ad_id","stat_time_day"])", "2025-01-07");
  ASSERT_EQ(code_of(days), 0);
  const auto& row = list_of(days).at(0);
  EXPECT_EQ(text(row.at("dimensions"), "ad_id"), platform_.accounts[0].ad_of[0]);
  EXPECT_EQ(text(row.at("dimensions"), "stat_time_day"), "2025-01-06 00:00:00");
  EXPECT_GT(std::stoll(text(row.at("metrics"), "impressions")), 0);
}

TEST_F(ReportTest, HoursAddUpToTheirDay) {
  advance_hours(30);
  const auto hours = report(R"(["ad_id","stat_time_hour"])", "2025-01-06");
  EXPECT_EQ(text(list_of(hours).at(1).at("dimensions"), "stat_time_hour"), "2025-01-06 01:00:00");
  const auto day = report(R"(["ad_id","stat_time_day"])", "2025-01-06");
  EXPECT_NEAR(spend_of(hours), spend_of(day), 1e-6);
  EXPECT_GT(spend_of(day), 0.0);
}

TEST_F(ReportTest, SpansAndNamesHaveLimits) {
  EXPECT_EQ(code_of(report(R"(["ad_id","stat_time_hour"])", "2025-01-07")), 40002);
  EXPECT_EQ(code_of(report(R"(["ad_id","stat_time_day"])", "2025-02-05")), 40002);
  EXPECT_EQ(code_of(report(R"(["stat_time_day"])", "2025-01-06")), 40002);
  EXPECT_EQ(code_of(report(R"(["ad_id"])", "2025-01-05")), 40002);
  EXPECT_EQ(code_of(report(R"(["ad_id"])", "2025-01-06", "&page_size=1001")), 40002);
}

}  // namespace
}  // namespace gv::tiktok_double
