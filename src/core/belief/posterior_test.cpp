#include "core/belief/posterior.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/belief/summary.h"

namespace gv::belief {
namespace {

const AccountLevel kAccount{
    .ctr = 0.012, .value_mean = 8000.0, .value_shape = 1.0, .impressions_per_minor = 0.8};

/// The ad of D-5, all weights 1.
Evidence example() {
  Evidence e;
  e.totals = {.impressions = 12'000, .clicks = 150, .spend_minor = 15'000, .deals = 4.0};
  e.impressions_recent = 12'000.0;
  e.clicks_recent = 150.0;
  e.spend_recent = 15'000.0;
  e.deals_recent = 4.0;
  e.value_recent = 35'000.0;
  e.n_eff_recent = 92.5;
  return e;
}

Posterior posterior(double eta) {
  return posterior_of(example(), kAccount, {.pooled = {1.5, 0.03}}, eta, {});
}

// D-5
TEST(Posterior, MeansInClosedForm) {
  const auto p = posterior(1.0);
  EXPECT_NEAR(p.click_rate_mean(), 0.0123913, 5e-8);
  EXPECT_NEAR(p.deal_rate_mean(), 0.0385965, 5e-8);
  EXPECT_NEAR(p.value_mean(), 8056.6038, 5e-5);
  EXPECT_NEAR(p.roas_mean(), 3.0825267, 5e-8);
}

// D-5
TEST(Posterior, EvidenceExponentFadesConversionEvidence) {
  EXPECT_NEAR(posterior(0.0).roas_mean(), 2.3791304, 5e-8);
  EXPECT_NEAR(posterior(0.45).roas_mean(), 2.8657429, 5e-8);
}

// D-5: Monte Carlo, +-0.004 at 1e5 draws; golden: scripts/golden/belief.py
TEST(Posterior, DrawsHaveTheKnownProbabilitiesAndQuantiles) {
  std::vector<double> draws(100'000);
  Rng rng(1, 5);
  draw_roas(posterior(1.0), rng, draws);

  const auto s = summarise(draws, {.protect = 0.5, .min = 1.0, .target = 2.0, .scale = 3.0});

  EXPECT_NEAR(s.mean, 3.0825267, 0.02);
  EXPECT_NEAR(s.p_below_protect, 0.0012, 0.0005);
  EXPECT_NEAR(s.p_below_min, 0.0238, 0.002);
  EXPECT_NEAR(s.p_target, 0.768, 0.004);
  EXPECT_NEAR(s.p_scale, 0.456, 0.004);
  EXPECT_NEAR(s.q05, 1.220, 0.02);
  EXPECT_NEAR(s.median, 2.852, 0.02);
  EXPECT_NEAR(s.q95, 5.727, 0.06);
}

// D-5: K = 1000, the size of a cycle.
TEST(Posterior, AThousandDrawsAreGoodToSixPercent) {
  std::vector<double> draws(1000);
  Rng rng(1, 6);
  draw_roas(posterior(1.0), rng, draws);
  const auto s = summarise(draws, {.protect = 0.5, .min = 1.0, .target = 2.0, .scale = 3.0});
  EXPECT_NEAR(s.p_target, 0.768, 0.06);
  EXPECT_NEAR(s.p_scale, 0.456, 0.06);
}

TEST(Posterior, ValueQuantileIsThatOfItsDraws) {
  const auto p = posterior(1.0);
  Rng rng(4, 4);
  int below = 0;
  const double q90 = p.value_quantile(0.9);
  for (int i = 0; i < 20'000; ++i) {
    below += p.phi * p.value_rate / rng.gamma(p.value_shape) < q90 ? 1 : 0;
  }
  EXPECT_NEAR(below / 20'000.0, 0.9, 0.008);
}

TEST(Posterior, AnAdWithoutSpendTakesTheAccountsPrice) {
  Evidence e;
  const auto p = posterior_of(e, kAccount, {.pooled = {1.5, 0.03}}, 1.0, {});
  EXPECT_EQ(p.impressions_per_minor, 0.8);
  EXPECT_NEAR(p.click_rate_mean(), 0.012, 1e-12);
  EXPECT_NEAR(p.deal_rate_mean(), 0.03, 1e-12);
  EXPECT_NEAR(p.value_mean(), 8000.0, 1e-8);
  e = example();
  e.totals.spend_minor = 99;
  EXPECT_EQ(posterior_of(e, kAccount, {.pooled = {1.5, 0.03}}, 1.0, {}).impressions_per_minor, 0.8);
}

TEST(Posterior, ADealWorthNothingIsLegal) {
  Evidence e = example();
  e.value_recent = 0.0;
  const auto p = posterior_of(e, kAccount, {.pooled = {1.5, 0.03}}, 1.0, {});
  EXPECT_GT(p.value_mean(), 0.0);
  EXPECT_LT(p.value_mean(), 8000.0);
}

TEST(Posterior, NothingButClicksLeavesAProperClickRate) {
  Evidence e = example();
  e.impressions_recent = e.clicks_recent = 1e15;
  AccountLevel account = kAccount;
  account.ctr = 1.0;
  const auto p = posterior_of(e, account, {.pooled = {1.5, 0.03}}, 1.0, {});
  std::vector<double> draws(10);
  Rng rng(1, 1);
  draw_roas(p, rng, draws);
  for (const double draw : draws) EXPECT_TRUE(std::isfinite(draw));
}

Evidence random_evidence() {
  Evidence e;
  e.impressions_recent = *rc::gen::inRange(1000, 1'000'000);
  e.clicks_recent = e.impressions_recent * 1e-4 * *rc::gen::inRange(1, 500);
  e.spend_recent = *rc::gen::inRange(200, 500'000);
  e.totals.spend_minor = static_cast<std::int64_t>(e.spend_recent);
  e.deals_recent = *rc::gen::inRange(0, 40);
  e.n_eff_recent = e.clicks_recent * 0.01 * *rc::gen::inRange(1, 100);
  e.value_recent = e.deals_recent * *rc::gen::inRange(0, 50'000);
  return e;
}

/// A prior that is half the account's and half a vague, more hopeful one.
const DealPriors kMixed{.pooled = {1.5, 0.005}, .vague = {1.0, 0.05}, .vague_weight = 0.5};

TEST(Mixture, WeighsItsPartsByHowWellTheyExplainTheDeals) {
  Evidence bad = example();
  bad.deals_recent = 0.0;
  bad.n_eff_recent = 400.0;
  Evidence good = bad;
  good.deals_recent = 20.0;
  const auto condemned = posterior_of(bad, kAccount, kMixed, 1.0, {});
  const auto praised = posterior_of(good, kAccount, kMixed, 1.0, {});
  ASSERT_EQ(condemned.parts, 2u);
  EXPECT_GT(condemned.deals[0].weight, 0.5);  // none in 400 clicks: the account was right
  EXPECT_LT(praised.deals[0].weight, 0.01);   // twenty: it was not
  EXPECT_NEAR(condemned.deals[0].weight + condemned.deals[1].weight, 1.0, 1e-12);
  // Against the closed form: weight proportional to the marginal likelihood.
  const double ratio =
      std::exp(log_marginal(1.5, 0.005, 0.0, 400.0) - log_marginal(1.0, 0.05, 0.0, 400.0));
  EXPECT_NEAR(condemned.deals[0].weight, ratio / (1.0 + ratio), 1e-12);
}

TEST(Mixture, DrawsHaveItsMean) {
  const auto p = posterior_of(example(), kAccount, kMixed, 1.0, {});
  std::vector<double> draws(100'000);
  Rng rng(3, 3);
  draw_roas(p, rng, draws);
  double sum = 0.0;
  for (const double draw : draws) sum += draw;
  EXPECT_NEAR(sum / 1e5 / p.roas_mean(), 1.0, 0.01);
}

TEST(Mixture, ABoostLiftsThePriorAndFadesWithEvidence) {
  Evidence young = example();
  young.deals_recent = 0.0;
  young.n_eff_recent = 1.0;
  const auto early = posterior_of(young, kAccount, kMixed, 1.0, {});
  const auto late = posterior_of(example(), kAccount, kMixed, 1.0, {});
  EXPECT_EQ(early.lift(1.0), 1.0);
  EXPECT_GT(early.lift(1.2), late.lift(1.2));
  EXPECT_GT(late.lift(1.2), 1.0);
  EXPECT_LE(early.lift(1.2), 1.2);
}

// Invariant 7, the half of the posterior.
RC_GTEST_PROP(PosteriorProperty, ADealAtItsMeanValueNeverLowersTheExpectations, ()) {
  const double phi = 0.1 * *rc::gen::inRange(1, 1000);
  const AccountLevel account{
      .ctr = 0.012, .value_mean = 8000.0, .value_shape = phi, .impressions_per_minor = 0.8};
  auto e = random_evidence();
  const auto before = posterior_of(e, account, {.pooled = {1.5, 0.03}}, 1.0, {});
  e.deals_recent += 1.0;
  e.value_recent += before.value_mean() * (1.0 + 0.01 * *rc::gen::inRange(0, 300));
  const auto after = posterior_of(e, account, {.pooled = {1.5, 0.03}}, 1.0, {});
  RC_ASSERT(after.deal_rate_mean() >= before.deal_rate_mean());
  RC_ASSERT(after.roas_mean() >= before.roas_mean() * (1.0 - 1e-12));
}

RC_GTEST_PROP(PosteriorProperty, MeanOfDrawsIsTheClosedForm, ()) {
  const auto p = posterior_of(random_evidence(), kAccount, {.pooled = {1.5, 0.03}}, 1.0, {});
  std::vector<double> draws(200);
  Rng rng(*rc::gen::arbitrary<std::uint64_t>(), 1);
  draw_roas(p, rng, draws);
  double sum = 0.0;
  double squares = 0.0;
  for (const double draw : draws) {
    RC_ASSERT(std::isfinite(draw) && draw >= 0.0);
    sum += draw;
    squares += draw * draw;
  }
  // Skewed draws: nine standard errors, so that a thousand cases do not trip on chance.
  const double mean = sum / 200.0;
  const double error = std::sqrt((squares / 200.0 - mean * mean) / 200.0);
  RC_ASSERT(std::abs(mean - p.roas_mean()) < 9.0 * error + 1e-12);
}

RC_GTEST_PROP(SummaryProperty, IsMadeOfOrderStatisticsAndFrequencies, ()) {
  auto draws = *rc::gen::nonEmpty(rc::gen::container<std::vector<double>>(
      rc::gen::map(rc::gen::inRange(0, 5000), [](int x) { return 0.001 * x; })));
  const RoasLevels levels{.protect = 0.9, .min = 1.0, .target = 2.0, .scale = 3.0};
  const auto count = [&](auto test) {
    return static_cast<double>(std::count_if(draws.begin(), draws.end(), test)) /
           static_cast<double>(draws.size());
  };
  const double target = count([](double d) { return d >= 2.0; });
  const double band = count([](double d) { return d >= 1.0 && d < 3.0; });
  auto sorted = draws;
  std::sort(sorted.begin(), sorted.end());

  const auto s = summarise(draws, levels);

  RC_ASSERT(s.p_target == target);
  RC_ASSERT(std::abs(s.p_band - band) < 1e-12);
  RC_ASSERT(s.q05 <= s.median && s.median <= s.q95);
  const auto at = [&](double p) {
    return sorted[static_cast<std::size_t>(p * (static_cast<double>(sorted.size()) - 1.0) + 0.5)];
  };
  RC_ASSERT(s.q05 == at(0.05) && s.median == at(0.5) && s.q95 == at(0.95));
}

}  // namespace
}  // namespace gv::belief
