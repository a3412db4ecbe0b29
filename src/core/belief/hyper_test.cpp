#include "core/belief/hyper.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/rng.h"

namespace gv::belief {
namespace {

// D-6
TEST(Hyper, LogMarginalOfDeals) {
  EXPECT_NEAR(log_marginal(1.5, 0.03, 4.0, 92.5), -17.3297503, 5e-8);
  EXPECT_NEAR(log_marginal(1.5, 0.03, 0.0, 92.5), -1.5709785, 5e-8);
}

/// Ads whose deal rate follows the model.
std::vector<HyperRow> simulate(const Hyper& truth, int ads, double clicks, std::uint64_t seed) {
  Rng rng(seed, 1);
  std::vector<HyperRow> rows;
  for (int i = 0; i < ads; ++i) {
    HyperRow row{.n_eff = clicks * (0.5 + rng.uniform()),
                 .log_ctr_ratio = 0.6 * rng.normal(),
                 .prediction_z = truth.prediction > 0.0 ? 0.8 * rng.normal() : 0.0};
    const double q = prior_rate(truth, row) * rng.gamma(truth.strength) / truth.strength;
    row.deals = static_cast<double>(rng.poisson(q * row.n_eff));
    rows.push_back(row);
  }
  return rows;
}

TEST(Hyper, FitRecoversTheGridPointItWasMadeWith) {
  const Hyper truth{.deal_rate = 0.02, .strength = 2.0, .elasticity = 1.0};
  const auto fitted = fit_hyper(simulate(truth, 800, 1500, 1), 0.05, 0.0);
  EXPECT_NEAR(fitted.deal_rate, 0.02, 0.003);
  EXPECT_EQ(fitted.elasticity, 1.0);
  EXPECT_NEAR(fitted.strength, 2.0, 0.51);
  EXPECT_EQ(fitted.prediction, 0.0);
}

TEST(Hyper, FitLearnsHowFarPredictionsCanBeTrusted) {
  const Hyper good{.deal_rate = 0.02, .strength = 2.0, .elasticity = 0.5, .prediction = 1.0};
  EXPECT_EQ(fit_hyper(simulate(good, 400, 1500, 2), 0.05, 0.5).prediction, 1.0);
  auto noise = simulate({.deal_rate = 0.02, .strength = 2.0}, 400, 1500, 3);
  Rng rng(9, 9);
  for (auto& row : noise) row.prediction_z = rng.normal();
  EXPECT_EQ(fit_hyper(noise, 0.05, 0.5).prediction, 0.0);
}

TEST(Hyper, FewRowsKeepTheReportedSlope) {
  const Hyper truth{.deal_rate = 0.02, .strength = 2.0, .prediction = 1.0};
  EXPECT_EQ(fit_hyper(simulate(truth, 29, 1500, 4), 0.05, 0.3).prediction, 0.3);
}

TEST(Hyper, WithoutDataTheDefaultRateAndThePenaltiesRule) {
  const auto fitted = fit_hyper({}, 0.05, 0.0);
  EXPECT_NEAR(fitted.deal_rate, 0.05, 1e-15);
  EXPECT_EQ(fitted.elasticity, 0.5);
  EXPECT_TRUE(fitted.strength == 1.0 || fitted.strength == 1.5);
}

TEST(AccountLevel, PoolsCountsWithWeakPriors) {
  Evidence a;
  a.totals = {.impressions = 10'000, .clicks = 119, .spend_minor = 5'000};
  a.deals = 3.0;
  a.value_minor = 30'000.0;
  const std::vector<Evidence> ads{a};
  const auto level = account_level(ads, {.count_value_minor = 6000.0}, 2.0);
  EXPECT_NEAR(level.ctr, 120.0 / 10'080.0, 1e-15);
  EXPECT_NEAR(level.value_mean, 42'000.0 / 5.0, 1e-9);
  EXPECT_EQ(level.value_shape, 0.4);  // fewer than 20 deals
  EXPECT_NEAR(level.impressions_per_minor, 2.0, 1e-15);
  EXPECT_NEAR(level.deal_rate_default, 0.6 * 2.0 * (5'000.0 / 119.0) / 6000.0, 1e-15);
}

TEST(AccountLevel, SpreadOfDealValuesSetsTheirShape) {
  Evidence a;
  a.deals = 40.0;
  a.value_minor = 40.0 * 100.0;
  a.value_squares = 40.0 * (100.0 * 100.0 + 50.0 * 50.0);  // CV 0.5
  const std::vector<Evidence> spread{a};
  EXPECT_NEAR(account_level(spread, {}, 2.0).value_shape, 4.0, 1e-12);
  a.value_squares = 40.0 * 100.0 * 100.0;
  const std::vector<Evidence> equal{a};
  EXPECT_EQ(account_level(equal, {}, 2.0).value_shape, 100.0);
}

TEST(AccountLevel, AnEmptyAccountHasUsablePriors) {
  const auto level = account_level({}, {.count_value_minor = 6000.0}, 2.0);
  EXPECT_NEAR(level.ctr, 1.0 / 80.0, 1e-15);
  EXPECT_NEAR(level.value_mean, 6000.0, 1e-9);
  EXPECT_GT(level.deal_rate_default, 0.0);
}

RC_GTEST_PROP(HyperProperty, FitIsFiniteAndIgnoresTheOrderOfAds, ()) {
  const int ads = *rc::gen::inRange(1, 8);
  auto rows = simulate({.deal_rate = 0.02, .strength = 1.5}, ads, 300,
                       *rc::gen::arbitrary<std::uint64_t>());
  const auto before = fit_hyper(rows, 0.03, 0.0);
  std::reverse(rows.begin(), rows.end());
  const auto after = fit_hyper(rows, 0.03, 0.0);
  RC_ASSERT(std::isfinite(before.deal_rate) && before.deal_rate > 0.0);
  RC_ASSERT(std::abs(after.deal_rate / before.deal_rate - 1.0) < 1e-12);
  RC_ASSERT(after.strength == before.strength && after.elasticity == before.elasticity);
}

RC_GTEST_PROP(HyperProperty, ClickRateTellsLessAsElasticityGrows, ()) {
  const HyperRow row{.log_ctr_ratio = 0.01 * *rc::gen::inRange(1, 200)};
  const Hyper low{.deal_rate = 0.02, .elasticity = 0.25};
  const Hyper high{.deal_rate = 0.02, .elasticity = 0.75};
  RC_ASSERT(prior_rate(high, row) < prior_rate(low, row));
  RC_ASSERT(prior_rate({.deal_rate = 0.02, .elasticity = 0.0}, row) == 0.02);
}

}  // namespace
}  // namespace gv::belief
