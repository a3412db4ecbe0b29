#include "core/belief/delay.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/rng.h"
#include "core/stats/numeric.h"

namespace gv::belief {
namespace {

const DelayModel kDirect = delay_prior(Mode::Direct, 6.0);

double exposure(const std::vector<ClickCohort>& cohorts, const DelayModel& model) {
  double sum = 0.0;
  for (const auto& cohort : cohorts) sum += cohort.clicks * delay_cdf(model, cohort.age_days);
  return sum;
}

// D-1
TEST(Delay, DirectPriorHasItsKnownShares) {
  EXPECT_NEAR(delay_cdf(kDirect, 0.0), 0.35, 1e-12);
  EXPECT_NEAR(delay_cdf(kDirect, 1.0 / 24.0), 0.357067, 5e-7);
  EXPECT_NEAR(delay_cdf(kDirect, 1.0), 0.5, 1e-8);
  EXPECT_NEAR(delay_cdf(kDirect, 3.0), 0.704142, 5e-7);
  EXPECT_NEAR(delay_cdf(kDirect, 7.0), 0.896412, 5e-7);
  EXPECT_EQ(delay_cdf(kDirect, -1e-9), 0.0);
}

TEST(Delay, PipelinePriorIsHalfACycleAndAtLeastADay) {
  EXPECT_EQ(delay_prior(Mode::Pipeline, 6.0), (DelayModel{.instant = 0.0, .mean_days = 3.0}));
  EXPECT_EQ(delay_prior(Mode::Pipeline, 0.5).mean_days, 1.0);
}

// D-2
TEST(Delay, EffectiveClicksOfFiveCohorts) {
  const std::vector<ClickCohort> cohorts{{0.125, 40}, {1, 120}, {3, 100}, {7, 90}, {14, 50}};
  const auto pipeline = delay_prior(Mode::Pipeline, 6.0);
  EXPECT_NEAR(exposure(cohorts, kDirect), 275.104702, 5e-6);
  EXPECT_NEAR(exposure(cohorts, pipeline), 229.663065, 1e-6);
  EXPECT_NEAR(exposure(cohorts, slowed(pipeline, Mode::Pipeline)), 165.718951, 1e-6);
}

// D-3
TEST(Delay, FitAccountsForDealsNotYetSeen) {
  const std::vector<double> delays{0.5, 1.2, 2.0, 3.5, 6.0};
  const std::vector<ClickCohort> cohorts{{1, 200}, {3, 200}, {5, 200}, {7, 200}, {10, 200}};
  const DelayPrior prior{.model = {.instant = 0.0, .mean_days = 3.0}};

  const double free = fit_delay_mean(delays, cohorts, 0.0, prior, false);
  const double drawn = fit_delay_mean(delays, cohorts, 0.0, prior);

  EXPECT_NEAR(free, 6.402573, 1e-4);
  EXPECT_NEAR(exposure(cohorts, {.mean_days = free}), 503.1747, 1e-3);
  EXPECT_NEAR(5.0 / exposure(cohorts, {.mean_days = free}), 0.00993691, 1e-7);
  EXPECT_NEAR(drawn, 3.588113, 1e-4);
}

TEST(Delay, FewerThanTenDealsKeepThePrior) {
  const std::vector<double> delays(9, 10.0);
  const std::vector<ClickCohort> cohorts{{30, 1000}};
  EXPECT_EQ(fit_delay(delays, cohorts, {.model = kDirect}, nullptr), kDirect);
  const std::vector<double> enough(10, 10.0);
  EXPECT_EQ(fit_delay(enough, {}, {.model = kDirect}, nullptr), kDirect);
}

TEST(Delay, OneRefitMovesTheMeanByAtMostHalfAgain) {
  const std::vector<double> delays(50, 20.0);
  const std::vector<ClickCohort> cohorts{{60, 5000}};
  const DelayModel before{.mean_days = 2.0};
  EXPECT_NEAR(fit_delay(delays, cohorts, {.model = before}, &before).mean_days, 3.0, 1e-12);
}

// golden: scripts/golden/belief.py
TEST(Delay, MeanOverASpanMatchesBruteForce) {
  const DelayModel weibull{.instant = 0.1, .mean_days = 5.0, .shape = 0.7};
  EXPECT_NEAR(delay_cdf(weibull, 2.0), 0.5163419388485995, 1e-12);
  EXPECT_NEAR(delay_cdf_mean(weibull, 1.0, 4.0), 0.5531573901977493, 1e-9);
  EXPECT_NEAR(delay_cdf_mean({.mean_days = 3.0}, 0.0, 1.0), 0.14959393172146598, 1e-9);
  EXPECT_NEAR(delay_cdf_mean({.mean_days = 3.0}, 0.0, 28.0), 0.8928666171870729, 1e-9);
}

TEST(Delay, MeanCountsThePartBeforeTheClickAsZero) {
  EXPECT_EQ(delay_cdf_mean(kDirect, -3.0, -1.0), 0.0);
  EXPECT_NEAR(delay_cdf_mean(kDirect, -1.0, 1.0), 0.5 * delay_cdf_mean(kDirect, 0.0, 1.0), 1e-12);
  EXPECT_EQ(delay_cdf_mean(kDirect, 2.0, 2.0), delay_cdf(kDirect, 2.0));
}

/// Deals of clicks spread evenly over the last 30 days, counted after a known delay.
struct Synthetic {
  std::vector<double> delays;
  std::vector<ClickCohort> cohorts;
};

Synthetic simulate(const DelayModel& truth, std::uint64_t seed) {
  Rng rng(seed, 1);
  Synthetic made;
  for (int day = 0; day < 30; ++day) made.cohorts.push_back({day + 0.5, 400});
  for (int i = 0; i < 2000; ++i) {
    const double age = 30.0 * rng.uniform();
    const double delay = rng.uniform() < truth.instant ? rng.uniform() * 2.0 / 24.0
                                                       : truth.mean_days * rng.exponential();
    if (delay <= age) made.delays.push_back(delay);
  }
  return made;
}

TEST(Delay, FitRecoversAKnownDelay) {
  for (const DelayModel truth :
       {DelayModel{.instant = 0.0, .mean_days = 6.0}, DelayModel{.instant = 0.35, .mean_days = 4.0},
        DelayModel{.instant = 0.0, .mean_days = 1.5}}) {
    const auto data = simulate(truth, 3);
    const auto fitted = fit_delay(data.delays, data.cohorts,
                                  {.model = {.instant = truth.instant, .mean_days = 3.0}}, nullptr);
    EXPECT_NEAR(fitted.mean_days / truth.mean_days, 1.0, 0.15);
    EXPECT_NEAR(fitted.instant, truth.instant, 0.051);
  }
}

RC_GTEST_PROP(DelayProperty, MeanOverASpanIsTheIntegral, ()) {
  const DelayModel model{.instant = 0.01 * *rc::gen::inRange(0, 90),
                         .mean_days = 0.1 * *rc::gen::inRange(5, 300)};
  const double near = 0.01 * *rc::gen::inRange(0, 3000);
  const double far = near + 0.01 * *rc::gen::inRange(1, 3000);
  const auto cdf = [&](double t) { return delay_cdf(model, t); };
  const double expected = stats::integrate(cdf, near, far, 8) / (far - near);
  RC_ASSERT(std::abs(delay_cdf_mean(model, near, far) - expected) < 1e-9);
}

RC_GTEST_PROP(DelayProperty, SharesRiseWithAgeAndFallWithTheGuard, ()) {
  const DelayModel model{.instant = 0.01 * *rc::gen::inRange(0, 90),
                         .mean_days = 0.1 * *rc::gen::inRange(5, 300),
                         .shape = 0.1 * *rc::gen::inRange(5, 20)};
  const double near = 0.01 * *rc::gen::inRange(0, 3000);
  const double far = near + 0.01 * *rc::gen::inRange(0, 3000);
  const double older = 0.01 * *rc::gen::inRange(0, 1000);
  const double share = delay_cdf_mean(model, near, far);
  RC_ASSERT(share >= 0.0 && share <= 1.0 + 1e-12);
  RC_ASSERT(delay_cdf_mean(model, near + older, far + older) >= share - 1e-12);
  for (const auto mode : {Mode::Direct, Mode::Pipeline}) {
    RC_ASSERT(delay_cdf_mean(slowed(model, mode), near, far) <= share + 1e-12);
  }
}

RC_GTEST_PROP(DelayProperty, OrderOfDealsAndCohortsHardlyMatters, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1 << 20);
  Rng rng(seed, 2);
  std::vector<double> delays;
  for (int i = 0; i < 12; ++i) delays.push_back(5.0 * rng.exponential());
  std::vector<ClickCohort> cohorts;
  for (int i = 0; i < 6; ++i) cohorts.push_back({30.0 * rng.uniform(), 100.0 * rng.uniform()});
  const DelayPrior prior{.model = {.mean_days = 3.0}};
  const double before = fit_delay_mean(delays, cohorts, 0.0, prior);
  const std::vector<double> reversed(delays.rbegin(), delays.rend());
  const std::vector<ClickCohort> reversed_cohorts(cohorts.rbegin(), cohorts.rend());
  const double after = fit_delay_mean(reversed, reversed_cohorts, 0.0, prior);
  RC_ASSERT(std::abs(before / after - 1.0) < 1e-6);
}

}  // namespace
}  // namespace gv::belief
