#include "core/execute/velocity.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::execute {
namespace {

constexpr TimePoint kNow{Millis{1'736'121'600'000}};

using Tranche = std::pair<int, std::int64_t>;  // hours from now, minor units

std::vector<Tranche> tranches(std::int64_t from, std::int64_t target) {
  const std::vector<BudgetStep> history{{kNow - Days{30}, from}};
  std::vector<Tranche> out;
  for (const auto& step : plan_tranches(history, kNow, target).tranches) {
    out.emplace_back(static_cast<int>(hours_between(kNow, step.at)), step.daily_minor);
  }
  return out;
}

TEST(Velocity, CutsAnIncreaseIntoTranches) {  // E-1
  EXPECT_EQ(tranches(10000, 15000), (std::vector<Tranche>{{0, 12000}, {6, 14400}, {12, 15000}}));
}

TEST(Velocity, CutsAReductionIntoTranches) {  // E-2
  EXPECT_EQ(tranches(10000, 4000),
            (std::vector<Tranche>{{0, 8000}, {6, 6400}, {12, 5120}, {18, 5000}, {24, 4000}}));
}

TEST(Velocity, LetsTheLongWindowHoldBackATripledBudget) {  // E-3
  EXPECT_EQ(tranches(10000, 30000), (std::vector<Tranche>{{0, 12000},
                                                          {6, 14400},
                                                          {12, 15000},
                                                          {24, 18000},
                                                          {30, 21600},
                                                          {36, 22500},
                                                          {48, 27000},
                                                          {54, 30000}}));
}

TEST(Velocity, RoundsTowardsTheCurrentBudget) {  // E-4
  EXPECT_EQ(tranches(1001, 1500), (std::vector<Tranche>{{0, 1201}, {6, 1441}, {12, 1500}}));
}

TEST(Velocity, RefusesSwingsThatAreSmallOnlyAgainstTheFirstBudget) {
  // 100 -> 120 -> 80 keeps within 20 % of 100, yet the second step is a third.
  const std::vector<BudgetStep> history{{kNow - Days{3}, 10000}, {kNow - Hours{1}, 12000}};
  const auto bounds = velocity_bounds(history, kNow);
  EXPECT_EQ(bounds, (VelocityBounds{9600, 12000}));
}

TEST(Velocity, KnowsNoBoundsWithoutHistory) {
  EXPECT_EQ(velocity_bounds({}, kNow).lo, 0);
  EXPECT_GT(velocity_bounds({}, kNow).hi, 1'000'000'000);
  EXPECT_EQ(plan_tranches({}, kNow, 500).tranches.size(), 1u);
}

TEST(Velocity, StopsShortWhenRoundingLeavesNoStep) {
  const std::vector<BudgetStep> history{{kNow - Days{3}, 4}};
  const auto plan = plan_tranches(history, kNow, 100);
  EXPECT_TRUE(plan.tranches.empty());
  EXPECT_FALSE(plan.reached);
}

TEST(Velocity, MayOnlyBeTightened) {
  EXPECT_TRUE(checked(VelocityConfig{.short_max_bp = 1000}));
  EXPECT_FALSE(checked(VelocityConfig{.short_max_bp = 2001}));
  EXPECT_FALSE(checked(VelocityConfig{.long_window = Hours{12}}));
  EXPECT_EQ(checked(VelocityConfig{.long_max_bp = 0}).error().where, "velocity.long_max_bp");
}

// Invariant 2: whatever is asked for and when, each executed step obeys the inequalities against
// every value in force in the windows before it.
RC_GTEST_PROP(VelocityProperty, EveryStepKeepsTheInequalities, ()) {
  std::vector<BudgetStep> history{{kNow, *rc::gen::inRange<std::int64_t>(100, 100'000)}};
  TimePoint at = kNow;
  const auto requests = *rc::gen::inRange(1, 6);
  for (int i = 0; i < requests; ++i) {
    at += Millis{*rc::gen::inRange(1, 30 * 3'600'000)};
    const auto target = *rc::gen::inRange<std::int64_t>(100, 200'000);
    const auto cut = at + Hours{*rc::gen::inRange(0, 40)};  // a newer request supersedes the rest
    for (const auto& step : plan_tranches(history, at, target).tranches) {
      if (step.at <= cut) history.push_back(step);
    }
    at = std::max(at, history.back().at);
  }
  for (std::size_t k = 1; k < history.size(); ++k) {
    for (std::size_t i = 0; i < k; ++i) {
      const TimePoint until = history[i + 1].at;  // value i is in force in [at_i, until)
      const double x = static_cast<double>(history[k].daily_minor);
      const double b = static_cast<double>(history[i].daily_minor);
      if (until > history[k].at - Hours{6}) RC_ASSERT(x <= 1.2 * b + 1e-6 && x >= 0.8 * b - 1e-6);
      if (until > history[k].at - Hours{24}) RC_ASSERT(x <= 1.5 * b + 1e-6 && x >= 0.5 * b - 1e-6);
    }
  }
}

RC_GTEST_PROP(VelocityProperty, APlanOfRoomyBudgetsArrives, ()) {
  const auto from = *rc::gen::inRange<std::int64_t>(100, 1'000'000);
  const auto target = *rc::gen::inRange<std::int64_t>(100, 1'000'000);
  const std::vector<BudgetStep> history{{kNow - Days{2}, from}};
  const auto plan = plan_tranches(history, kNow, target);
  RC_ASSERT(plan.reached);
  if (from != target) RC_ASSERT(plan.tranches.back().daily_minor == target);
}

}  // namespace
}  // namespace gv::execute
