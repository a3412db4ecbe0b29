#include "core/allocate/quota.h"

#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/rng.h"

namespace gv::allocate {
namespace {

using Plan = std::vector<std::int64_t>;

TEST(ChangeQuota, LeavesAPlanAloneThatFits) {
  const std::vector<UnitBounds> bounds{{100, 50, 150}, {100, 50, 150}};
  const std::vector marginal{2., 1.};
  const auto result =
      apply_quota({120, 80}, std::vector{120., 80.}, bounds, 200, {2, marginal, 1.5});
  ASSERT_TRUE(result) << result.error();
  EXPECT_EQ(result->budgets, (Plan{120, 80}));
  EXPECT_TRUE(result->met);
}

TEST(ChangeQuota, TakesBackTheIncreaseWorthLeast) {
  const std::vector<UnitBounds> bounds{{100, 50, 150}, {100, 50, 150}, {100, 50, 150}};
  const std::vector marginal{2.0, 1.8, 1.0};  // gains 20, 3 (second), 20

  const auto result =
      apply_quota({120, 105, 75}, std::vector{120., 105., 75.}, bounds, 300, {2, marginal, 1.2});

  ASSERT_TRUE(result) << result.error();
  EXPECT_EQ(result->dropped, (std::vector<std::size_t>{1}));
  EXPECT_EQ(result->budgets[1], 100);
  EXPECT_EQ(result->changes, 2U);
  EXPECT_TRUE(result->met);
}

TEST(ChangeQuota, NeverDropsACutForAnIncreaseHoweverLittleItIsWorth) {
  const std::vector<UnitBounds> bounds{{100, 50, 150}, {100, 50, 150}, {100, 50, 150}};
  const std::vector marginal{9.0, 8.0, 1.49};  // the cut gains next to nothing
  const auto result =
      apply_quota({110, 115, 75}, std::vector{110., 115., 75.}, bounds, 300, {2, marginal, 1.5});
  ASSERT_TRUE(result) << result.error();
  EXPECT_EQ(result->dropped, (std::vector<std::size_t>{0}));
  EXPECT_LT(result->budgets[2], 100);
}

TEST(ChangeQuota, DropsCutsWhoseMoneyHasNoPlaceLeft) {
  const std::vector<UnitBounds> bounds(4, {100, 50, 120});
  const std::vector marginal{3., 2., 1., .5};
  const auto result =
      apply_quota({120, 120, 80, 80}, std::vector{1., 1., .5, .5}, bounds, 400, {2, marginal, 1.5});
  ASSERT_TRUE(result) << result.error();
  EXPECT_EQ(result->budgets, (Plan{120, 100, 100, 80}));
  EXPECT_TRUE(result->met);
}

TEST(ChangeQuota, KeepsEveryChangeTheBoundsDemandAndSaysWhenThatIsTooMany) {
  const std::vector<UnitBounds> bounds{{100, 0, 0}, {100, 0, 0}, {100, 50, 300}};
  const std::vector marginal{0., 0., 2.};
  const auto result =
      apply_quota({0, 0, 300}, std::vector{0., 0., 1.}, bounds, 300, {1, marginal, 1.0});
  ASSERT_TRUE(result) << result.error();
  EXPECT_EQ(result->budgets, (Plan{0, 0, 300}));
  EXPECT_FALSE(result->met);
}

RC_GTEST_PROP(ChangeQuotaProperty, KeepsTheTotalTheBoundsAndTheDirections, ()) {
  Rng rng(*rc::gen::arbitrary<std::uint64_t>(), 3);
  const std::size_t n = *rc::gen::inRange<std::size_t>(1, 20);
  std::vector<UnitBounds> bounds;
  std::vector<double> weights;
  std::vector<double> marginal;
  std::int64_t total = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const auto c = static_cast<std::int64_t>(rng.below(10'000));
    const bool killed = rng.below(6) == 0;
    bounds.push_back({c, killed ? 0 : c / 2, killed ? 0 : c + c / 2});
    weights.push_back(rng.uniform());
    marginal.push_back(3.0 * rng.uniform());
    total += killed ? 0 : c;
  }
  const Plan plan = *project(weights, bounds, total);
  const std::size_t most = rng.below(n + 1);
  const auto result = *apply_quota(plan, weights, bounds, total, {most, marginal, 1.5});
  std::int64_t sum = 0;
  std::size_t demanded = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t x = result.budgets[i];
    sum += x;
    demanded += bounds[i].upper < bounds[i].current ? 1 : 0;
    RC_ASSERT(bounds[i].lower <= x && x <= bounds[i].upper);
    RC_ASSERT((x - bounds[i].current) * (plan[i] - bounds[i].current) >= 0);
  }
  RC_ASSERT(sum == total);
  RC_ASSERT(result.met == (result.changes <= most));
  RC_ASSERT(result.met || demanded > 0);  // the total is that of the units that stay
}

}  // namespace
}  // namespace gv::allocate
