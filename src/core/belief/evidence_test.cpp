#include "core/belief/evidence.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/rng.h"

namespace gv::belief {
namespace {

const TimePoint kNow = TimePoint{Days{20'000}};
const DelayModel kDelay{.instant = 0.0, .mean_days = 3.0};

TimePoint ago(double days) { return kNow - Millis{static_cast<std::int64_t>(days * 8.64e7)}; }

Bucket day(double days_ago, std::int64_t clicks = 100) {
  return {ago(days_ago), ago(days_ago - 1.0), 100 * clicks, clicks, 50 * clicks};
}

DealValue deal(double clicked, double counted, double value = 1000.0) {
  return {.click_at = ago(clicked),
          .counted_at = ago(counted),
          .value_minor = value,
          .cash_minor = value / 2.0};
}

Evidence of(const AdState& ad, std::span<const OutageSpan> outages = {},
            Mode mode = Mode::Pipeline) {
  return gather(ad, kNow, kDelay, mode, {}, outages);
}

/// Ten days of equal delivery and two deals.
AdState ten_days() {
  AdState ad;
  ad.first_delivery_at = ago(10.0);
  for (int d = 10; d > 0; --d) ad.buckets.push_back(day(d));
  ad.deals = {deal(8.0, 5.0), deal(4.0, 0.5)};
  return ad;
}

TEST(Evidence, SumsDeliveryAndMaturesItByTheDelay) {
  const auto e = of(ten_days());
  double exposure = 0.0;
  for (int d = 0; d < 10; ++d) exposure += 100.0 * delay_cdf_mean(kDelay, d, d + 1);
  EXPECT_EQ(e.totals.clicks, 1000);
  EXPECT_EQ(e.totals.impressions, 100'000);
  EXPECT_EQ(e.totals.spend_minor, 50'000);
  EXPECT_NEAR(e.n_eff, exposure, 1e-9);
  EXPECT_NEAR(e.maturity, exposure / 1000.0, 1e-12);
  EXPECT_NEAR(e.age_hours, 240.0, 1e-9);
  EXPECT_NEAR(e.spend_daily, 5000.0, 1e-6);
  EXPECT_LT(e.n_eff_slow, e.n_eff);
  EXPECT_EQ(e.deals, 2.0);
  EXPECT_EQ(e.deals_day, 1.0);
  EXPECT_EQ(e.value_minor, 2000.0);
}

TEST(Evidence, DirectModeCountsCash) {
  EXPECT_EQ(of(ten_days(), {}, Mode::Direct).value_minor, 1000.0);
}

TEST(Evidence, WindowsOfTheLastDays) {
  const auto e = of(ten_days());
  EXPECT_NEAR(e.clicks_day, 100.0, 1e-9);
  EXPECT_NEAR(e.clicks_day_before, 100.0, 1e-9);
  EXPECT_NEAR(e.spend_72h, 15'000.0, 1e-6);
  EXPECT_EQ(e.last_click_age_days, 0.0);
  // Growth of the exposure over the last day: what ten days have now beyond what nine had.
  EXPECT_NEAR(e.exposure_day, 100.0 * delay_cdf_mean(kDelay, 9.0, 10.0), 1e-9);
}

TEST(Evidence, RecencyHalvesWithItsHalfLife) {
  AdState ad;
  ad.first_delivery_at = ago(10.0);
  ad.buckets = {{ago(6.5), ago(5.5), 1000, 64, 100}};  // middle 6 days ago: two half-lives
  const auto e = of(ad);
  EXPECT_NEAR(e.clicks_recent, 16.0, 1e-9);
  EXPECT_NEAR(e.impressions_recent, 250.0, 1e-9);
}

TEST(Evidence, ARefreshStartsTheTestsAnew) {
  AdState ad = ten_days();
  ad.creative_refreshed_at = ago(4.0);
  const auto e = of(ad);
  EXPECT_EQ(e.clicks_since, 400.0);
  EXPECT_EQ(e.deals_since, 1.0);  // clicked four days ago, at the refresh
  EXPECT_EQ(e.deals, 2.0);
}

TEST(Evidence, WhatIsNotKnownYetIsNoEvidence) {
  AdState ad = ten_days();
  const auto before = of(ad);
  ad.buckets.push_back({kNow + Hours{1}, kNow + Hours{2}, 100, 10, 10});
  ad.deals.push_back({.click_at = ago(1.0), .counted_at = kNow + Hours{1}, .value_minor = 1e6});
  const auto after = of(ad);
  EXPECT_EQ(before.totals.clicks, after.totals.clicks);
  EXPECT_EQ(before.deals, after.deals);
}

TEST(Evidence, WithoutAClickNothingCanStillArrive) {
  AdState ad;
  ad.buckets = {day(3.0, 0)};
  EXPECT_TRUE(std::isinf(of(ad).last_click_age_days));
  ad.buckets = {day(3.0)};
  EXPECT_NEAR(of(ad).last_click_age_days, 2.0, 1e-9);
}

TEST(Outage, RemovesTheDealsCountedInItAndTheExposure) {
  const AdState ad = ten_days();
  const OutageSpan outage{ago(6.0), ago(4.0)};
  const auto without = of(ad);

  const auto with = of(ad, std::array{outage});

  EXPECT_EQ(with.deals, 1.0);  // the one counted five days ago is gone
  EXPECT_EQ(with.value_minor, 1000.0);
  double lost = 0.0;
  for (int d = 0; d < 10; ++d) {
    lost += 100.0 *
            (delay_cdf_mean(kDelay, d - 4.0, d - 3.0) - delay_cdf_mean(kDelay, d - 6.0, d - 5.0));
  }
  EXPECT_GT(lost, 0.0);
  EXPECT_NEAR(with.n_eff, without.n_eff - lost, 1e-9);
  EXPECT_LT(with.spend_eff_slow, without.spend_eff_slow);
  EXPECT_EQ(with.totals.deals, 2.0);  // what is shown stays
}

TEST(Outage, ThatIsOverDoesNotLowerWhatTheLastDayShouldBring) {
  const AdState ad = ten_days();
  const auto without = of(ad);
  EXPECT_NEAR(of(ad, std::array{OutageSpan{ago(6.0), ago(4.0)}}).exposure_day, without.exposure_day,
              1e-9);
  EXPECT_NEAR(of(ad, std::array{OutageSpan{ago(1.0), kNow}}).exposure_day, 0.0, 1e-9);
}

TEST(Outage, OfTheWholeHistoryLeavesNoEvidence) {
  const auto e = of(ten_days(), std::array{OutageSpan{ago(20.0), kNow + Hours{5}}});
  EXPECT_NEAR(e.n_eff, 0.0, 1e-9);
  EXPECT_EQ(e.deals, 0.0);
}

// Invariant 13: reported twice, subtracted once.
TEST(Outage, CountsOnceHoweverOftenItIsReported) {
  const AdState ad = ten_days();
  const auto once = of(ad, std::array{OutageSpan{ago(6.0), ago(3.0)}});
  const auto twice =
      of(ad, std::array{OutageSpan{ago(5.0), ago(3.0)}, OutageSpan{ago(6.0), ago(4.0)},
                        OutageSpan{ago(5.0), ago(3.0)}});
  EXPECT_NEAR(once.n_eff, twice.n_eff, 1e-9);
  EXPECT_NEAR(once.exposure_day, twice.exposure_day, 1e-9);
  const OutageSpan backwards{ago(3.0), ago(6.0)};
  EXPECT_EQ(of(ad, std::array{backwards}).n_eff, of(ad).n_eff);
}

/// Random delivery of up to 12 days, shifted into the past by `older` days.
AdState random_ad(std::uint64_t seed, double older) {
  Rng rng(seed, 1);
  AdState ad;
  const int days = 1 + static_cast<int>(rng.below(12));
  for (int d = days; d > 0; --d) {
    ad.buckets.push_back(day(d + older, static_cast<std::int64_t>(rng.below(500))));
  }
  return ad;
}

// Invariant 8.
RC_GTEST_PROP(EvidenceProperty, OlderClicksAreMoreMature, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const double older = 0.01 * *rc::gen::inRange(0, 3000);
  const auto fresh = of(random_ad(seed, 0.0));
  const auto aged = of(random_ad(seed, older));
  RC_ASSERT(aged.n_eff >= fresh.n_eff - 1e-9);
  RC_ASSERT(aged.spend_eff >= fresh.spend_eff - 1e-9);
  RC_ASSERT(aged.n_eff_slow >= fresh.n_eff_slow - 1e-9);
}

RC_GTEST_PROP(EvidenceProperty, ExposureNeverExceedsClicksNorFallsBelowZero, ()) {
  const auto ad = random_ad(*rc::gen::arbitrary<std::uint64_t>(), 0.0);
  std::vector<OutageSpan> outages;
  for (int i = 0; i < *rc::gen::inRange(0, 4); ++i) {
    const double from = 0.01 * *rc::gen::inRange(0, 1500);
    outages.push_back({ago(from), ago(from - 0.01 * *rc::gen::inRange(-100, 500))});
  }
  const auto e = of(ad, outages);
  const auto whole = of(ad);
  RC_ASSERT(e.n_eff >= 0.0 && e.n_eff <= whole.n_eff + 1e-9);
  RC_ASSERT(e.exposure_day >= 0.0 && e.exposure_day <= whole.exposure_day + 1e-9);
  RC_ASSERT(e.n_eff_slow <= e.n_eff + 1e-9 || !outages.empty());
  RC_ASSERT(e.maturity >= 0.0 && e.maturity <= 1.0);
}

RC_GTEST_PROP(EvidenceProperty, OrderOfBucketsAndDealsHardlyMatters, ()) {
  auto ad = random_ad(*rc::gen::arbitrary<std::uint64_t>(), 0.0);
  for (int i = 0; i < 5; ++i) ad.deals.push_back(deal(3.0 + i, 0.3 * i, 100.0 * i));
  const auto before = of(ad);
  auto buckets = ad.buckets.unpacked();
  std::reverse(buckets.begin(), buckets.end());
  ad.buckets = BucketSeries(buckets);
  std::reverse(ad.deals.begin(), ad.deals.end());
  const auto after = of(ad);
  RC_ASSERT(std::abs(before.n_eff - after.n_eff) < 1e-9);
  RC_ASSERT(std::abs(before.value_recent - after.value_recent) < 1e-6);
  RC_ASSERT(before.last_click_age_days == after.last_click_age_days);
}

}  // namespace
}  // namespace gv::belief
