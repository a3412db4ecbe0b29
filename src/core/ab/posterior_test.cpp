#include "core/ab/posterior.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/stats/special.h"

namespace gv::ab {
namespace {

Posterior rate(double trials, double successes) {
  return Posterior({trials, successes, 0.0}, Metric::Ctr, {});
}

// P(B > A) for whole alpha of B, as a finite sum.
double p_greater(const Posterior& b, const Posterior& a) {
  double total = 0.0;
  for (int i = 0; i < static_cast<int>(b.alpha()); ++i) {
    total += std::exp(stats::log_beta(a.alpha() + i, a.beta() + b.beta()) -
                      stats::log_beta(1.0 + i, b.beta()) - stats::log_beta(a.alpha(), a.beta())) /
             (b.beta() + i);
  }
  return total;
}

// Golden D-29 of the decision specification; scripts/golden/ab.py.
TEST(Posterior, ComparesTwoRatesExactly) {
  const std::vector posteriors{rate(1000, 40), rate(1000, 55)};

  const auto standings = compare(posteriors);

  EXPECT_NEAR(posteriors[0].mean(), 0.0409182, 1e-7);
  EXPECT_NEAR(posteriors[1].mean(), 0.0558882, 1e-7);
  EXPECT_NEAR(standings[1].p_best, 0.9418873441780177, 1e-10);
  EXPECT_NEAR(standings[0].p_best, 1.0 - 0.9418873441780177, 1e-10);
  EXPECT_NEAR(standings[1].expected_loss, 0.00023893677550748628, 1e-12);
  EXPECT_NEAR(standings[0].expected_loss, 0.015208996655738306, 1e-12);
  EXPECT_NEAR(posteriors[1].quantile(0.025), 0.0425327, 1e-7);
  EXPECT_NEAR(posteriors[1].quantile(0.975), 0.0709212, 1e-7);
}

// scripts/golden/ab.py
TEST(Posterior, ValueIsRateTimesValuePerDeal) {
  const Posterior value({1000, 30, 450'000}, Metric::Value, {});
  EXPECT_NEAR(value.mean(), 339.8121789208468, 1e-9);
  EXPECT_NEAR(value.sd(), 74.77106773062768, 1e-9);
}

TEST(Posterior, ValueDistributionAgreesWithItsDraws) {
  const Posterior value({1000, 30, 450'000}, Metric::Value, {});
  Rng rng(5, 5);
  const double lo = value.quantile(0.025);
  const double hi = value.quantile(0.975);
  int below = 0;
  int above = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double draw = value.draw(rng);
    below += draw < lo ? 1 : 0;
    above += draw > hi ? 1 : 0;
  }
  // Standard error 49.
  EXPECT_NEAR(below, 2500, 200);
  EXPECT_NEAR(above, 2500, 200);
}

TEST(Posterior, DealsWorthNothingAreLegalAndLowerTheValue) {
  const Posterior none({1000, 30, 0}, Metric::Value, {});
  const Posterior some({1000, 30, 300'000}, Metric::Value, {});
  EXPECT_GT(none.mean(), 0.0);
  EXPECT_LT(none.mean(), some.mean());
}

TEST(Compare, SharpAndVaguePosteriorsMix) {
  const std::vector posteriors{rate(0, 0), rate(50'000'000, 1'000'000)};

  const auto standings = compare(posteriors);

  // A uniform rate exceeds 2 % with probability 98 %, and is then 49 points better on average.
  EXPECT_NEAR(standings[0].p_best, 0.98, 1e-6);
  EXPECT_NEAR(standings[1].expected_loss, 0.5 * 0.98 * 0.98, 1e-6);
  EXPECT_NEAR(standings[0].expected_loss, 0.5 * 0.02 * 0.02, 1e-6);
}

TEST(Compare, EqualVariantsShareTheChance) {
  for (const auto metric : {Metric::Cvr, Metric::Value}) {
    const std::vector posteriors(3, Posterior({200, 10, 90'000}, metric, {}));
    for (const auto& standing : compare(posteriors)) {
      EXPECT_NEAR(standing.p_best, 1.0 / 3.0, 1e-8);
    }
  }
}

TEST(Compare, OneVariantIsBestForSure) {
  const std::vector posteriors{rate(10, 1)};
  EXPECT_EQ(compare(posteriors)[0].p_best, 1.0);
  EXPECT_EQ(compare(posteriors)[0].expected_loss, 0.0);
  EXPECT_TRUE(compare({}).empty());
}

TEST(Metric, ReadsWhatItWrites) {
  for (const auto metric : {Metric::Ctr, Metric::Cvr, Metric::Value}) {
    EXPECT_EQ(*parse_metric(to_text(metric), "metric"), metric);
  }
  EXPECT_EQ(parse_metric("clicks", "metric").error().message,
            "must be ctr, cvr or value, got 'clicks'");
}

std::vector<Posterior> any_rates(int count_max) {
  std::vector<Posterior> posteriors;
  const int count = *rc::gen::inRange(2, count_max);
  for (int i = 0; i < count; ++i) {
    const int trials = *rc::gen::element(0, 1, 30, 1000, 100'000);
    posteriors.push_back(rate(trials, *rc::gen::inRange(0, std::min(trials, 200) + 1)));
  }
  return posteriors;
}

RC_GTEST_PROP(CompareProperty, MatchesTheClosedFormOfTwo, ()) {
  auto posteriors = any_rates(3);
  const auto standings = compare(posteriors);
  const double closed = p_greater(posteriors[0], posteriors[1]);
  RC_ASSERT(std::abs(standings[0].p_best - closed) < 1e-7);
  // E[X] - E[Y] = E[(X - Y)+] - E[(Y - X)+].
  RC_ASSERT(std::abs(standings[1].expected_loss - standings[0].expected_loss -
                     (posteriors[0].mean() - posteriors[1].mean())) < 1e-9);
}

RC_GTEST_PROP(CompareProperty, ChancesSumToOneInAnyOrder, ()) {
  auto posteriors = any_rates(5);
  auto standings = compare(posteriors);
  double total = 0.0;
  for (const auto& standing : standings) total += standing.p_best;
  RC_ASSERT(std::abs(total - 1.0) < 1e-7);

  std::reverse(posteriors.begin(), posteriors.end());
  const auto reversed = compare(posteriors);
  for (std::size_t i = 0; i < standings.size(); ++i) {
    const auto& other = reversed[reversed.size() - 1 - i];
    RC_ASSERT(std::abs(standings[i].p_best - other.p_best) < 1e-12);
    RC_ASSERT(std::abs(standings[i].expected_loss - other.expected_loss) < 1e-12);
  }
}

}  // namespace
}  // namespace gv::ab
