#include "core/stats/numeric.h"

#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/check.h"

namespace gv::stats {
namespace {

TEST(GaussLegendre, IsExactForPolynomialsUpToDegree31) {
  const auto power = [](int n) { return [n](double x) { return std::pow(x, n); }; };
  for (const int n : {0, 1, 2, 15, 30, 31}) {
    EXPECT_NEAR(integrate(power(n), 0.0, 2.0), std::pow(2.0, n + 1) / (n + 1),
                1e-14 * std::pow(2.0, n + 1));
  }
}

TEST(GaussLegendre, PanelsResolveWhatOneRuleCannot) {
  const auto spike = [](double x) { return std::exp(-0.5 * 1e4 * (x - 0.3) * (x - 0.3)); };
  const double exact = std::sqrt(2.0 * std::numbers::pi) / 100.0;
  EXPECT_GT(std::abs(integrate(spike, 0.0, 1.0) / exact - 1.0), 1e-2);
  EXPECT_NEAR(integrate(spike, 0.0, 1.0, 40) / exact, 1.0, 1e-12);
  EXPECT_EQ(integrate(spike, 0.4, 0.4), 0.0);
}

TEST(GoldenSection, FindsTheBottomOfAValley) {
  const auto minimum =
      golden_section([](double x) { return (x - 1.7) * (x - 1.7) + 3.0; }, -10.0, 10.0, 1e-8);
  EXPECT_NEAR(minimum.at, 1.7, 1e-7);
  EXPECT_NEAR(minimum.value, 3.0, 1e-12);
}

TEST(GoldenSection, EndsAtTheEdgeOfAMonotoneFunctionAndAvoidsNan) {
  EXPECT_NEAR(golden_section([](double x) { return x; }, 2.0, 5.0).at, 2.0, 1e-8);
  EXPECT_NEAR(golden_section([](double x) { return std::sqrt(x - 3.0); }, 0.0, 5.0).at, 3.0, 1e-8);
  EXPECT_EQ(golden_section([](double x) { return x; }, 2.0, 2.0).at, 2.0);
}

TEST(Quantile, InterpolatesBetweenOrderStatistics) {
  const std::vector sorted{1.0, 2.0, 4.0, 8.0};
  EXPECT_EQ(quantile_sorted(sorted, 0.0), 1.0);
  EXPECT_EQ(quantile_sorted(sorted, 0.5), 3.0);
  EXPECT_EQ(quantile_sorted(sorted, 1.0), 8.0);
  EXPECT_THROW((void)quantile_sorted({}, 0.5), Bug);
}

TEST(Bootstrap, CoversAboutTwoStandardErrors) {
  Rng data(1, 1);
  std::vector<double> values(2000);
  for (double& value : values) value = data.normal();
  Rng rng(7, 0);

  const Interval interval = bootstrap_mean(values, rng);

  // The standard error is 1 / sqrt(2000) = 0.02236; the percentile interval is +-1.96 of them.
  EXPECT_NEAR(interval.hi - interval.value, 0.0438, 0.004);
  EXPECT_NEAR(interval.value - interval.lo, 0.0438, 0.004);
}

TEST(Bootstrap, SameSeedIsTheSameInterval) {
  const std::vector values{1.0, 5.0, 2.0, 9.0};
  Rng first(3, 4);
  Rng second(3, 4);
  const Interval one = bootstrap_mean(values, first, 50);
  const Interval two = bootstrap_mean(values, second, 50);
  EXPECT_EQ(one.lo, two.lo);
  EXPECT_EQ(one.hi, two.hi);
}

TEST(Bootstrap, EqualValuesLeaveNoDoubt) {
  const std::vector values{2.0, 2.0, 2.0};
  Rng rng(3, 4);
  const Interval interval = bootstrap_mean(values, rng, 10);
  EXPECT_EQ(interval.lo, 2.0);
  EXPECT_EQ(interval.value, 2.0);
  EXPECT_EQ(interval.hi, 2.0);
}

TEST(WeightedLine, WeightsDecideBetweenDisagreeingPoints) {
  // By hand: mean x = 3/2, mean y = 7/3, Sxx = 7/2, Sxy = 4.
  const std::vector x{0.0, 1.0, 2.0, 2.0};
  const std::vector y{1.0, 1.0, 3.0, 3.0};
  const Line line = weighted_line(x, y, std::vector{1.0, 1.0, 1.0, 3.0});
  EXPECT_NEAR(line.slope, 8.0 / 7.0, 1e-12);
  EXPECT_NEAR(line.intercept, 13.0 / 21.0, 1e-12);
  EXPECT_NEAR(line.slope_error, 1.0 / std::sqrt(3.5), 1e-12);
}

TEST(WeightedLine, NeedsTwoDistinctPlaces) {
  const std::vector same{3.1, 3.1, 3.1};
  const std::vector y{1.0, 2.0, 6.0};
  const Line line = weighted_line(same, y, std::vector{1.0, 1.0, 1.0});
  EXPECT_EQ(line.slope, 0.0);
  EXPECT_NEAR(line.intercept, 3.0, 1e-12);
  EXPECT_TRUE(std::isinf(line.slope_error));
  EXPECT_EQ(weighted_line({}, {}, {}).intercept, 0.0);
}

RC_GTEST_PROP(WeightedLineProperty, RecoversAnExactLine, ()) {
  const double slope = *rc::gen::inRange(-1000, 1000) / 7.0;
  const double intercept = *rc::gen::inRange(-1000, 1000) / 3.0;
  const double origin = *rc::gen::element(0.0, 1.0, 20'000.0);
  std::vector<double> x;
  std::vector<double> y;
  std::vector<double> weights;
  for (int i = 0; i < 8; ++i) {
    x.push_back(origin + i);
    y.push_back(intercept + slope * (origin + i));
    weights.push_back(0.5 + *rc::gen::inRange(0, 10));
  }
  const Line line = weighted_line(x, y, weights);
  RC_ASSERT(std::abs(line.slope - slope) < 1e-8 * (1.0 + std::abs(slope)));
}

}  // namespace
}  // namespace gv::stats
