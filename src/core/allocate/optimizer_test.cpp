#include "core/allocate/optimizer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/rng.h"

namespace gv::allocate {
namespace {

OptimizerUnit unit(std::string id, std::int64_t current, double roas) {
  return {.id = std::move(id),
          .current_minor = current,
          .roas = roas,
          .hours = 200.0,
          .spend_minor = 1'000'00,
          .value_minor = static_cast<std::int64_t>(roas * 1'000'00),
          .conversions = 20.0};
}

std::vector<OptimizerUnit> portfolio() {
  OptimizerUnit young = unit("F", 2000, 9.0);
  young.hours = 10.0;
  return {unit("A", 5000, 5.0), unit("B", 4000, 3.2), unit("C", 6000, 2.4),
          unit("D", 3000, 1.4), unit("E", 8000, 0.6), young};
}

std::map<std::string, std::int64_t> budgets(const OptimizerPlan& plan) {
  std::map<std::string, std::int64_t> found;
  for (const OptimizedUnit& one : plan.units) found[one.id] = one.recommended_minor;
  return found;
}

std::vector<OptimizerUnit> random_units(std::uint64_t seed, std::size_t n) {
  Rng rng(seed, 4);
  std::vector<OptimizerUnit> units;
  for (std::size_t i = 0; i < n; ++i) {
    OptimizerUnit one = unit("u" + std::to_string(i), static_cast<std::int64_t>(rng.below(90'000)),
                             5.0 * rng.uniform());
    one.hours = 100.0 * rng.uniform();
    one.killed = rng.below(10) == 0;
    units.push_back(one);
  }
  return units;
}

TEST(BudgetOptimizer, MovesMoneyFromLosersToWinners) {  // D-27
  const auto plan = optimize_budgets(portfolio());
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_EQ(budgets(*plan),
            (std::map<std::string, std::int64_t>{
                {"A", 7500}, {"B", 6000}, {"C", 6000}, {"D", 2500}, {"E", 4000}, {"F", 2000}}));
  EXPECT_EQ(plan->reserve_minor, 0);
}

TEST(BudgetOptimizer, TakesOnlyWhatWinnersCanUse) {  // D-28
  auto units = portfolio();
  units.erase(units.begin());
  const auto plan = optimize_budgets(units);
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_EQ(budgets(*plan), (std::map<std::string, std::int64_t>{
                                {"B", 6000}, {"C", 6000}, {"D", 3000}, {"E", 6000}, {"F", 2000}}));
}

TEST(BudgetOptimizer, KeepsAReserveWhenAllowedToUnderspend) {  // D-28
  auto units = portfolio();
  units.erase(units.begin());
  const auto plan = optimize_budgets(units, {.allow_underspend = true});
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_EQ(budgets(*plan)["E"], 4000);
  EXPECT_EQ(budgets(*plan)["D"], 2100);
  EXPECT_EQ(budgets(*plan)["B"], 6000);
  EXPECT_EQ(plan->reserve_minor, 2900);
}

TEST(BudgetOptimizer, FillsWinnersEquallyUpToTheirCaps) {
  const auto plan = optimize_budgets(
      std::vector{unit("A", 1000, 4.0), unit("B", 9000, 4.0), unit("L", 8000, .2)});
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_EQ(budgets(*plan)["A"], 1500);         // at its cap
  EXPECT_EQ(budgets(*plan)["B"], 9000 + 3500);  // the rest of what L gives
  EXPECT_EQ(budgets(*plan)["L"], 4000);
}

TEST(BudgetOptimizer, OrdersRecommendations) {
  const auto plan = optimize_budgets(portfolio());
  ASSERT_TRUE(plan) << plan.error();
  std::vector<std::string> order;
  for (const auto& one : plan->recommendations) order.push_back(one.id);
  EXPECT_EQ(order, (std::vector<std::string>{"E", "D", "A", "B"}));
  EXPECT_EQ(plan->recommendations.front().priority, 1);
}

TEST(BudgetOptimizer, Reports) {
  const auto plan = optimize_budgets(portfolio());
  ASSERT_TRUE(plan) << plan.error();
  const OptimizerReport& report = plan->report;
  EXPECT_NEAR(*report.overall_roas, (5.0 + 3.2 + 2.4 + 1.4 + 0.6 + 9.0) / 6.0, 1e-12);
  EXPECT_EQ(report.total_spend_minor, 6'000'00);
  EXPECT_EQ(report.ad_count, 6U);
  EXPECT_EQ(report.winners, 2U);
  EXPECT_EQ(report.losers, 1U);
  EXPECT_EQ(report.potential_savings_minor, 22'400);  // 7 * 8000 * (1 - 0.6)
  EXPECT_EQ(report.scaling_opportunity_minor, 4'500);
  EXPECT_EQ(report.recommendations_count, 4U);
}

TEST(BudgetOptimizer, HasNoRoasWithoutSpend) {
  OptimizerUnit fresh = unit("A", 5000, 2.0);
  fresh.spend_minor = 0;
  const auto plan = optimize_budgets(std::vector{fresh});
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_FALSE(plan->report.overall_roas.has_value());
  EXPECT_TRUE(optimize_budgets({}).has_value());
}

TEST(BudgetOptimizer, SortsIntoCategoriesInOrder) {
  const OptimizerConfig config;
  OptimizerUnit one = unit("A", 5000, 9.0);
  one.killed = true;
  one.hours = 1.0;
  EXPECT_EQ(categorize(one, config), Category::Loser);  // 0.
  one.killed = false;
  EXPECT_EQ(categorize(one, config), Category::Learning);  // 1., hours
  one.hours = 24.0;
  EXPECT_EQ(categorize(one, config), Category::Winner);  // 2.
  one.spend_minor = 49'99;
  EXPECT_EQ(categorize(one, config), Category::Learning);  // 1., spend
  one.spend_minor = 50'00;
  one.conversions = 4.9;
  EXPECT_EQ(categorize(one, config), Category::Learning);  // 1., conversions
  EXPECT_EQ(categorize(unit("A", 1, 3.0), config), Category::Winner);
  EXPECT_EQ(categorize(unit("A", 1, 2.999), config), Category::Stable);  // 3.
  EXPECT_EQ(categorize(unit("A", 1, 2.0), config), Category::Stable);
  EXPECT_EQ(categorize(unit("A", 1, 1.0), config), Category::Underperforming);  // 4.
  EXPECT_EQ(categorize(unit("A", 1, 0.999), config), Category::Loser);          // 5.
}

TEST(BudgetOptimizer, MovesItsThresholdsWithTheTarget) {
  const OptimizerConfig config{.target_roas = 4.0};
  EXPECT_EQ(categorize(unit("A", 1, 5.9), config), Category::Stable);
  EXPECT_EQ(categorize(unit("A", 1, 6.0), config), Category::Winner);
  EXPECT_EQ(categorize(unit("A", 1, 1.9), config), Category::Loser);
}

TEST(BudgetOptimizer, PausesAKilledLoserWithinTheLimits) {
  auto units = portfolio();
  units[4].killed = true;
  const auto plan = optimize_budgets(units);
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_EQ(plan->units[4].status, OptimizerStatus::Paused);
  EXPECT_EQ(plan->units[4].recommended_minor, 4000);
}

TEST(BudgetOptimizer, NeverCutsBelowTheMinimumNorRaisesToIt) {
  const auto plan = optimize_budgets(
      std::vector{unit("A", 50'000, 4.0), unit("L", 1200, .2), unit("S", 800, .2)});
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_EQ(budgets(*plan)["L"], 1000);
  EXPECT_EQ(budgets(*plan)["S"], 800);
}

TEST(BudgetOptimizer, RefusesGarbage) {
  const auto code = [](const OptimizerUnit& bad) {
    const auto plan = optimize_budgets(std::vector{unit("A", 5000, 2.0), bad});
    return plan ? ErrorCode::NotFound : plan.error().code;
  };
  EXPECT_EQ(code(unit("A", 5000, 2.0)), ErrorCode::DuplicateAd);
  EXPECT_EQ(code(unit("B", -1, 2.0)), ErrorCode::NegativeCount);
  EXPECT_EQ(code(unit("B", std::int64_t{1} << 62, 2.0)), ErrorCode::Overflow);
  OptimizerUnit bad = unit("B", 1, 0.0);
  bad.roas = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(code(bad), ErrorCode::Nan);
  const auto plan = optimize_budgets({}, {.target_roas = 0.0});
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, ErrorCode::ConfigRange);
}

RC_GTEST_PROP(BudgetOptimizerProperty, ConservesTheTotalWithinFiftyPercent, ()) {
  const auto units =
      random_units(*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::inRange<std::size_t>(0, 40));
  const bool underspend = *rc::gen::arbitrary<bool>();
  const auto plan = *optimize_budgets(units, {.allow_underspend = underspend});
  std::int64_t before = 0;
  std::int64_t after = plan.reserve_minor;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::int64_t c = units[i].current_minor;
    const std::int64_t x = plan.units[i].recommended_minor;
    RC_ASSERT(2 * x >= c && 2 * x <= 3 * c);
    before += c;
    after += x;
  }
  RC_ASSERT(before == after);
  RC_ASSERT(underspend || plan.reserve_minor == 0);
}

RC_GTEST_PROP(BudgetOptimizerProperty, PermutingTheInputPermutesTheOutput, ()) {
  auto units = random_units(*rc::gen::arbitrary<std::uint64_t>(), 12);
  const auto plan = *optimize_budgets(units);
  std::reverse(units.begin(), units.end());
  std::rotate(units.begin(), units.begin() + 5, units.end());
  const auto other = *optimize_budgets(units);
  RC_ASSERT(budgets(plan) == budgets(other));
  for (std::size_t k = 0; k < plan.recommendations.size(); ++k) {
    RC_ASSERT(plan.recommendations[k].id == other.recommendations[k].id);
  }
}

}  // namespace
}  // namespace gv::allocate
