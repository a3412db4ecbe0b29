#include "adapters/analysis/report_chart.h"

#include <gtest/gtest.h>

namespace gv::analysis {
namespace {

TEST(ReportChart, AScaleEndsAtARoundNumber) {
  EXPECT_DOUBLE_EQ(round_top(0.0), 1.0);
  EXPECT_DOUBLE_EQ(round_top(1.0), 1.0);
  EXPECT_DOUBLE_EQ(round_top(1.01), 2.0);
  EXPECT_DOUBLE_EQ(round_top(3.7), 5.0);
  EXPECT_DOUBLE_EQ(round_top(51.0), 100.0);
  EXPECT_DOUBLE_EQ(round_top(0.03), 0.05);
}

TEST(ReportChart, ATimeAxisHasAtMostSixStretches) {
  EXPECT_DOUBLE_EQ(time_step(2.0), 0.5);
  EXPECT_DOUBLE_EQ(time_step(30.0), 5.0);
  EXPECT_DOUBLE_EQ(time_step(31.0), 10.0);
  EXPECT_DOUBLE_EQ(time_step(3600.0), 600.0);
  for (double duration = 0.1; duration < 1e6; duration *= 1.3) {
    EXPECT_LE(duration / time_step(duration), 6.0) << duration;
  }
}

TEST(ReportChart, ATimeIsInSecondsAndLaterInMinutes) {
  EXPECT_EQ(time_label(2.5, 30.0), "2.5 s");
  EXPECT_EQ(time_label(125.0, 600.0), "2:05");
  EXPECT_EQ(time_label(0.0, 600.0), "0:00");
}

TEST(ReportChart, ValuesAndTimesHaveMarks) {
  ReportChart chart(30.0);
  chart.start_lane("Motion", {.low = 0.0, .high = 5.0, .unit = "pixels"});
  chart.curve("l1", {0.0, 2.5, 9.0});
  const auto page = chart.finish();
  EXPECT_NE(page.find("top:0%\">5<"), std::string::npos);
  EXPECT_NE(page.find("top:50%\">2.5<"), std::string::npos);
  EXPECT_NE(page.find("top:100%\">0<"), std::string::npos);
  EXPECT_NE(page.find(">0 s<"), std::string::npos);
  EXPECT_NE(page.find("left:100.00%;transform:translateX(-100.00%)\">30 s<"), std::string::npos);
  EXPECT_NE(page.find("points=\"0.0,100.0 3.3,50.0 6.7,0.0 \""), std::string::npos) << page;
}

TEST(ReportChart, NamesAndTitlesAreEscaped) {
  ReportChart chart(1.0);
  chart.start_lane("<a>");
  chart.span("span", 0.0, 0.5, "<b>");
  EXPECT_EQ(chart.finish().find("<a>"), std::string::npos);
  EXPECT_EQ(chart.finish().find("<b>"), std::string::npos);
}

}  // namespace
}  // namespace gv::analysis
