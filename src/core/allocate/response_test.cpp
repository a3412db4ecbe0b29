#include "core/allocate/response.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::allocate {
namespace {

constexpr Response kCurve{.rho0 = 2.0, .half_saturation = 30'000, .elasticity = 0.35};

/// Plain bisection on the marginal with pow: slow and obvious.
double bisected(double ratio, double e) {
  double low = 0.0;
  double high = 1.0;
  while (unit_marginal(high, 1.0, e) * ratio > 1.0) high *= 2.0;
  for (int step = 0; step < 300; ++step) {
    const double middle = 0.5 * (low + high);
    (unit_marginal(middle, 1.0, e) * ratio > 1.0 ? low : high) = middle;
  }
  return low;
}

TEST(Response, ValueAndMarginalAreThoseOfTheSpecification) {  // D-9
  EXPECT_NEAR(value(kCurve, 10'000), 18084.288962, 1e-6);
  EXPECT_NEAR(value(kCurve, 30'000), 47075.045874, 1e-6);
  EXPECT_NEAR(marginal(kCurve, 10'000), 1.6501914, 5e-8);
  EXPECT_NEAR(marginal(kCurve, 30'000), 1.2945638, 5e-8);
}

TEST(Response, TheFirstUnitEarnsRho0) {
  EXPECT_DOUBLE_EQ(marginal(kCurve, 0.0), 2.0);
  EXPECT_DOUBLE_EQ(value(kCurve, 0.0), 0.0);
}

TEST(Response, InverseMarginalReturnsTheBudget) {
  for (const double budget : {1.0, 500.0, 30'000.0, 1e7}) {
    EXPECT_NEAR(inverse_marginal(kCurve, marginal(kCurve, budget)) / budget, 1.0, 1e-10);
  }
  EXPECT_EQ(inverse_marginal(kCurve, 2.0), 0.0);
  EXPECT_EQ(inverse_marginal(kCurve, 5.0), 0.0);
}

TEST(Response, MeasuredSpendRaisesRho0ByWhatSaturationTookAway) {
  const double factor = rho0_factor(10'000, 30'000, 0.35);
  EXPECT_NEAR(factor * unit_value(10'000, 30'000, 0.35) / 10'000, 1.0, 1e-15);
}

TEST(ResponseTable, MeetsGoldenRatios) {  // golden: scripts/golden/allocate.py
  const ResponseTable table(0.35);
  EXPECT_NEAR(table(1.0 / 0.7) / 0.7448983914797696, 1.0, 1e-9);
  EXPECT_NEAR(table(1.0 / 0.3) / 9.505767276259167, 1.0, 1e-9);
}

TEST(ResponseTable, IsZeroWhereNothingIsWorthTheFirstUnit) {
  const ResponseTable table(0.35);
  EXPECT_EQ(table(0.0), 0.0);
  EXPECT_EQ(table(0.5), 0.0);
  EXPECT_EQ(table(1.0), 0.0);
}

TEST(ResponseTable, RefusesAnElasticityOutOfRange) {
  EXPECT_THROW(ResponseTable(0.0), Bug);
  EXPECT_THROW(ResponseTable(1.0), Bug);
  EXPECT_THROW(ResponseTable(std::nan("")), Bug);
}

TEST(ResponseTable, IsWithinItsErrorForEveryElasticity) {
  for (const double e : {0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.95}) {
    const ResponseTable table(e);
    for (int i = 1; i <= 400; ++i) {
      const double t = std::pow(10.0, -6.0 + 18.0 * i / 400.0);  // also beyond the table
      const double ratio = 1.0 / unit_marginal(t, 1.0, e);
      const double exact = inverse_marginal({ratio, 1.0, e}, 1.0);
      ASSERT_NEAR(table(ratio) / exact, 1.0, 1e-9) << "e " << e << " t " << t;
    }
  }
}

TEST(ResponseTable, SlopeIsTheDerivativeByTheLogarithm) {
  const ResponseTable table(0.35);
  for (const double ratio : {1.01, 1.5, 4.0, 50.0}) {
    const double step = 1e-5;
    const double difference = table(ratio * std::exp(step)) - table(ratio * std::exp(-step));
    EXPECT_NEAR(table.slope(table(ratio)) / (difference / (2.0 * step)), 1.0, 1e-5);
  }
}

RC_GTEST_PROP(ResponseTableProperty, AgreesWithBisection, ()) {
  static const ResponseTable table(0.35);
  const double log_ratio = *rc::gen::inRange(1, 7'000'000) * 1e-6;
  const double ratio = std::exp(log_ratio);
  const double exact = bisected(ratio, 0.35);
  RC_ASSERT(std::abs(table(ratio) - exact) <= 1e-9 * exact + 1e-15);
}

RC_GTEST_PROP(ResponseTableProperty, NeverFallsWithTheRatio, ()) {
  static const ResponseTable table(0.35);
  const double ratio = 1.0 + *rc::gen::inRange(0, 2'000'000'000) * 1e-7;
  RC_ASSERT(table(ratio * (1.0 + 1e-9)) >= table(ratio));
}

}  // namespace
}  // namespace gv::allocate
