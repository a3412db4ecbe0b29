#include "core/allocate/project.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/rng.h"

namespace gv::allocate {
namespace {

using Plan = std::vector<std::int64_t>;

std::vector<UnitBounds> around(const std::vector<std::int64_t>& currents, double share) {
  std::vector<UnitBounds> bounds;
  for (const std::int64_t c : currents) {
    const auto exact = static_cast<double>(c);
    bounds.push_back(
        whole_bounds(c, std::max(1000.0, (1.0 - share) * exact), (1.0 + share) * exact));
  }
  return bounds;
}

struct Case {
  std::vector<double> weights;
  std::vector<UnitBounds> bounds;
  std::int64_t total{0};
};

/// A feasible plan with zero weights, frozen units and tight bounds among the usual ones.
Case random_case(Rng& rng, std::size_t n) {
  Case made;
  std::int64_t least = 0;
  std::int64_t most = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const auto c = static_cast<std::int64_t>(rng.below(1'000'000));
    const auto lower = rng.below(5) == 0 ? c : c / 2;
    const auto upper = rng.below(5) == 0 ? std::max(c, lower) : c + c / 2;
    made.bounds.push_back({c, lower, upper});
    made.weights.push_back(rng.below(8) == 0 ? 0.0 : std::exp(4.0 * rng.normal()));
    least += lower;
    most += upper;
  }
  made.total =
      least + static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(most - least + 1)));
  return made;
}

bool holds(const Plan& plan, const Case& made) {
  bool inside = plan.size() == made.bounds.size();
  for (std::size_t i = 0; i < plan.size() && inside; ++i) {
    inside = made.bounds[i].lower <= plan[i] && plan[i] <= made.bounds[i].upper;
  }
  return inside && std::accumulate(plan.begin(), plan.end(), std::int64_t{0}) == made.total;
}

ErrorCode code_of(const std::vector<double>& weights, const std::vector<UnitBounds>& bounds,
                  std::int64_t total) {
  const auto plan = project(weights, bounds, total);
  return plan ? ErrorCode::NotFound : plan.error().code;
}

TEST(Project, GivesTheTableOfTheSpecification) {  // D-11
  EXPECT_EQ(*project(std::vector{1.0, 1.0, 1.0}, around({3334, 3333, 3333}, .5), 10'000),
            (Plan{3334, 3333, 3333}));
  EXPECT_EQ(*project(std::vector{.7, .2, .1}, around({4000, 3500, 2500}, .5), 10'000),
            (Plan{6000, 2667, 1333}));
  EXPECT_EQ(*project(std::vector{.9, .06, .04}, around({5000, 3000, 2000}, .5), 10'000),
            (Plan{7500, 1500, 1000}));
  EXPECT_EQ(*project(std::vector{.6, .3, .1}, around({5000, 3000, 2000}, .2), 10'001),
            (Plan{5601, 2800, 1600}));
  EXPECT_EQ(*project(std::vector{8., 4., 2., 1.}, around({2500, 2500, 2500, 2501}, .5), 10'001),
            (Plan{3750, 3333, 1667, 1251}));
}

TEST(Project, LiftsZeroWeightsOnlyAsFarAsNeeded) {
  const std::vector<UnitBounds> bounds{{0, 0, 100}, {0, 0, 100}};
  EXPECT_EQ(*project(std::vector{0.0, 1.0}, bounds, 80), (Plan{0, 80}));
  EXPECT_EQ(*project(std::vector{0.0, 1.0}, bounds, 150), (Plan{50, 100}));
  EXPECT_EQ(*project(std::vector{0.0, 0.0}, bounds, 81), (Plan{41, 40}));
}

TEST(Project, PassesOverAUnitAtItsCapWhenRounding) {
  const std::vector<UnitBounds> bounds{{0, 0, 3}, {0, 0, 10}, {0, 0, 10}};
  EXPECT_EQ(*project(std::vector{1.0, 1.0, 1.0}, bounds, 10), (Plan{3, 4, 3}));
}

TEST(Project, DoesNotCareAboutTheUnitOfTheWeights) {
  const auto bounds = around({4000, 3500, 2500}, .5);
  EXPECT_EQ(*project(std::vector{7e300, 2e300, 1e300}, bounds, 10'000), (Plan{6000, 2667, 1333}));
  EXPECT_EQ(*project(std::vector{7e-300, 2e-300, 1e-300}, bounds, 10'000),
            (Plan{6000, 2667, 1333}));
}

TEST(Project, SumsExactlyNearTheLargestTotal) {
  const std::int64_t large = std::int64_t{1} << 50;
  const std::vector<UnitBounds> bounds(7, {0, 1, large});
  const auto plan = project(std::vector{1., 2., 3., 4., 5., 6., .1}, bounds, large + 3);
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_EQ(std::accumulate(plan->begin(), plan->end(), std::int64_t{0}), large + 3);
}

TEST(Project, SharesNothingAmongNobody) {
  EXPECT_EQ(*project({}, {}, 0), Plan{});
  EXPECT_EQ(code_of({}, {}, 5), ErrorCode::ConfigRange);
}

TEST(Project, ExplainsWhyThereIsNoPlan) {
  const std::vector<UnitBounds> frozen{{600, 600, 600}, {500, 500, 500}, {100, 0, 100}};
  const auto plan = project(std::vector{1., 1., 1.}, frozen, 1'000);
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, ErrorCode::Refused);
  EXPECT_NE(plan.error().message.find("1100 against a total of 1000"), std::string::npos);
  EXPECT_EQ(obstacles(frozen, 1'000),
            (std::vector<Infeasible>{{Obstacle::FrozenExceedsTotal, 1'100, 1'000, 2},
                                     {Obstacle::LowerExceedsTotal, 1'100, 1'000, 3}}));
  EXPECT_EQ(obstacles(frozen, 1'500),
            (std::vector<Infeasible>{{Obstacle::UpperBelowTotal, 1'200, 1'500, 3}}));
  EXPECT_EQ(code_of({1., 1., 1.}, frozen, 1'500), ErrorCode::ConfigRange);
}

TEST(Project, RefusesGarbage) {
  const std::int64_t huge = std::int64_t{1} << 62;
  EXPECT_EQ(code_of({1.}, {{0, 5, 4}}, 4), ErrorCode::ConfigRange);
  EXPECT_EQ(code_of({1.}, {{0, -1, 4}}, 4), ErrorCode::ConfigRange);
  EXPECT_EQ(code_of({1.}, {{0, 0, huge}}, 4), ErrorCode::Overflow);
  EXPECT_EQ(code_of({1., 1., 1., 1.}, std::vector<UnitBounds>(4, {0, 0, huge / 512}), 4),
            ErrorCode::Overflow);
  EXPECT_EQ(code_of({1.}, {{0, 0, 9}}, huge), ErrorCode::Overflow);
  EXPECT_EQ(code_of({1.}, {{0, 0, 9}}, -1), ErrorCode::Overflow);
  EXPECT_EQ(code_of({std::nan("")}, {{0, 0, 9}}, 4), ErrorCode::Nan);
  EXPECT_EQ(code_of({-1.}, {{0, 0, 9}}, 4), ErrorCode::Nan);
}

TEST(WholeBounds, LieInsideTheFractionalOnes) {
  const UnitBounds odd = whole_bounds(2501, 1250.5, 3751.5);
  EXPECT_EQ(odd.lower, 1251);
  EXPECT_EQ(odd.upper, 3751);
}

TEST(WholeBounds, ForgiveTheLastBitsOfAProduct) {
  const UnitBounds unit = whole_bounds(100, 0.07 * 100.0, 1.15 * 100.0);  // 7 + 1e-15, 115 - 1e-14
  EXPECT_EQ(unit.lower, 7);
  EXPECT_EQ(unit.upper, 115);
}

TEST(WholeBounds, LetTheCapWin) {
  EXPECT_EQ(whole_bounds(500, 1'000.0, 500.0).lower, 500);  // below the minimum budget: frozen
  EXPECT_EQ(whole_bounds(1, 0.5, 0.8).lower, 0);
}

TEST(Deadband, LeavesSmallMovesAlone) {
  const auto bounds = around({10'000, 10'000, 10'000}, .5);
  const std::vector weights{10'200., 12'000., 7'800.};
  EXPECT_EQ(*project(weights, bounds, 30'000), (Plan{10'200, 12'000, 7'800}));
  EXPECT_EQ(*project_with_deadband(weights, bounds, 30'000, 0.05), (Plan{10'000, 12'121, 7'879}));
}

TEST(Deadband, GivesWayWhenTheTotalNeedsTheSmallMoves) {
  const auto bounds = around({10'000, 10'000}, .5);
  const std::vector weights{1., 1.};
  EXPECT_EQ(*project_with_deadband(weights, bounds, 20'400, 0.05), (Plan{10'200, 10'200}));
}

TEST(Deadband, NeverHoldsAUnitOutsideItsBounds) {
  const std::vector<UnitBounds> bounds{{10'000, 0, 9'800}, {10'000, 5'000, 15'000}};
  EXPECT_EQ(*project_with_deadband(std::vector{1., 1.}, bounds, 20'000, 0.05),
            (Plan{9'800, 10'200}));
}

RC_GTEST_PROP(ProjectProperty, SumsExactlyWithinBounds, ()) {
  Rng rng(*rc::gen::arbitrary<std::uint64_t>(), 1);
  const Case made = random_case(rng, *rc::gen::inRange<std::size_t>(1, 40));
  RC_ASSERT(holds(*project(made.weights, made.bounds, made.total), made));
  RC_ASSERT(holds(*project_with_deadband(made.weights, made.bounds, made.total, 0.05), made));
}

TEST(ProjectProperty, AHundredThousandRandomPlansSumExactly) {
  Rng rng(42, 7);
  for (int round = 0; round < 100'000; ++round) {
    const Case made = random_case(rng, 1 + rng.below(6));
    const auto plan = project(made.weights, made.bounds, made.total);
    ASSERT_TRUE(plan) << plan.error() << " in round " << round;
    ASSERT_TRUE(holds(*plan, made)) << "round " << round;
  }
}

// Two units inside their bounds stand in the proportion of their weights, up to rounding.
RC_GTEST_PROP(ProjectProperty, FreeUnitsKeepTheProportionOfTheirWeights, ()) {
  Rng rng(*rc::gen::arbitrary<std::uint64_t>(), 2);
  const Case made = random_case(rng, 12);
  const Plan plan = *project(made.weights, made.bounds, made.total);
  double tau = -1.0;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto& unit = made.bounds[i];
    const bool free = unit.lower + 1 < plan[i] && plan[i] + 1 < unit.upper;
    if (!free || made.weights[i] < 1.0) continue;
    const double own = static_cast<double>(plan[i]) / made.weights[i];
    if (tau < 0.0) tau = own;
    RC_ASSERT(std::abs(own - tau) <= 2.0);
  }
}

}  // namespace
}  // namespace gv::allocate
