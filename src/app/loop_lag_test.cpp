#include "app/loop_lag.h"

#include <vector>

#include <gtest/gtest.h>

namespace gv::app {
namespace {

TimePoint at(int seconds) { return TimePoint{Millis{seconds * 1'000}}; }

TEST(LoopLag, NothingThatWentThroughHasNoLag) {
  const auto lag = lag_of({});
  EXPECT_FALSE(lag.newest);
  EXPECT_FALSE(lag.median);
  EXPECT_EQ(lag.count, 0);
}

TEST(LoopLag, TheMedianIsNotMovedByOneThatWasLate) {
  const std::vector<LoopTime> times{{at(100), at(102)}, {at(0), at(9'000)}, {at(200), at(203)}};
  const auto lag = lag_of(times);
  EXPECT_EQ(lag.median, Millis{3'000});
  EXPECT_EQ(lag.newest, at(9'000));
  EXPECT_EQ(lag.count, 3);
}

TEST(LoopLag, OfTwoInTheMiddleTheLongerCounts) {
  const std::vector<LoopTime> times{{at(0), at(1)}, {at(0), at(5)}};
  EXPECT_EQ(lag_of(times).median, Millis{5'000});
}

TEST(LoopLag, WhatEndsBeforeItBeginsHasNone) {
  const std::vector<LoopTime> times{{at(3'600), at(1'800)}};
  EXPECT_EQ(lag_of(times).median, Millis{0});
}

}  // namespace
}  // namespace gv::app
