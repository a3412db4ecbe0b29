#include "core/stats/special.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/check.h"

namespace gv::stats {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

void expect_close(double got, double want, double relative = 1e-12) {
  EXPECT_NEAR(got, want, std::abs(want) * relative);
}

double between(int lo, int hi, double unit) { return unit * *rc::gen::inRange(lo, hi); }

// Golden values: scripts/golden/stats.py.
TEST(Special, MatchesTheGoldenValues) {
  expect_close(log_gamma(0.1), 2.2527126517342055);
  expect_close(log_gamma(1001.5), 5915.582431002701);
  expect_close(digamma(3.5), 1.10315664, 1e-8);
  expect_close(normal_cdf(-8.0), 6.220960574271819e-16);
  expect_close(normal_cdf(1.645), 0.9500150944608786);
  expect_close(normal_quantile(0.975), 1.9599639845400532);
  expect_close(beta_cdf(3.0, 9.0, 0.2), 0.3825984512);
  expect_close(beta_quantile(56.0, 946.0, 0.025), 0.0425327381532, 1e-11);
  expect_close(gamma_p(2.5, 1.7), 0.3614300768962036);
  expect_close(gamma_quantile(2.5, 0.9), 4.618178449890527);
  expect_close(poisson_cdf(3, 5.5), 0.20169919870252861);
  expect_close(poisson_cdf(110, 100.0), 0.8528626515577639, 1e-11);
}

TEST(Special, LogChooseCountsSubsets) {
  expect_close(log_choose(10, 3), std::log(120.0));
  EXPECT_NEAR(log_choose(7, 0), 0.0, 1e-14);
  EXPECT_NEAR(log_choose(7, 7), 0.0, 1e-14);
}

TEST(Special, EdgesOfTheSupportAreExact) {
  EXPECT_EQ(normal_cdf(kInfinity), 1.0);
  EXPECT_EQ(normal_cdf(-kInfinity), 0.0);
  EXPECT_EQ(beta_cdf(2.0, 3.0, -0.5), 0.0);
  EXPECT_EQ(beta_cdf(2.0, 3.0, 1.5), 1.0);
  EXPECT_EQ(beta_pdf(0.5, 0.5, 0.0), 0.0);
  EXPECT_EQ(beta_quantile(2.0, 3.0, 0.0), 0.0);
  EXPECT_EQ(beta_quantile(2.0, 3.0, 1.0), 1.0);
  EXPECT_EQ(gamma_p(2.0, 0.0), 0.0);
  EXPECT_EQ(gamma_q(2.0, kInfinity), 0.0);
  EXPECT_EQ(gamma_quantile(2.0, 0.0), 0.0);
  EXPECT_EQ(poisson_cdf(-1, 3.0), 0.0);
  EXPECT_EQ(poisson_sf(-1, 3.0), 1.0);
  EXPECT_EQ(poisson_cdf(0, 0.0), 1.0);
}

TEST(Special, ArgumentsOutsideTheDomainAreBugs) {
  EXPECT_THROW((void)log_gamma(0.0), Bug);
  EXPECT_THROW((void)log_gamma(kNan), Bug);
  EXPECT_THROW((void)log_choose(3, 4), Bug);
  EXPECT_THROW((void)normal_cdf(kNan), Bug);
  EXPECT_THROW((void)normal_quantile(1.0), Bug);
  EXPECT_THROW((void)beta_cdf(0.0, 1.0, 0.5), Bug);
  EXPECT_THROW((void)beta_quantile(1.0, 1.0, 1.5), Bug);
  EXPECT_THROW((void)gamma_p(1.0, -1.0), Bug);
  EXPECT_THROW((void)gamma_quantile(1.0, 1.0), Bug);
  EXPECT_THROW((void)poisson_cdf(1, -1.0), Bug);
}

RC_GTEST_PROP(SpecialProperty, QuantilesInvertTheirDistributions, ()) {
  const double p = between(1, 1000, 1e-3);
  const double a = between(1, 4000, 0.25);
  const double b = between(1, 4000, 0.25);
  RC_ASSERT(std::abs(normal_cdf(normal_quantile(p)) - p) < 1e-12);
  RC_ASSERT(std::abs(beta_cdf(a, b, beta_quantile(a, b, p)) - p) < 1e-9);
  RC_ASSERT(std::abs(gamma_p(a, gamma_quantile(a, p)) - p) < 1e-9);
}

RC_GTEST_PROP(SpecialProperty, TailsAddToOne, ()) {
  const double a = between(1, 4000, 0.25);
  const double b = between(1, 4000, 0.25);
  const double x = between(0, 1001, 1e-3);
  const auto k = *rc::gen::inRange(0, 200);
  RC_ASSERT(std::abs(beta_cdf(a, b, x) + beta_sf(a, b, x) - 1.0) < 1e-12);
  RC_ASSERT(std::abs(gamma_p(a, b) + gamma_q(a, b) - 1.0) < 1e-12);
  RC_ASSERT(std::abs(poisson_cdf(k, a) + poisson_sf(k, a) - 1.0) < 1e-12);
}

RC_GTEST_PROP(SpecialProperty, DensityIsTheSlopeOfTheDistribution, ()) {
  const double a = between(4, 400, 0.25);
  const double b = between(4, 400, 0.25);
  const double x = between(1, 100, 1e-2);
  const double step = 1e-6;
  const double slope = (beta_cdf(a, b, x + step) - beta_cdf(a, b, x - step)) / (2.0 * step);
  RC_ASSERT(std::abs(beta_pdf(a, b, x) - slope) < 1e-5 * (1.0 + slope));
}

}  // namespace
}  // namespace gv::stats
