#include "core/allocate/simulation.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/rng.h"
#include "core/allocate/response.h"

namespace gv::allocate {
namespace {

std::vector<float> draws(std::uint64_t seed, std::size_t count) {
  Rng rng(seed, 5);
  std::vector<float> values;
  for (std::size_t i = 0; i < count; ++i) {
    values.push_back(static_cast<float>(std::exp(0.4 * rng.normal())));
  }
  return values;
}

TEST(SimulateOptimization, OneUnitAndOneDrawIsTheCurve) {
  const std::vector<PlanUnit> units{{10'000, 20'000, 30'000, 1.0, 0.02}};
  const std::vector rho{2.0F};

  const auto simulation = simulate_optimization(units, {rho, 1, 1, 1}, 0.35);

  ASSERT_TRUE(simulation) << simulation.error();
  ASSERT_EQ(simulation->days.size(), 7U);
  EXPECT_NEAR(simulation->total.current.value.mean, 119313.39, 5e-3);  // D-31
  EXPECT_NEAR(simulation->total.current.roas->mean, 1.7044770, 5e-8);
  EXPECT_NEAR(simulation->days[0].proposed.value.mean, value({2.0, 30'000, .35}, 20'000), 1e-9);
  EXPECT_LT(simulation->days[6].proposed.value.mean, simulation->days[0].proposed.value.mean);
}

TEST(SimulateOptimization, MovingMoneyToTheBetterUnitProbablyPays) {
  std::vector<float> rho = draws(1, 200);
  for (const float weak : draws(2, 200)) rho.push_back(0.3F * weak);
  const std::vector<PlanUnit> units{{10'000, 15'000, 50'000}, {10'000, 5'000, 50'000}};

  const auto simulation = simulate_optimization(units, {rho, 2, 200, 200}, 0.35);

  ASSERT_TRUE(simulation) << simulation.error();
  EXPECT_GT(simulation->total.improvement_probability, 0.9);
  EXPECT_GT(simulation->total.proposed.value.mean, simulation->total.current.value.mean);
  EXPECT_LT(simulation->total.proposed.roas->low, simulation->total.proposed.roas->mean);
  EXPECT_GT(simulation->total.proposed.roas->high, simulation->total.proposed.roas->mean);
  EXPECT_EQ(simulation->total.proposed.spend, 140'000.0);
}

TEST(SimulateOptimization, APlanThatChangesNothingImprovesNothing) {
  const std::vector<float> rho = draws(3, 50);
  const std::vector<PlanUnit> units{{10'000, 10'000, 50'000}};
  const auto simulation = simulate_optimization(units, {rho, 1, 50, 50}, 0.35, 3);
  ASSERT_TRUE(simulation) << simulation.error();
  EXPECT_EQ(simulation->total.improvement_probability, 0.0);
}

TEST(SimulateOptimization, SpendingLessOnLosingUnitsCountsAsBetter) {
  const std::vector rho{0.2F, 0.3F};
  const std::vector<PlanUnit> units{{10'000, 5'000, 50'000}};
  const auto simulation = simulate_optimization(units, {rho, 1, 2, 2}, 0.35);
  ASSERT_TRUE(simulation) << simulation.error();
  EXPECT_EQ(simulation->total.improvement_probability, 1.0);
}

TEST(SimulateOptimization, HasNoRoasWithoutSpend) {
  const std::vector rho{2.0F};
  const std::vector<PlanUnit> units{{0.0, 100.0, 50'000}};
  const auto simulation = simulate_optimization(units, {rho, 1, 1, 1}, 0.35);
  ASSERT_TRUE(simulation) << simulation.error();
  EXPECT_FALSE(simulation->total.current.roas.has_value());
  EXPECT_TRUE(simulation->total.proposed.roas.has_value());
}

TEST(SimulateOptimization, RefusesGarbage) {
  const std::vector rho{2.0F};
  const auto refused = [&](const PlanUnit& unit, int days) {
    return !simulate_optimization(std::vector{unit}, {rho, 1, 1, 1}, 0.35, days).has_value();
  };
  const PlanUnit good{1'000, 1'000, 50'000};
  EXPECT_FALSE(refused(good, 90));
  EXPECT_TRUE(refused(good, 0));
  EXPECT_TRUE(refused(good, 91));
  EXPECT_TRUE(refused({-1, 1'000, 50'000}, 7));
  EXPECT_TRUE(refused({1, std::nan(""), 50'000}, 7));
  EXPECT_TRUE(refused({1, 1, 0}, 7));
}

TEST(ForecastReallocation, ShowsValuesAndMarginalsOfBothPlans) {
  const std::vector rho{1.5F, 2.5F, 1.0F, 1.0F};
  const std::vector<PlanUnit> units{{10'000, 30'000, 30'000}, {10'000, 0, 30'000}};

  const auto forecast = forecast_reallocation(units, {rho, 2, 2, 2}, 0.35);

  ASSERT_TRUE(forecast) << forecast.error();
  EXPECT_NEAR(forecast->outlook.proposed.value.mean, 47075.045874, 1e-6);  // D-9
  EXPECT_NEAR(forecast->marginal_current[0], 1.6501914, 5e-8);
  EXPECT_NEAR(forecast->marginal_proposed[0], 1.2945638, 5e-8);
  EXPECT_NEAR(forecast->marginal_proposed[1], 1.0, 1e-15);
}

RC_GTEST_PROP(SimulateOptimizationProperty, FatigueNeverAddsValue, ()) {
  const std::vector<float> rho = draws(*rc::gen::arbitrary<std::uint64_t>(), 20);
  const double slope = *rc::gen::inRange(1, 200) * 1e-3;
  const std::vector<PlanUnit> fresh{{10'000, 12'000, 30'000}, {8'000, 6'000, 30'000}};
  auto worn = fresh;
  for (PlanUnit& unit : worn) unit.fatigue_slope = slope;
  const auto without = *simulate_optimization(fresh, {rho, 2, 10, 10}, 0.35);
  const auto with = *simulate_optimization(worn, {rho, 2, 10, 10}, 0.35);
  RC_ASSERT(with.total.current.value.mean < without.total.current.value.mean);
  RC_ASSERT(with.days[0].current.value.mean == without.days[0].current.value.mean);
}

}  // namespace
}  // namespace gv::allocate
