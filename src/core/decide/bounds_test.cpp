#include "core/decide/bounds.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/decide/label.h"
#include "core/decide/testing.h"

namespace gv::decide {
namespace {

using testing::ago;
using testing::kNow;

constexpr std::int64_t kCurrent = 50'00;

/// One live unit of one ad under G12 without exploration: bounds [25 $, 50 $].
struct Case {
  belief::AdState ad = testing::ad_of({.id = "a"});
  belief::BudgetUnit unit{.id = BudgetUnitId("a"), .daily_budget_minor = kCurrent};
  UnitView view;
  std::vector<AdView> ads;
  CycleInput input;
  Config config;

  Case() {
    view.ads = view.live = {0};
    view.roas = {.p_below_protect = 0.1, .p_below_min = 0.3, .p_target = 0.6, .p_scale = 0.2};
    view.maturity = 0.6;
    view.deals = 4.0;
    view.spend_minor = 300'00;
    view.delivered = true;
    view.age_hours = 480.0;
    input.now = kNow;
    ads.resize(1);
  }
  UnitLimits limits() {
    view.unit = &unit;
    ads[0].ad = &ad;
    ads[0].roas = view.roas;
    return limits_of(view, ads, 4, input, config);
  }
  Case& fate(Fate fate, ReasonCode reason) {
    ads[0].fate = fate;
    ads[0].reason = reason;
    if (fate == Fate::Killed || fate == Fate::Ineligible) view.live.clear();
    return *this;
  }
};

void expect_bounds(const UnitLimits& limits, std::int64_t lower, std::int64_t upper) {
  EXPECT_EQ(limits.whole.lower, lower);
  EXPECT_EQ(limits.whole.upper, upper);
}

TEST(Gate, G0HoldFreezes) {
  Case made;
  const auto limits = made.fate(Fate::Frozen, ReasonCode::Hold).limits();
  expect_bounds(limits, kCurrent, kCurrent);
  EXPECT_TRUE(limits.frozen);
  EXPECT_EQ(limits.type, DecisionType::Maintain);
  EXPECT_TRUE(limits.gates.contains(Gate::Hold));
}

TEST(Gate, G1DoubtfulDataObserve) {
  for (const auto reason : {ReasonCode::DataStale, ReasonCode::TrackingOutage}) {
    Case made;
    const auto limits = made.fate(Fate::Frozen, reason).limits();
    expect_bounds(limits, kCurrent, kCurrent);
    EXPECT_EQ(limits.type, DecisionType::Observe);
    EXPECT_EQ(limits.reason, reason);
    EXPECT_TRUE(limits.gates.contains(Gate::Data));
  }
}

TEST(Gate, G2WhatCannotDeliverIsLeftOut) {
  Case made;
  const auto limits = made.fate(Fate::Ineligible, ReasonCode::NotDeliverable).limits();
  EXPECT_FALSE(limits.eligible);
  expect_bounds(limits, 0, 0);
}

TEST(Gate, G3ManualKill) {
  Case made;
  const auto limits = made.fate(Fate::Killed, ReasonCode::Manual).limits();
  expect_bounds(limits, 0, 0);
  EXPECT_EQ(limits.type, DecisionType::Kill);
  EXPECT_TRUE(limits.gates.contains(Gate::ManualKill));
}

TEST(Gate, G4TheZoneFreezes) {
  Case made;
  const auto limits = made.fate(Fate::Frozen, ReasonCode::IgnoranceZone).limits();
  expect_bounds(limits, kCurrent, kCurrent);
  EXPECT_EQ(limits.type, DecisionType::Observe);
  EXPECT_TRUE(limits.gates.contains(Gate::IgnoranceZone));
}

TEST(Gate, G5AKillFreesTheBudget) {
  Case made;
  const auto limits = made.fate(Fate::Killed, ReasonCode::NoConversions).limits();
  expect_bounds(limits, 0, 0);
  EXPECT_EQ(limits.whole.current, kCurrent);
  EXPECT_EQ(limits.reason, ReasonCode::NoConversions);
  made.ad.status = belief::AdStatus::Paused;  // it has cost nothing since
  EXPECT_EQ(made.limits().whole.current, 0);
}

TEST(Gate, G5AUnitCostsItsBudgetWhileOneOfItsKilledAdsRuns) {
  Case made;
  made.fate(Fate::Killed, ReasonCode::LowCtr);
  auto paused = made.ad;
  paused.status = belief::AdStatus::Paused;
  made.ads.push_back({.ad = &paused, .fate = Fate::Killed, .reason = ReasonCode::LowCtr});
  made.view.ads = {1, 0};
  const auto limits = made.limits();
  EXPECT_EQ(limits.whole.current, kCurrent);
  expect_bounds(limits, 0, 0);
}

TEST(Gate, G5ARevivalStartsAtTheMinimum) {
  Case made;
  made.ad.kill_state = {belief::Finality::Provisional, ago(1.0), 50'00};
  const auto limits = made.fate(Fate::Revived, ReasonCode::Revived).limits();
  expect_bounds(limits, 10'00, 10'00);
  EXPECT_EQ(limits.type, DecisionType::Reactivate);
  EXPECT_TRUE(limits.waits);
}

TEST(Gate, G5DecliningPerformanceReduces) {
  Case made;
  made.view.declining = true;
  const auto limits = made.limits();
  expect_bounds(limits, 25'00, 40'00);
  EXPECT_EQ(limits.reason, ReasonCode::DecliningPerformance);
  EXPECT_FALSE(limits.fillable);
}

TEST(Gate, G6ExhaustionHalves) {
  Case made;
  made.view.severity = 4;
  made.view.roas.p_target = 0.9;
  const auto limits = made.limits();
  expect_bounds(limits, 25'00, 25'00);
  EXPECT_EQ(limits.reason, ReasonCode::Fatigue);
  EXPECT_TRUE(limits.gates.contains(Gate::FatigueExhausted));
}

TEST(Gate, G7SaturationReducesByAFifth) {
  Case made;
  made.view.severity = 3;
  expect_bounds(made.limits(), 25'00, 40'00);
}

TEST(Gate, G7WarningStopsRaisesAndReducesOnlyInDoubt) {
  Case made;
  made.view.severity = 2;
  made.view.roas.p_target = 0.8;
  expect_bounds(made.limits(), 25'00, kCurrent);
  made.view.roas.p_target = 0.49;
  expect_bounds(made.limits(), 25'00, 40'00);
}

TEST(Gate, G8LearningLimitsBothWays) {
  Case made;
  made.view.learning = true;
  made.view.roas.p_target = 0.9;
  auto limits = made.limits();
  expect_bounds(limits, 40'00, 60'00);
  EXPECT_FALSE(limits.shrinkable);
  EXPECT_FALSE(limits.fillable);
  made.view.roas.p_scale = 0.9;
  expect_bounds(made.limits(), 40'00, 60'00);
  made.view.severity = 3;
  expect_bounds(made.limits(), 40'00, 40'00);
}

TEST(Gate, G9ProbablyBelowMinimumIsNotRaised) {
  Case made;
  made.view.roas.p_below_min = 0.7;
  made.view.deals = 0.0;  // exploration belongs to G12
  const auto limits = made.limits();
  expect_bounds(limits, 25'00, kCurrent);
  EXPECT_EQ(limits.reason, ReasonCode::BelowMinimum);
  EXPECT_TRUE(limits.fillable);
}

TEST(Gate, G10NeedsAllFourConditions) {
  Case made;
  made.view.roas.p_scale = 0.8;
  made.view.roas.p_target = 0.9;
  made.view.maturity = 0.5;
  made.view.severity = 1;
  made.view.spend_minor = 200'00;
  const auto limits = made.limits();
  expect_bounds(limits, 25'00, 75'00);
  EXPECT_EQ(limits.reason, ReasonCode::AboveScale);
  const auto g11 = [](Case changed) {
    const auto other = changed.limits();
    return other.gates.contains(Gate::AboveTarget) && other.whole.upper == 60'00;
  };
  Case probability = made;
  probability.view.roas.p_scale = 0.79;
  EXPECT_TRUE(g11(probability));
  Case maturity = made;
  maturity.view.maturity = 0.49;
  EXPECT_TRUE(g11(maturity));
  Case spend = made;
  spend.view.spend_minor = 199'99;
  EXPECT_TRUE(g11(spend));
  Case severity = made;
  severity.view.severity = 2;
  EXPECT_TRUE(severity.limits().gates.contains(Gate::AboveTarget));
  expect_bounds(severity.limits(), 25'00, kCurrent);
}

TEST(Gate, G11AboveTargetRaisesByAFifth) {
  Case made;
  made.view.roas.p_target = 0.7;
  const auto limits = made.limits();
  expect_bounds(limits, 25'00, 60'00);
  EXPECT_EQ(limits.reason, ReasonCode::AboveTarget);
}

TEST(Gate, G12OtherwiseNoRaiseUnlessExploring) {
  Case made;
  expect_bounds(made.limits(), 25'00, kCurrent);
  EXPECT_EQ(made.limits().reason, ReasonCode::WithinBand);
  made.view.p_best = 0.25;  // 1 / 4 units
  expect_bounds(made.limits(), 25'00, 60'00);
  EXPECT_EQ(made.limits().reason, ReasonCode::Exploration);
  made.view.p_best = 0.0;
  made.view.deals = 0.0;
  expect_bounds(made.limits(), 25'00, 60'00);
}

TEST(Gate, G12UnknownValueIsNotExplored) {
  Case made;
  made.view.value_known = false;
  for (const double deals : {1.0, 0.0}) {
    for (const double p_best : {0.0, 1.0}) {
      made.view.deals = deals;
      made.view.p_best = p_best;
      expect_bounds(made.limits(), 25'00, kCurrent);
      EXPECT_EQ(made.limits().reason, ReasonCode::ValueUnknown);
    }
  }
}

// D-23: P(>= 3) = .456 is no G10, P(>= 2) = .768 is G11.
TEST(Gate, TheExampleAdMayRiseByAFifth) {
  Case made;
  made.view.roas = {.p_below_min = .0238, .p_target = .768, .p_scale = .456};
  made.view.spend_minor = 150'00;
  const auto limits = made.limits();
  EXPECT_FALSE(limits.gates.contains(Gate::AboveScale));
  expect_bounds(limits, 25'00, 60'00);
  const auto unit = label_unit(made.view, limits, {.current = kCurrent, .recommended = 60'00});
  EXPECT_EQ(unit.type, DecisionType::Scale);
  EXPECT_EQ(unit.reason, ReasonCode::AboveTarget);
}

// D-24: the same at a frequency of 8.4, severity 3.
TEST(Gate, TheExampleAdTiredIsReduced) {
  Case made;
  made.view.roas = {.p_below_min = .0238, .p_target = .768, .p_scale = .456};
  made.view.spend_minor = 150'00;
  made.view.severity = 3;
  const auto limits = made.limits();
  expect_bounds(limits, 25'00, 40'00);
  const auto unit = label_unit(made.view, limits, {.current = kCurrent, .recommended = 40'00});
  EXPECT_EQ(unit.type, DecisionType::Reduce);
  EXPECT_EQ(unit.reason, ReasonCode::Fatigue);
}

TEST(Bounds, ANewUnitGetsItsLaunchBudget) {
  Case made;
  made.unit.daily_budget_minor = 0;
  made.view.delivered = false;
  auto limits = made.fate(Fate::Frozen, ReasonCode::IgnoranceZone).limits();
  expect_bounds(limits, 20'00, 20'00);
  EXPECT_EQ(limits.reason, ReasonCode::NewUnit);
  EXPECT_EQ(limits.type, DecisionType::Observe);
  made.fate(Fate::Live, ReasonCode::WithinBand);  // the zone switched off
  expect_bounds(made.limits(), 20'00, 20'00);
  made.unit.min_minor = 30'00;
  expect_bounds(made.limits(), 30'00, 30'00);
  made.unit.max_minor = 15'00;
  expect_bounds(made.limits(), 15'00, 15'00);
}

TEST(Bounds, ABudgetBelowTheMinimumIsNeitherRaisedNorCutPastItsCaps) {
  Case made;
  made.unit.daily_budget_minor = 5'00;
  expect_bounds(made.limits(), 5'00, 5'00);
}

TEST(Bounds, TheUnitsOwnLimitsHold) {
  Case made;
  made.view.roas.p_target = 0.9;
  made.unit.max_minor = 52'00;
  expect_bounds(made.limits(), 25'00, 52'00);
  made.unit.min_minor = 30'00;
  expect_bounds(made.limits(), 30'00, 52'00);
}

TEST(Bounds, VelocityLimitsEditsButForcesNone) {
  Case made;
  made.view.roas.p_target = 0.9;
  made.view.roas.p_scale = 0.9;
  made.unit.history = {{ago(30.0), kCurrent}};
  expect_bounds(made.limits(), 40'00, 60'00);  // 20 % within six hours
  // Someone halved it an hour ago: no further cut, and no forced way back up.
  made.unit.history = {{ago(30.0), 100'00}, {ago(1.0 / 24.0), kCurrent}};
  EXPECT_EQ(made.limits().whole.lower, kCurrent);
  // Someone doubled it: no further raise, and no forced way back down.
  made.unit.history = {{ago(30.0), 25'00}, {ago(1.0 / 24.0), kCurrent}};
  expect_bounds(made.limits(), 40'00, kCurrent);
}

TEST(Bounds, ASparedUnitIsNotRaised) {
  Case made;
  made.view.spared = true;
  made.view.roas.p_target = 0.9;
  made.ads[0].reason = ReasonCode::NoConversions;
  const auto limits = made.limits();
  expect_bounds(limits, 25'00, kCurrent);
  EXPECT_EQ(limits.reason, ReasonCode::NoConversions);
  made.view.severity = 4;
  expect_bounds(made.limits(), 25'00, 25'00);
}

TEST(Bounds, AUnitOfSeveralAdsLeavesTheZoneBySum) {
  Case made;
  made.ads.resize(2);
  made.ads[1].ad = &made.ad;
  made.view.ads = made.view.live = {0, 1};
  for (auto& ad : made.ads) ad.fate = Fate::Frozen, ad.reason = ReasonCode::IgnoranceZone;
  EXPECT_FALSE(made.limits().frozen);
  made.view.age_hours = 20.0;
  made.view.spend_minor = 99'99;
  EXPECT_TRUE(made.limits().frozen);
  made.view.spend_minor = 500'00;
  made.ads[1].reason = ReasonCode::DataStale;
  EXPECT_EQ(made.limits().reason, ReasonCode::DataStale);
}

// Invariant 6.
RC_GTEST_PROP(BoundsProperty, HigherSeverityNeverRaisesABound, ()) {
  Case made;
  made.view.roas.p_target = 0.01 * *rc::gen::inRange(0, 101);
  made.view.roas.p_scale = made.view.roas.p_target * 0.01 * *rc::gen::inRange(0, 101);
  made.view.roas.p_below_min = 1.0 - made.view.roas.p_target;
  made.view.learning = *rc::gen::arbitrary<bool>();
  made.view.spared = *rc::gen::arbitrary<bool>();
  made.view.declining = *rc::gen::arbitrary<bool>();
  made.view.p_best = 0.01 * *rc::gen::inRange(0, 101);
  made.unit.daily_budget_minor = *rc::gen::inRange(1, 300'00);
  UnitLimits before;
  for (int severity = 0; severity <= 4; ++severity) {
    made.view.severity = severity;
    const auto limits = made.limits();
    if (severity > 0) {
      RC_ASSERT(limits.whole.upper <= before.whole.upper);
      RC_ASSERT(limits.whole.lower <= before.whole.lower);
      RC_ASSERT(!limits.fillable || before.fillable);
    }
    before = limits;
  }
}

RC_GTEST_PROP(BoundsProperty, LimitsAreOrderedAndWithinTheCycleCaps, ()) {
  Case made;
  made.view.roas.p_target = 0.01 * *rc::gen::inRange(0, 101);
  made.view.roas.p_scale = 0.01 * *rc::gen::inRange(0, 101);
  made.view.roas.p_below_min = 0.01 * *rc::gen::inRange(0, 101);
  made.view.learning = *rc::gen::arbitrary<bool>();
  made.view.severity = *rc::gen::inRange(0, 5);
  made.unit.daily_budget_minor = *rc::gen::inRange(1, 300'00);
  const auto c = made.unit.daily_budget_minor;
  const auto limits = made.limits();
  RC_ASSERT(limits.whole.lower <= limits.whole.upper);
  RC_ASSERT(2 * limits.whole.upper <= 3 * c);
  RC_ASSERT(2 * limits.whole.lower >= c - 1);
}

TEST(PolicyBounds, WinOverTheGates) {
  Case made;
  made.unit.policy_max_minor = 10'00;  // below half of what it has
  auto limits = made.limits();
  expect_bounds(limits, 10'00, 10'00);
  EXPECT_TRUE(limits.policy_upper);

  made.unit.policy_max_minor.reset();
  made.unit.policy_min_minor = 80'00;  // above what G12 leaves it
  limits = made.limits();
  expect_bounds(limits, 80'00, 80'00);
  EXPECT_TRUE(limits.policy_lower);
  EXPECT_GE(limits.minimum, 80'00) << "nor does a small total take it back";
}

TEST(PolicyBounds, MoveWhatTheZoneFreezesAndNotWhatIsHeld) {
  Case made;
  made.unit.policy_max_minor = 20'00;
  const auto zone = made.fate(Fate::Frozen, ReasonCode::IgnoranceZone).limits();
  expect_bounds(zone, 20'00, 20'00);
  EXPECT_FALSE(zone.typed) << "it is cut after all";

  made.unit.held = true;
  expect_bounds(made.fate(Fate::Frozen, ReasonCode::Hold).limits(), kCurrent, kCurrent);
}

TEST(PolicyBounds, ContradictingEachOtherTheMaximumHolds) {
  Case made;
  made.unit.policy_min_minor = 90'00;
  made.unit.policy_max_minor = 30'00;
  expect_bounds(made.limits(), 30'00, 30'00);
}

TEST(PolicyBounds, AreToldAsTheReason) {
  Case made;
  made.unit.policy_max_minor = 40'00;
  const auto limits = made.limits();
  const auto unit = label_unit(made.view, limits, {.current = kCurrent, .recommended = 40'00});
  EXPECT_EQ(unit.type, DecisionType::Reduce);
  EXPECT_EQ(unit.reason, ReasonCode::PolicyBounds);
  EXPECT_NE(label_unit(made.view, limits, {.current = kCurrent, .recommended = 30'00}).reason,
            ReasonCode::PolicyBounds);
}

}  // namespace
}  // namespace gv::decide
