#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/decide/cycle.h"
#include "core/decide/testing.h"

// The invariants that hold for every account, each on random ones.

namespace gv::decide {
namespace {

using testing::fingerprint;

struct Random {
  Rng rng;
  Config config;
  CycleInput input;

  explicit Random(std::uint64_t seed, int ads)
      : rng(seed, 1),
        config(testing::random_config(rng)),
        input(testing::random_account(rng, ads)) {}
};

Random draw() {
  const int ads = *rc::gen::inRange(1, 9);
  return Random(*rc::gen::arbitrary<std::uint64_t>(), ads);
}

std::int64_t sum_of(const CyclePlan& plan) {
  std::int64_t sum = plan.reserve_minor;
  for (const auto& unit : plan.units) sum += unit.recommended_budget_minor;
  return sum;
}

bool stopped(DecisionType type) {
  return type == DecisionType::Kill || type == DecisionType::Queue;
}

template <class T>
void shuffle(std::vector<T>& items, Rng& rng) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[rng.below(i)]);
}

/// Cuts ranges into pieces of odd sizes and runs them backwards.
void run_in_odd_pieces(std::size_t count,
                       const std::function<void(std::size_t, std::size_t)>& body) {
  std::vector<std::size_t> cuts{0};
  for (std::size_t step = 1; cuts.back() < count; step = step % 5 + 2) {
    cuts.push_back(std::min(count, cuts.back() + step));
  }
  for (std::size_t i = cuts.size(); i-- > 1;) body(cuts[i - 1], cuts[i]);
}

// 1.
TEST(Invariant, BudgetsAndReserveSumToTheTotalInTwoThousandPlans) {
  int planned = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const Random made(seed, 1 + static_cast<int>(seed % 8));
    const auto plan = run_cycle(made.input, made.config);
    if (!plan) {
      ASSERT_EQ(plan.error().code, ErrorCode::Refused) << plan.error() << " seed " << seed;
      continue;
    }
    ++planned;
    ASSERT_EQ(sum_of(*plan), made.input.total_budget_minor) << "seed " << seed;
    ASSERT_GE(plan->reserve_minor, 0);
  }
  EXPECT_GT(planned, 1500);
}

// 1.
RC_GTEST_PROP(InvariantProperty, NothingIsZeroUnlessItIsStopped, ()) {
  const auto made = draw();
  const auto plan = run_cycle(made.input, made.config);
  RC_PRE(plan.has_value());
  RC_ASSERT(sum_of(*plan) == made.input.total_budget_minor);
  for (const auto& unit : plan->units) {
    RC_ASSERT(unit.recommended_budget_minor >= 0);
    if (unit.recommended_budget_minor > 0 || stopped(unit.type)) continue;
    RC_ASSERT(unit.current_budget_minor == 0);  // excluded, or it never had a budget
  }
}

// 1.
RC_GTEST_PROP(InvariantProperty, APersonsBoundsHoldAndTheTotalIsKept, ()) {
  auto made = draw();
  for (auto& unit : made.input.units) {
    const auto bound = [&] {
      return static_cast<std::int64_t>(made.rng.below(
          2 * static_cast<std::uint64_t>(std::max<std::int64_t>(1, unit.daily_budget_minor)) + 1));
    };
    if (made.rng.below(3) == 0) unit.policy_min_minor = bound();
    if (made.rng.below(3) == 0) unit.policy_max_minor = 1 + bound();
  }
  const auto plan = run_cycle(made.input, made.config);
  RC_PRE(plan.has_value());
  RC_ASSERT(sum_of(*plan) == made.input.total_budget_minor);
  for (const auto& unit : plan->units) {
    const auto& asked = *std::find_if(made.input.units.begin(), made.input.units.end(),
                                      [&](const auto& one) { return one.id == unit.unit; });
    const auto x = unit.recommended_budget_minor;
    if (asked.held || x == 0 || unit.type == DecisionType::Kill) continue;
    RC_ASSERT(x <= asked.policy_max_minor.value_or(x));
    const auto least =
        std::min(asked.policy_min_minor.value_or(0), asked.policy_max_minor.value_or(x));
    RC_ASSERT(x >= least);
  }
}

// 2.
RC_GTEST_PROP(InvariantProperty, BudgetsStayWithinTheirBounds, ()) {
  const auto made = draw();
  const auto plan = run_cycle(made.input, made.config);
  RC_PRE(plan.has_value());
  const auto stages = testing::stages_of(made.input, made.config);
  const auto least = std::accumulate(
      stages.limits.begin(), stages.limits.end(), std::int64_t{0},
      [](std::int64_t sum, const UnitLimits& unit) { return sum + unit.whole.lower; });
  const bool squeezed = least > made.input.total_budget_minor;
  RC_ASSERT(plan->units.size() == stages.limits.size());
  for (std::size_t i = 0; i < plan->units.size(); ++i) {
    const auto& unit = plan->units[i];
    const auto& limits = stages.limits[i];
    const std::int64_t x = unit.recommended_budget_minor;
    const std::int64_t c = unit.current_budget_minor;
    if (stopped(unit.type)) {
      RC_ASSERT(x == 0);
      continue;
    }
    if (limits.deferrable) {  // its kill may wait, cut but running
      RC_ASSERT(x <= c && 2 * x >= std::min(c, 2 * limits.minimum) - 1);
      continue;
    }
    const std::int64_t filled = std::max(limits.whole.upper, limits.fillable ? 6 * c / 5 : 0);
    RC_ASSERT(x <= (limits.deferrable ? c : filled));  // a kill that waits is not raised
    RC_ASSERT(x >= std::min(squeezed ? limits.minimum : limits.whole.lower, limits.whole.lower));
    RC_ASSERT(x >= std::min(limits.minimum, limits.whole.upper));
    if (unit.type == DecisionType::Reactivate || unit.reason == ReasonCode::NewUnit) continue;
    RC_ASSERT(2 * x <= 3 * c);
    RC_ASSERT(squeezed || 2 * x >= c - 1);
  }
}

// 3.
RC_GTEST_PROP(InvariantProperty, NeitherOrderNorTheCutOfTheWorkMatters, ()) {
  auto made = draw();
  const auto before = run_cycle(made.input, made.config);
  shuffle(made.input.ads, made.rng);
  shuffle(made.input.units, made.rng);
  const auto after = run_cycle(made.input, made.config, run_in_odd_pieces);
  RC_ASSERT(before.has_value() == after.has_value());
  RC_PRE(before.has_value());
  RC_ASSERT(fingerprint(*before) == fingerprint(*after));
}

// 3.
TEST(Invariant, TheCutOfALargerAccountDoesNotMatter) {
  const Random made(11, 1000);
  Config config = testing::cheap_config();
  const auto before = run_cycle(made.input, config);
  const auto after = run_cycle(made.input, config, run_in_odd_pieces);
  ASSERT_TRUE(before) << before.error();
  ASSERT_TRUE(after);
  EXPECT_EQ(fingerprint(*before), fingerprint(*after));
}

// 3. Ads of units that are not this account's are refused and change nothing.
RC_GTEST_PROP(InvariantProperty, ForeignAdsDoNotChangeThePlan, ()) {
  auto made = draw();
  const auto before = run_cycle(made.input, made.config);
  auto other = testing::random_account(made.rng, 3);
  for (auto& ad : other.ads) {
    ad.key.platform = "elsewhere";
    ad.unit_id = BudgetUnitId("foreign");
    made.input.ads.push_back(ad);
  }
  auto after = run_cycle(made.input, made.config);
  RC_ASSERT(before.has_value() == after.has_value());
  RC_PRE(before.has_value());
  RC_ASSERT(after->rejected.size() == before->rejected.size() + 3);
  after->rejected = before->rejected;
  RC_ASSERT(fingerprint(*before) == fingerprint(*after));
}

/// Everything that is an amount of money, `factor` times as large.
void scale_money(CycleInput& input, Config& config, std::int64_t factor) {
  const auto f = static_cast<double>(factor);
  input.total_budget_minor *= factor;
  input.priors.count_value_minor *= f;
  for (auto& ad : input.ads) {
    auto buckets = ad.buckets.unpacked();
    for (auto& bucket : buckets) bucket.spend_minor *= factor;
    ad.buckets = belief::BucketSeries(buckets);
    for (auto& deal : ad.deals) deal.value_minor *= f, deal.cash_minor *= f;
    if (ad.kill_state) ad.kill_state->budget_before_minor *= factor;
    if (ad.lifetime_budget_minor) *ad.lifetime_budget_minor *= factor;
  }
  for (auto& unit : input.units) {
    unit.daily_budget_minor *= factor;
    if (unit.min_minor) *unit.min_minor *= factor;
    if (unit.max_minor) *unit.max_minor *= factor;
    for (auto& step : unit.history) step.daily_minor *= factor;
  }
  for (auto* money : {&config.scale_spend_minor, &config.min_spend_minor, &config.zone.spend_minor,
                      &config.kill.min_spend_minor, &config.kill.negative_roas_spend_minor,
                      &config.kill.no_conversion_spend_minor, &config.limits.min_budget_minor,
                      &config.limits.launch_budget_minor}) {
    *money *= factor;
  }
  if (config.target_cpa_minor) *config.target_cpa_minor *= factor;
  config.response.half_saturation_minor *= f;
}

// 4. Whole hundreds keep every bound whole at every factor; the deadband and the quota turn the
// rounding of one unit into a jump, so they are off. Ads that spent less than a hundred minor units
// have no price of their own to scale.
RC_GTEST_PROP(InvariantProperty, BudgetsScaleWithTheMoney, ()) {
  auto made = draw();
  made.config.limits.deadband = 0.0;
  made.config.limits.max_changes.reset();
  for (auto& unit : made.input.units) {
    unit.daily_budget_minor = std::max<std::int64_t>(10'00, unit.daily_budget_minor / 100 * 100);
    unit.history.clear();
    unit.max_minor.reset();
  }
  RC_PRE(std::all_of(made.input.ads.begin(), made.input.ads.end(),
                     [](const auto& ad) { return belief::totals_of(ad).spend_minor >= 100; }));
  auto scaled = made;
  const std::int64_t factor = *rc::gen::inRange(2, 12);
  scale_money(scaled.input, scaled.config, factor);
  const auto before = run_cycle(made.input, made.config);
  const auto after = run_cycle(scaled.input, scaled.config);
  RC_ASSERT(before.has_value() == after.has_value());
  RC_PRE(before.has_value());
  const auto slack = factor * static_cast<std::int64_t>(before->units.size() + 2);
  for (std::size_t i = 0; i < before->units.size(); ++i) {
    const auto& small = before->units[i];
    const auto& large = after->units[i];
    RC_ASSERT(std::abs(large.recommended_budget_minor - factor * small.recommended_budget_minor) <=
              slack);
    const double change =
        std::abs(static_cast<double>(small.recommended_budget_minor) /
                     std::max(1.0, static_cast<double>(small.current_budget_minor)) -
                 1.0);
    const bool at_the_label = std::abs(change - 0.05) < 0.02;  // rounding may tip it
    RC_ASSERT(at_the_label || small.type == large.type);
  }
}

// 5.
RC_GTEST_PROP(InvariantProperty, ObservedBudgetsStandAndTheZoneIsNeverKilledIn, ()) {
  const auto made = draw();
  const auto plan = run_cycle(made.input, made.config);
  RC_PRE(plan.has_value());
  for (const auto& unit : plan->units) {
    if (unit.type != DecisionType::Observe || unit.reason == ReasonCode::NewUnit) continue;
    RC_ASSERT(unit.recommended_budget_minor == unit.current_budget_minor);
  }
  for (const auto& decision : plan->decisions) {
    if (decision.type != DecisionType::Kill || decision.reason == ReasonCode::Manual) continue;
    const auto& ad = *std::find_if(made.input.ads.begin(), made.input.ads.end(),
                                   [&](const auto& other) { return other.key == decision.ad; });
    if (ad.status == belief::AdStatus::Paused) continue;  // our own earlier kill
    RC_ASSERT(!in_ignorance_zone(decision.metrics.age_hours / 24.0, decision.metrics.spend_minor,
                                 made.config.zone));
  }
}

// 6.
RC_GTEST_PROP(InvariantProperty, MoreFatigueNeverRaisesABudget, ()) {
  auto made = draw();
  auto& ad = made.input.ads[made.rng.below(made.input.ads.size())];
  const auto unit = ad.unit_id.text();
  ad.fatigue = static_cast<int>(made.rng.below(4));
  const auto before = run_cycle(made.input, made.config);
  ad.fatigue += 1;
  const auto after = run_cycle(made.input, made.config);
  RC_PRE(before.has_value() && after.has_value());
  const auto* less = testing::find_unit(*before, unit);
  const auto* more = testing::find_unit(*after, unit);
  RC_PRE(less != nullptr && more != nullptr);
  const auto members =
      std::count_if(made.input.ads.begin(), made.input.ads.end(),
                    [&](const auto& other) { return other.unit_id.text() == unit; });
  RC_PRE(members == 1);  // a killed sibling may leave the better ads to the unit
  RC_ASSERT(more->recommended_budget_minor <= less->recommended_budget_minor + 1);
}

// 12.
RC_GTEST_PROP(InvariantProperty, EveryAdGetsADecisionThatSaysWhyAndHowSure, ()) {
  const auto made = draw();
  const auto plan = run_cycle(made.input, made.config);
  RC_PRE(plan.has_value());
  RC_ASSERT(plan->decisions.size() + plan->ineligible.size() + plan->rejected.size() ==
            made.input.ads.size());
  RC_ASSERT(std::is_sorted(plan->decisions.begin(), plan->decisions.end(),
                           [](const auto& a, const auto& b) { return a.ad < b.ad; }));
  for (const auto& d : plan->decisions) {
    RC_ASSERT(d.confidence >= 0.0 && d.confidence <= 1.0);
    RC_ASSERT(d.priority >= 1 && d.priority <= 5);
    RC_ASSERT(!d.gates.empty());
    RC_ASSERT(std::isfinite(d.metrics.e.combined) && d.metrics.e.combined >= 0.0);
    RC_ASSERT((d.type == DecisionType::Kill) == d.finality.has_value());
    if (d.type == DecisionType::Kill) {
      RC_ASSERT(d.priority == 1);
      RC_ASSERT(d.reason != ReasonCode::WithinBand);
    }
    for (const double x : {d.metrics.ctr_lo, d.metrics.ctr_hi, d.metrics.roas.mean,
                           d.metrics.roas.q95, d.metrics.marginal_current, d.metrics.score.score}) {
      RC_ASSERT(std::isfinite(x) && x >= 0.0);
    }
  }
}

// 13.
RC_GTEST_PROP(InvariantProperty, WhatIsReportedTwiceCountsOnce, ()) {
  auto made = draw();
  const auto before = run_cycle(made.input, made.config);
  const auto outages = made.input.outages;
  made.input.outages.insert(made.input.outages.end(), outages.begin(), outages.end());
  for (auto& unit : made.input.units) {
    if (!unit.history.empty()) unit.history.push_back(unit.history.back());
  }
  const auto after = run_cycle(made.input, made.config);
  RC_ASSERT(before.has_value() == after.has_value());
  RC_PRE(before.has_value());
  RC_ASSERT(fingerprint(*before) == fingerprint(*after));
}

}  // namespace
}  // namespace gv::decide
