#include "core/market/draws.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/stats/special.h"

namespace gv::market {
namespace {

/// Mean of f(u) over an even grid of quantiles.
template <class F>
double mean_over_quantiles(F f, int points = 20'000) {
  double sum = 0.0;
  for (int k = 0; k < points; ++k) sum += f((k + 0.5) / points);
  return sum / points;
}

TEST(Draws, PoissonIsTheInverseDistributionFunction) {
  for (const double mean : {0.1, 3.7, 49.0, 51.0, 400.0}) {
    for (const double u : {0.001, 0.1, 0.5, 0.9, 0.999}) {
      const auto k = poisson_at(u, mean);
      // One count of slack where the expansion is used.
      const std::int64_t slack = mean < 50.0 ? 0 : 1;
      EXPECT_GE(stats::poisson_cdf(k + slack, mean), u) << mean << " " << u;
      EXPECT_LT(stats::poisson_cdf(k - 1 - slack, mean), u) << mean << " " << u;
    }
  }
}

TEST(Draws, CountsKeepTheirMeans) {
  for (const double mean : {0.02, 2.0, 60.0, 3000.0}) {
    const double got =
        mean_over_quantiles([&](double u) { return static_cast<double>(poisson_at(u, mean)); });
    EXPECT_NEAR(got, mean, 1e-3 * mean + 2e-4) << mean;
  }
  for (const double p : {0.002, 0.05, 0.6, 0.99}) {
    for (const std::int64_t n : {1, 40, 20'000}) {
      const double mean = static_cast<double>(n) * p;
      const double got =
          mean_over_quantiles([&](double u) { return static_cast<double>(binomial_at(u, n, p)); });
      EXPECT_NEAR(got, mean, 1e-3 * mean + 2e-4) << n << " " << p;
    }
  }
}

TEST(Draws, BetaFollowsItsLaw) {
  for (const double u : {0.01, 0.2, 0.5, 0.8, 0.99}) {
    const double x = beta_at(stats::normal_quantile(u), 0.012, 4000.0);
    EXPECT_NEAR(stats::beta_cdf(48.0, 3952.0, x), u, 0.003) << u;
  }
}

TEST(Draws, UnitGammaFollowsItsLawWithMeanOne) {
  for (const double u : {0.01, 0.2, 0.5, 0.8, 0.99}) {
    const double x = unit_gamma_at(stats::normal_quantile(u), 0.5);
    EXPECT_NEAR(x, stats::gamma_quantile(4.0, u) / 4.0, 0.04 * x) << u;
  }
  EXPECT_NEAR(
      mean_over_quantiles([](double u) { return unit_gamma_at(stats::normal_quantile(u), 0.5); }),
      1.0, 1e-4);
}

TEST(Draws, LuckRepeatsItself) {
  Luck one(1, 2, 3);
  Luck two(1, 2, 3);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(one.uniform(), two.uniform());
  EXPECT_EQ(Luck(1, 2, 3).uniform(), philox_uniform(1, 2, 3));
}

// The same luck under a larger parameter never gives less.
RC_GTEST_PROP(DrawsProperty, CountsRiseWithTheirParameter, ()) {
  const double u = (*rc::gen::inRange(1, 1'000'000)) / 1e6;
  const double mean = (*rc::gen::inRange(0, 100'000)) / 1e3;
  const double more = mean + (*rc::gen::inRange(0, 10'000)) / 1e3;
  RC_PRE((mean < 50.0) == (more < 50.0));
  RC_ASSERT(poisson_at(u, mean) <= poisson_at(u, more));
}

RC_GTEST_PROP(DrawsProperty, BinomialStaysInItsRange, ()) {
  const double u = (*rc::gen::inRange(1, 1'000'000)) / 1e6;
  const double p = (*rc::gen::inRange(0, 1001)) / 1e3;
  const auto n = *rc::gen::inRange<std::int64_t>(0, 5000);
  const auto k = binomial_at(u, n, p);
  RC_ASSERT(k >= 0 && k <= n);
}

}  // namespace
}  // namespace gv::market
