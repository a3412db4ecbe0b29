#include <array>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/decide/cycle.h"
#include "core/decide/testing.h"

// What broken models and broken data may not do.

namespace gv::decide {
namespace {

constexpr std::int64_t kHuge = std::int64_t{1} << 62;

double bad_number(Rng& rng) {
  constexpr std::array kBad{std::numeric_limits<double>::quiet_NaN(),
                            std::numeric_limits<double>::infinity(),
                            -std::numeric_limits<double>::infinity(),
                            1e300,
                            -1e300,
                            -1.0,
                            4.6e18,
                            5e-324};
  return kBad[rng.below(kBad.size())];
}

std::int64_t bad_count(Rng& rng) {
  constexpr std::array<std::int64_t, 6> kBad{-1,
                                             kHuge,
                                             -kHuge,
                                             std::numeric_limits<std::int64_t>::max(),
                                             std::numeric_limits<std::int64_t>::min(),
                                             std::int64_t{1} << 50};
  return kBad[rng.below(kBad.size())];
}

TimePoint bad_time(Rng& rng) { return TimePoint{Millis{bad_count(rng)}}; }

/// Spoils one random field of one random ad.
void spoil_ad(CycleInput& input, Rng& rng) {
  auto& ad = input.ads[rng.below(input.ads.size())];
  if (ad.buckets.empty()) ad.buckets.push_back({testing::ago(1.0), testing::kNow, 1, 1, 1});
  if (ad.deals.empty()) ad.deals.push_back({testing::ago(1.0), testing::kNow});
  auto buckets = ad.buckets.unpacked();
  auto& bucket = buckets[rng.below(buckets.size())];
  auto& deal = ad.deals[rng.below(ad.deals.size())];
  switch (rng.below(16)) {
    case 0:
      bucket.impressions = bad_count(rng);
      break;
    case 1:
      bucket.clicks = bad_count(rng);
      break;
    case 2:
      bucket.spend_minor = bad_count(rng);
      break;
    case 3:
      bucket.start = bad_time(rng);
      break;
    case 4:
      bucket.end = bad_time(rng);
      break;
    case 5:
      deal.credit = bad_number(rng);
      break;
    case 6:
      deal.value_minor = bad_number(rng);
      break;
    case 7:
      deal.cash_minor = bad_number(rng);
      break;
    case 8:
      deal.click_at = bad_time(rng);
      break;
    case 9:
      deal.counted_at = bad_time(rng);
      break;
    case 10:
      ad.data_as_of = bad_time(rng);
      break;
    case 11:
      ad.first_delivery_at = bad_time(rng);
      break;
    case 12:
      ad.creative_refreshed_at = bad_time(rng);
      break;
    case 13:
      ad.frequency_7d = bad_number(rng);
      break;
    case 14:
      ad.audience_size = bad_count(rng);
      break;
    default:
      ad.lifetime_budget_minor = bad_count(rng);
      break;
  }
  ad.buckets = belief::BucketSeries(buckets);
}

void spoil_account(CycleInput& input, Rng& rng) {
  auto& unit = input.units[rng.below(input.units.size())];
  switch (rng.below(14)) {
    case 0:
      input.total_budget_minor = bad_count(rng);
      break;
    case 1:
      input.now = bad_time(rng);
      break;
    case 2:
      input.priors.count_value_minor = bad_number(rng);
      break;
    case 3:
      input.priors.cycle_days_mean = bad_number(rng);
      break;
    case 4:
      input.delay = belief::DelayModel{.mean_days = bad_number(rng)};
      break;
    case 5:
      input.delay = belief::DelayModel{.instant = bad_number(rng)};
      break;
    case 6:
      input.delay = belief::DelayModel{.shape = bad_number(rng)};
      break;
    case 7:
      input.hyper = belief::Hyper{.deal_rate = bad_number(rng)};
      break;
    case 8:
      input.hyper = belief::Hyper{.deal_rate = 0.01, .strength = bad_number(rng)};
      break;
    case 9:
      input.session_ratio = input.session_ratio_usual = bad_number(rng);
      break;
    case 10:
      input.outages = {{bad_time(rng), bad_time(rng)}};
      break;
    case 11:
      unit.daily_budget_minor = bad_count(rng);
      break;
    case 12:
      unit.min_minor = bad_count(rng);
      break;
    default:
      unit.history = {{bad_time(rng), bad_count(rng)}};
      break;
  }
}

bool sane(const CyclePlan& plan) {
  std::int64_t sum = plan.reserve_minor;
  for (const auto& unit : plan.units) {
    if (unit.recommended_budget_minor < 0) return false;
    sum += unit.recommended_budget_minor;
  }
  for (const auto& decision : plan.decisions) {
    if (!std::isfinite(decision.metrics.roas.mean) || !std::isfinite(decision.confidence)) {
      return false;
    }
  }
  return sum == plan.total_budget_minor;
}

// Invariant 15.
RC_GTEST_PROP(GarbageProperty, GivesAnErrorOrASanePlanButNoCrash, ()) {
  Rng rng(*rc::gen::arbitrary<std::uint64_t>(), 1);
  const Config config = testing::random_config(rng);
  auto input = testing::random_account(rng, 1 + static_cast<int>(rng.below(5)));
  for (std::uint64_t i = 0; i <= rng.below(3); ++i) {
    rng.below(3) == 0 ? spoil_account(input, rng) : spoil_ad(input, rng);
  }
  const auto plan = run_cycle(input, config);
  if (plan) {
    RC_ASSERT(sane(*plan));
  } else {
    RC_ASSERT(!plan.error().message.empty());
  }
}

// Invariant 15: values at the very edge of what is accepted.
TEST(Garbage, TheLargestAcceptedAmountsGiveASanePlan) {
  constexpr std::int64_t kEdge = std::int64_t{1} << 50;
  auto input = testing::account_of({{.id = "a", .days = 1.0}, {.id = "b", .days = 1.0}});
  for (auto& ad : input.ads) {
    ad.buckets = {{testing::ago(1.0), testing::kNow, kEdge, kEdge, kEdge}};
    ad.deals = {{.click_at = testing::ago(1.0),
                 .counted_at = testing::kNow,
                 .credit = static_cast<double>(kEdge),
                 .value_minor = static_cast<double>(kEdge)}};
  }
  for (const bool fitted : {false, true}) {
    if (fitted) input.hyper.reset();
    const auto plan = run_cycle(input, testing::cheap_config());
    ASSERT_TRUE(plan) << plan.error();
    EXPECT_TRUE(plan->rejected.empty());
    EXPECT_TRUE(sane(*plan));
  }
}

// A poisoned prediction counts as none, so it moves no money.
RC_GTEST_PROP(PoisonProperty, BrokenPredictionsMoveNoMoney, ()) {
  Rng rng(*rc::gen::arbitrary<std::uint64_t>(), 1);
  const Config config = testing::random_config(rng);
  auto input = testing::random_account(rng, 1 + static_cast<int>(rng.below(8)));
  input.hyper.reset();  // so that the trust in predictions comes from the ads
  auto poisoned = input;
  for (std::size_t i = 0; i < input.ads.size(); ++i) {
    if (rng.below(2) == 0) continue;
    double prediction = bad_number(rng);
    if (prediction == 5e-324) prediction = 0.0;
    poisoned.ads[i].predicted_roas = prediction;
    poisoned.ads[i].prediction_slope = bad_number(rng);
    input.ads[i].predicted_roas.reset();
    input.ads[i].prediction_slope = 0.0;
  }
  const auto clean = run_cycle(input, config);
  const auto plan = run_cycle(poisoned, config);
  RC_ASSERT(clean.has_value() == plan.has_value());
  RC_PRE(clean.has_value());
  RC_ASSERT(testing::fingerprint(*clean) == testing::fingerprint(*plan));
}

TEST(Poison, AnAbsurdButFinitePredictionMovesABudgetWithinItsGates) {
  auto input = testing::account_of({{.id = "a"}, {.id = "b"}, {.id = "c"}});
  input.hyper.reset();
  for (auto& ad : input.ads) ad.predicted_roas = 2.0, ad.prediction_slope = 1.0;
  input.ads[0].predicted_roas = 999.0;
  const auto plan = run_cycle(input, testing::cheap_config());
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_TRUE(sane(*plan));
  EXPECT_LE(testing::find_unit(*plan, "a")->recommended_budget_minor, 75'00);
}

}  // namespace
}  // namespace gv::decide
