#include "adapters/report/svg_chart.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/check.h"

namespace gv::report {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(NiceTicks, AreRoundNumbersThatCoverTheRange) {
  EXPECT_THAT(nice_ticks(0.0, 46'000.0, 5), ElementsAre(0, 10'000, 20'000, 30'000, 40'000, 50'000));
  EXPECT_THAT(nice_ticks(-3.0, 9.0, 5), ElementsAre(-5, 0, 5, 10));
  EXPECT_THAT(nice_ticks(0.0, 10.0, 5), ElementsAre(0, 2, 4, 6, 8, 10));
}

RC_GTEST_PROP(NiceTicksProperty, RangeIsCoveredByFewTicks, ()) {
  const double lo = *rc::gen::inRange(-1'000'000, 1) / 7.0;
  const double hi = *rc::gen::inRange(1, 1'000'000) / 7.0;
  const auto ticks = nice_ticks(lo, hi, 5);
  const double slack = 1e-6 * (hi - lo);
  RC_ASSERT(ticks.front() <= lo + slack && ticks.back() >= hi - slack);
  RC_ASSERT(ticks.size() >= 2 && ticks.size() <= 7);
}

TEST(SpreadApart, LabelsFarApartStayWhereTheyAre) {
  EXPECT_THAT(spread_apart(std::vector{10.0, 100.0, 300.0}, 17.0, 320.0),
              ElementsAre(10.0, 100.0, 300.0));
}

TEST(SpreadApart, LabelsAtTheLowerEdgePushUpwards) {
  EXPECT_THAT(spread_apart(std::vector{310.0, 315.0, 320.0}, 20.0, 320.0),
              ElementsAre(280.0, 300.0, 320.0));
}

RC_GTEST_PROP(SpreadApartProperty, NeighboursKeepTheirDistance, ()) {
  auto centres = *rc::gen::container<std::vector<double>>(
      rc::gen::map(rc::gen::inRange(0, 3200), [](int x) { return x / 10.0; }));
  std::ranges::sort(centres);
  const auto spread = spread_apart(centres, 17.0, 320.0);
  for (std::size_t i = 1; i < spread.size(); ++i) {
    RC_ASSERT(spread[i] - spread[i - 1] >= 17.0 - 1e-9);
  }
}

LineChart two_lines() {
  LineChart chart;
  chart.description = "Two lines";
  chart.lines = {{"low", 1, false, {0.0, 5.0, 10.0}}, {"high & dry", 0, true, {0.0, 10.0, 20.0}}};
  chart.x = {{0.0, "start"}, {2.0, "end"}};
  chart.y = {{0.0, "$0"}, {20.0, "$20"}};
  return chart;
}

TEST(LineChartTest, PointsRunFromTheBottomLeftToTheTopRight) {
  EXPECT_THAT(line_chart(two_lines()),
              HasSubstr("points=\"0.00,1000.00 500.00,500.00 1000.00,0.00\""));
}

TEST(LineChartTest, StrongLineIsDrawnOverTheOthers) {
  const auto html = line_chart(two_lines());
  EXPECT_LT(html.find("class=\"line s1\""), html.find("class=\"line s0 strong\""));
}

TEST(LineChartTest, NamesAreEscaped) {
  EXPECT_THAT(line_chart(two_lines()), HasSubstr(">high &amp; dry</span>"));
}

TEST(LineChartTest, LinesOfDifferentLengthAreABug) {
  auto chart = two_lines();
  chart.lines[0].values.pop_back();
  EXPECT_THROW((void)line_chart(chart), Bug);
}

}  // namespace
}  // namespace gv::report
