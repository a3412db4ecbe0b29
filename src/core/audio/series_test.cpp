#include "core/audio/series.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::audio {
namespace {

TEST(Percentile, IsLinearBetweenOrderStatistics) {
  const std::vector<double> values{4, 1, 3, 2};
  EXPECT_DOUBLE_EQ(percentile(std::span(values), 0.5), 2.5);
  EXPECT_DOUBLE_EQ(percentile(std::span(values), 1.0), 4.0);
  EXPECT_DOUBLE_EQ(percentile(std::span<const double>(), 0.5), 0.0);
}

RC_GTEST_PROP(RunningPercentileProperty, IsThePercentileOfEachNeighbourhood, ()) {
  const auto numbers =
      *rc::gen::container<std::vector<int>>(rc::gen::inRange(-9, 10));  // with many ties
  const std::vector<float> values(numbers.begin(), numbers.end());
  const int reach = *rc::gen::inRange(0, 6);
  const double p = 0.1 * *rc::gen::inRange(0, 11);

  const std::vector<float> running = running_percentile(values, reach, p);

  RC_ASSERT(running.size() == values.size());
  const int size = static_cast<int>(values.size());
  for (int i = 0; i < size; ++i) {
    const std::vector<float> near(values.begin() + std::max(0, i - reach),
                                  values.begin() + std::min(size, i + reach + 1));
    const double expected = percentile(std::span<const float>(near), p);
    RC_ASSERT(std::abs(static_cast<double>(running[static_cast<std::size_t>(i)]) - expected) <
              1e-5);
  }
}

TEST(RunningMajority, RemovesLoneFlagsAndFillsLoneGaps) {
  const std::vector<bool> flags{false, true, false, false, true, true, false, true, true};
  const std::vector<bool> expected{false, false, false, false, true, true, true, true, true};
  EXPECT_EQ(running_majority(flags, 1), expected);
}

TEST(Widened, ReachesBothWays) {
  const std::vector<bool> flags{false, false, false, true, false, false, false};
  const std::vector<bool> expected{false, true, true, true, true, true, false};
  EXPECT_EQ(widened(flags, 2), expected);
}

TEST(RunsOf, GivesMaximalRuns) {
  EXPECT_EQ(runs_of({true, false, true, true}), (std::vector<audio::Run>{{0, 1}, {2, 4}}));
  EXPECT_TRUE(runs_of({false}).empty());
}

TEST(Decibels, StopsAtTheFloor) {
  EXPECT_DOUBLE_EQ(decibels(0.01, -100.0), -20.0);
  EXPECT_DOUBLE_EQ(decibels(0.0, -100.0), -100.0);
  EXPECT_DOUBLE_EQ(decibels(1e-30, -100.0), -100.0);
}

}  // namespace
}  // namespace gv::audio
