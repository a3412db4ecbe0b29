#include "core/decide/kill.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/belief/posterior.h"
#include "core/decide/testing.h"

namespace gv::decide {
namespace {

using belief::Finality;

/// An ad that no gate and no evidence speaks against.
struct Case {
  belief::Evidence e;
  belief::RoasSummary roas{.mean = 2.0, .median = 2.0, .p_target = 0.4};
  double roas_mean{2.0};
  double value_90{100'00.0};
  bool value_known{true};
  Config config;

  Case() {
    e.totals = {.impressions = 50'000, .clicks = 700, .spend_minor = 300'00, .deals = 5.0};
    e.deals = e.deals_since = 5.0;
    e.n_eff = e.n_eff_slow = 400.0;
    e.spend_eff = e.spend_eff_slow = 200'00.0;
    e.clicks_since = 700.0;
    e.impressions_since = 50'000.0;
    e.maturity = 0.6;
  }
  KillInputs inputs() const { return {e, roas, roas_mean, value_90, value_known}; }
  KillVerdict verdict() const { return judge(inputs(), config); }
  bool holds(ReasonCode reason) const { return verdict().triggered.contains(reason); }

  /// Makes the posterior and the e-value speak against it.
  Case& condemned() {
    e.deals = e.deals_since = 0.0;
    e.spend_eff = e.spend_eff_slow = 1000'00.0;
    roas = {.mean = 0.1, .median = 0.1, .p_below_protect = 0.99};
    roas_mean = 0.1;
    return *this;
  }
};

// D-13: kappa S at which zero to three deals reach 10 and 12.5.
TEST(EValue, ReachesTheThresholdAtKnownExposures) {
  const double at_10[] = {3.159194, 5.649214, 7.524542, 9.287566};
  const double at_12_5[] = {3.436, 5.972, 7.867, 9.649};
  for (int n = 0; n < 4; ++n) {
    EXPECT_NEAR(e_count(n, at_10[n]), 10.0, 1e-5);
    EXPECT_NEAR(e_count(n, at_12_5[n]), 12.5, 1e-2);
  }
}

// D-14
TEST(EValue, OfCounts) {
  EXPECT_NEAR(e_count(0, 2), 4.0666243, 5e-8);
  EXPECT_NEAR(e_count(1, 6), 12.7474182, 5e-8);
  EXPECT_NEAR(e_count(2, 8), 13.6413447, 5e-8);
  EXPECT_NEAR(e_count(5, 4), .1668903, 5e-8);
}

// D-15
TEST(EValue, OfClicks) {
  EXPECT_NEAR(e_click(20, 4000, 0.01, 1.5), 24.6723151, 5e-8);
  EXPECT_NEAR(e_click(4, 1000, 0.01, 1.5), 2.9942732, 5e-8);
  EXPECT_NEAR(std::log(e_click(30, 15'000, 0.01, 1.5)), 46.2139338, 5e-8);
}

TEST(EValue, StaysFiniteHoweverStrongTheEvidence) {
  EXPECT_TRUE(std::isfinite(e_count(0, 1e6)));
  EXPECT_TRUE(std::isfinite(e_click(0, 1e15, 0.01, 1.5)));
  EXPECT_EQ(e_count(1e15, 0.0), 0.0);
}

TEST(EValue, NothingSeenIsNoEvidence) {
  EXPECT_EQ(e_count(0, 0), 1.0);
  EXPECT_EQ(e_click(0, 0, 0.01, 1.5), 1.0);
}

TEST(EValue, ProtectLevelIsTheMoreLenientOfCpaAndRoas) {
  Config config;
  EXPECT_NEAR(protect_deals_per_minor(100'00.0, config), 1e-4, 1e-15);
  config.target_cpa_minor = 50'00;
  EXPECT_NEAR(protect_deals_per_minor(100'00.0, config), 1e-4, 1e-15);
  EXPECT_NEAR(protect_deals_per_minor(50'00.0, config), 1.0 / 75'00.0, 1e-15);
}

/// D-16 and D-17: $120 over 72 h, no deal, direct mode, target CPA $50.
Case three_days(std::int64_t clicks) {
  belief::AdState ad;
  ad.first_delivery_at = testing::ago(3.0);
  ad.buckets = {{testing::ago(3.0), testing::kNow, 15'000, clicks, 120'00}};
  Case made;
  made.config.mode = belief::Mode::Direct;
  made.config.target_cpa_minor = 50'00;
  made.e = belief::gather(ad, testing::kNow, belief::delay_prior(belief::Mode::Direct, 6.0),
                          belief::Mode::Direct, {});
  made.value_90 = 60'00.0;
  made.roas = {.mean = 0.7, .median = 0.6, .p_below_protect = 0.93};
  made.roas_mean = 0.7;
  return made;
}

// D-16
TEST(Kill, WorthlessClicksAreAFinalKillForTheirClickRate) {
  const Case ad = three_days(30);
  EXPECT_NEAR(ad.e.spend_eff_slow / 120'00.0, .5124114, 5e-8);
  const double x = protect_deals_per_minor(ad.value_90, ad.config) * ad.e.spend_eff_slow;
  EXPECT_NEAR(x, .8198582, 5e-8);
  EXPECT_NEAR(ad.e.spend_eff, 66'00.0, 50.0);

  const auto verdict = ad.verdict();

  EXPECT_NEAR(verdict.e.value, 1.7340998, 5e-8);
  EXPECT_TRUE(verdict.kill);
  EXPECT_EQ(verdict.finality, Finality::Final);
  EXPECT_EQ(verdict.reason, ReasonCode::LowCtr);
  EXPECT_FALSE(verdict.triggered.contains(ReasonCode::NoConversions));
  EXPECT_NEAR(verdict.confidence, 1.0 - 1.0 / verdict.e.combined, 1e-12);
}

// D-17
TEST(Kill, TheSameAdWithAGoodClickRateLives) {
  const auto verdict = three_days(180).verdict();
  EXPECT_FALSE(verdict.kill);
  EXPECT_LT(verdict.e.combined, 10.0);
  EXPECT_NEAR(std::exp(-.8198582), 0.44, 0.005);
}

TEST(Kill, AnAdAtItsTargetIsLeftAlone) {
  const auto verdict = Case{}.verdict();
  EXPECT_FALSE(verdict.kill);
  EXPECT_TRUE(verdict.triggered.empty());
}

// Gate 1.
TEST(KillGate, LowCtrNeedsAThousandImpressions) {
  Case ad;
  ad.e.totals.impressions = 1000;
  ad.e.totals.clicks = 4;
  EXPECT_TRUE(ad.holds(ReasonCode::LowCtr));
  ad.e.totals.clicks = 5;
  EXPECT_FALSE(ad.holds(ReasonCode::LowCtr));
  ad.e.totals = {.impressions = 999, .clicks = 0};
  EXPECT_FALSE(ad.holds(ReasonCode::LowCtr));
}

// Gate 2.
TEST(KillGate, LowCvrCountsEffectiveClicks) {
  Case ad;
  ad.e.totals.clicks = 100;
  ad.e.deals = 1.0;
  ad.e.n_eff = 201.0;
  EXPECT_TRUE(ad.holds(ReasonCode::LowCvr));
  ad.e.n_eff = 199.0;
  EXPECT_FALSE(ad.holds(ReasonCode::LowCvr));
  ad.e.n_eff = 201.0;
  ad.e.totals.clicks = 99;
  EXPECT_FALSE(ad.holds(ReasonCode::LowCvr));
}

// Gate 3.
TEST(KillGate, HighCpaNeedsThreeDealsAndATarget) {
  Case ad;
  ad.e.deals = 3.0;
  ad.e.spend_eff = 3.0 * 150'01.0;
  EXPECT_FALSE(ad.holds(ReasonCode::HighCpa));
  ad.config.target_cpa_minor = 50'00;
  EXPECT_TRUE(ad.holds(ReasonCode::HighCpa));
  ad.e.spend_eff = 3.0 * 149'99.0;
  EXPECT_FALSE(ad.holds(ReasonCode::HighCpa));
  ad.e.deals = 2.9;
  ad.e.spend_eff = 1000'00.0;
  EXPECT_FALSE(ad.holds(ReasonCode::HighCpa));
}

// Gate 4.
TEST(KillGate, NegativeRoasNeedsSpendOfItsMode) {
  Case ad;
  ad.roas_mean = 0.49;
  ad.e.totals.spend_minor = 199'99;
  EXPECT_FALSE(ad.holds(ReasonCode::NegativeRoas));
  ad.e.totals.spend_minor = 200'00;
  EXPECT_TRUE(ad.holds(ReasonCode::NegativeRoas));
  ad.config.mode = belief::Mode::Direct;
  ad.e.totals.spend_minor = 100'00;
  EXPECT_TRUE(ad.holds(ReasonCode::NegativeRoas));
  ad.roas_mean = 0.5;
  EXPECT_FALSE(ad.holds(ReasonCode::NegativeRoas));
}

// Gate 5.
TEST(KillGate, NoConversionsCountsMaturedSpend) {
  Case ad;
  ad.e.deals = 0.0;
  ad.e.spend_eff = 100'00.0;
  EXPECT_TRUE(ad.holds(ReasonCode::NoConversions));
  ad.e.spend_eff = 99'99.0;
  EXPECT_FALSE(ad.holds(ReasonCode::NoConversions));
  ad.e.spend_eff = 100'00.0;
  ad.e.deals = 0.2;
  EXPECT_FALSE(ad.holds(ReasonCode::NoConversions));
}

// Gate 6.
TEST(KillGate, DecliningPerformanceNeverKillsAlone) {
  Case ad;
  ad.e.clicks_day_before = 100.0;
  ad.e.clicks_day = 40.0;
  ad.e.spend_day = ad.e.spend_day_before = 50'00.0;
  auto verdict = ad.verdict();
  EXPECT_TRUE(verdict.declining);
  EXPECT_TRUE(verdict.triggered.contains(ReasonCode::DecliningPerformance));
  EXPECT_FALSE(verdict.kill);
  ad.e.clicks_day = 60.0;  // fell by less than half
  EXPECT_FALSE(ad.verdict().declining);
  ad.e.clicks_day_before = 5.0;  // fell by more, but so few may be chance
  ad.e.clicks_day = 2.0;
  EXPECT_FALSE(ad.verdict().declining);
  ad.e.spend_day = 0.0;  // did not run
  EXPECT_FALSE(ad.verdict().declining);
}

TEST(Kill, TheFirstGateThatHoldsGivesTheReason) {
  Case ad;
  ad.condemned();
  EXPECT_EQ(ad.verdict().reason, ReasonCode::LowCvr);
  ad.e.totals.clicks = 10;
  EXPECT_EQ(ad.verdict().reason, ReasonCode::LowCtr);
  ad.e.totals = {.impressions = 900, .clicks = 90, .spend_minor = 300'00};
  EXPECT_EQ(ad.verdict().reason, ReasonCode::NegativeRoas);
  ad.roas_mean = 0.6;
  EXPECT_EQ(ad.verdict().reason, ReasonCode::NoConversions);
  EXPECT_EQ(ad.verdict().finality, Finality::Final);
}

// Final kill, conditions 1 to 3.
TEST(Kill, FinalNeedsGateEvidenceAndProbability) {
  Case ad;
  ad.condemned();
  ad.roas.p_below_protect = 0.9;  // no provisional kill in its place
  EXPECT_TRUE(ad.verdict().kill);
  Case no_gate = ad;
  no_gate.e.deals = 5.0;  // shown deals close the gates, the undiscounted ones still condemn
  no_gate.roas_mean = 0.6;
  EXPECT_GE(no_gate.verdict().e.combined, 10.0);
  EXPECT_FALSE(no_gate.verdict().kill);
  Case no_evidence = ad;
  no_evidence.e.spend_eff_slow = no_evidence.e.n_eff_slow = 0.0;
  EXPECT_FALSE(no_evidence.verdict().kill);
  Case doubtful = ad;
  doubtful.roas.p_below_protect = 0.79;
  EXPECT_FALSE(doubtful.verdict().kill);
}

// Provisional kill, conditions 1 to 3.
TEST(Kill, ProvisionalNeedsProbabilityMaturityAndSpend) {
  Case ad;
  ad.roas.p_below_protect = 0.95;
  const auto verdict = ad.verdict();
  EXPECT_TRUE(verdict.kill);
  EXPECT_EQ(verdict.finality, Finality::Provisional);
  EXPECT_EQ(verdict.reason, ReasonCode::ProbablyBelowProtect);
  EXPECT_EQ(verdict.confidence, 0.95);
  Case doubtful = ad;
  doubtful.roas.p_below_protect = 0.94;
  EXPECT_FALSE(doubtful.verdict().kill);
  Case immature = ad;
  immature.e.maturity = 0.29;
  EXPECT_FALSE(immature.verdict().kill);
  Case cheap = ad;
  cheap.e.totals.spend_minor = 49'99;
  EXPECT_FALSE(cheap.verdict().kill);
}

TEST(Kill, DealsAtTargetVetoTheClickAndCostGates) {
  Case ad;
  ad.e.totals.clicks = 100;  // CTR 0.2 %
  ad.e.clicks_since = 100.0;
  ad.roas = {.mean = 2.0, .median = 0.9, .p_below_protect = 0.9, .p_target = 0.5};
  const auto vetoed = ad.verdict();
  EXPECT_FALSE(vetoed.kill);
  EXPECT_TRUE(vetoed.vetoed);
  EXPECT_TRUE(vetoed.triggered.contains(ReasonCode::LowCtr));
  ad.e.deals = 2.0;
  EXPECT_TRUE(ad.verdict().kill);
  ad.e.deals = 3.0;
  ad.roas.p_target = 0.49;
  EXPECT_TRUE(ad.verdict().kill);
}

TEST(Kill, UnknownValueLeavesOnlyTheClickRate) {
  Case ad;
  ad.condemned();
  ad.value_known = false;
  const auto verdict = ad.verdict();
  EXPECT_FALSE(verdict.kill);
  EXPECT_TRUE(verdict.triggered.empty());
  EXPECT_EQ(verdict.e.value, 1.0);
  EXPECT_EQ(verdict.e.cvr, 1.0);
  ad.e.totals.clicks = 100;
  ad.e.clicks_since = 100.0;
  EXPECT_TRUE(ad.verdict().kill);
  EXPECT_EQ(ad.verdict().reason, ReasonCode::LowCtr);
}

TEST(Kill, LegacyModeComparesValueAndSpend) {
  Case ad;
  ad.config.kill.mode = KillMode::Legacy;
  ad.e.value_minor = 149'99.0;
  EXPECT_TRUE(ad.verdict().kill);
  ad.e.value_minor = 150'00.0;
  EXPECT_FALSE(ad.verdict().kill);
  ad.e.value_minor = 0.0;
  ad.e.totals.spend_minor = 199'99;
  EXPECT_FALSE(ad.verdict().kill);
}

TEST(Kill, WasteIsAWeekOfLoss) {
  EXPECT_EQ(waste_prevented_minor(50'00, 0.2), 7.0 * 50'00.0 * 0.8);
  EXPECT_EQ(waste_prevented_minor(50'00, 1.5), 0.0);
}

TEST(Kill, AggressiveScaleNeedsSpendAndProbability) {
  Case ad;
  ad.roas.p_scale = 0.8;
  EXPECT_TRUE(should_scale_aggressively(ad.e, ad.roas, ad.config));
  ad.roas.p_scale = 0.79;
  EXPECT_FALSE(should_scale_aggressively(ad.e, ad.roas, ad.config));
  ad.roas.p_scale = 0.9;
  ad.e.totals.spend_minor = 199'99;
  EXPECT_FALSE(should_scale_aggressively(ad.e, ad.roas, ad.config));
}

// Invariant 7, the half of the evidence. The 90 % quantile of the value also narrows with every
// deal; up to phi = 1 and an exposure of 100 that never outweighs the deal itself.
RC_GTEST_PROP(KillProperty, ADealAtItsMeanValueNeverRaisesTheEvidence, ()) {
  const belief::AccountLevel account{.ctr = 0.012,
                                     .value_mean = 80'00.0,
                                     .value_shape = 0.1 * *rc::gen::inRange(1, 11),
                                     .impressions_per_minor = 0.8};
  belief::Evidence e;
  e.totals.spend_minor = 500'00;
  e.impressions_recent = 50'000.0;
  e.clicks_recent = 600.0;
  e.spend_recent = 500'00.0;
  e.n_eff_recent = e.n_eff_slow = *rc::gen::inRange(1, 600);
  e.deals_recent = e.deals_since = *rc::gen::inRange(0, 20);
  e.value_recent = e.deals_recent * *rc::gen::inRange(0, 200'00);
  e.spend_eff_slow = *rc::gen::inRange(0, 5000'00);
  const Config config;
  const auto before =
      belief::posterior_of(e, account, {.pooled = {1.5, 0.03}}, 1.0, config.sampler);
  const belief::RoasSummary roas;
  const auto e_before = e_values({e, roas, 1.0, before.value_quantile(0.9), true}, config);
  RC_PRE(protect_deals_per_minor(before.value_quantile(0.9), config) * e.spend_eff_slow <= 100.0);
  e.deals_recent += 1.0;
  e.deals_since += 1.0;
  e.value_recent += before.value_mean() * (1.0 + 0.1 * *rc::gen::inRange(0, 30));
  const auto after = belief::posterior_of(e, account, {.pooled = {1.5, 0.03}}, 1.0, config.sampler);
  const auto e_after = e_values({e, roas, 1.0, after.value_quantile(0.9), true}, config);
  RC_ASSERT(e_after.value <= e_before.value);
  RC_ASSERT(e_after.cvr <= e_before.cvr);
}

RC_GTEST_PROP(KillProperty, EvidenceGrowsWithExposureAndFallsWithDeals, ()) {
  const double deals = 0.1 * *rc::gen::inRange(0, 200);
  const double exposure = 0.1 * *rc::gen::inRange(0, 300);
  RC_ASSERT(e_count(deals, exposure + 0.1) > e_count(deals, exposure));
  RC_ASSERT(e_count(deals + 0.1, exposure) < e_count(deals, exposure));
  RC_ASSERT(e_count(deals, 0.0) <= 1.0);
}

}  // namespace
}  // namespace gv::decide
