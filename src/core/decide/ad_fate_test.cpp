#include "core/decide/ad_fate.h"

#include <gtest/gtest.h>

#include "core/decide/testing.h"

namespace gv::decide {
namespace {

using belief::AdStatus;
using belief::Finality;
using testing::ago;
using testing::kNow;

/// An old, healthy ad; each test changes what it is about.
struct Case {
  belief::AdState ad = testing::ad_of({.id = "a"});
  belief::Evidence e;
  KillVerdict verdict;
  belief::RoasSummary roas{.p_below_protect = 0.1, .p_target = 0.6};
  FateContext context{.now = kNow, .delay = {.mean_days = 3.0}};
  Config config;

  Case() {
    e.age_hours = 480.0;
    e.totals.spend_minor = 1000'00;
    e.last_click_age_days = 1.0;
  }
  AdView view() const {
    AdView made{.ad = &ad, .evidence = &e, .roas = roas, .verdict = verdict};
    decide_fate(made, context, config);
    return made;
  }
  Case& condemned(Finality finality) {
    verdict.kill = true;
    verdict.finality = finality;
    verdict.reason = ReasonCode::NoConversions;
    verdict.confidence = 0.97;
    return *this;
  }
  Case& paused_by_us() {
    ad.status = AdStatus::Paused;
    ad.kill_state = {Finality::Provisional, ago(1.0), 50'00};
    return *this;
  }
};

TEST(Fate, AHealthyAdLives) { EXPECT_EQ(Case{}.view().fate, Fate::Live); }

// 1.
TEST(Fate, WhatCannotDeliverIsIneligible) {
  for (const auto status : {AdStatus::Paused, AdStatus::Rejected, AdStatus::Ended}) {
    Case made;
    made.ad.status = status;
    EXPECT_EQ(made.view().fate, Fate::Ineligible);
    EXPECT_EQ(made.view().reason, ReasonCode::NotDeliverable);
  }
  Case spent;
  spent.ad.lifetime_budget_minor = 1000'00;
  EXPECT_EQ(spent.view().reason, ReasonCode::BudgetExhausted);
}

// 1. A final kill is not looked at again.
TEST(Fate, AFinalKillIsIneligibleFromThenOn) {
  Case made;
  made.paused_by_us();
  made.ad.kill_state->finality = Finality::Final;
  EXPECT_EQ(made.view().fate, Fate::Ineligible);
}

// 2.
TEST(Fate, AHoldBeatsManualAndEvidence) {
  Case made;
  made.condemned(Finality::Final);
  made.ad.manual_kill = true;
  made.context.unit_held = true;
  EXPECT_EQ(made.view().fate, Fate::Frozen);
  EXPECT_EQ(made.view().reason, ReasonCode::Hold);
}

// 3.
TEST(Fate, AManualKillBeatsDataDoubtsAndTheZone) {
  Case made;
  made.ad.manual_kill = true;
  made.ad.data_as_of = ago(2.0);
  made.context.outage = true;
  made.e.age_hours = 1.0;
  made.e.totals.spend_minor = 0;
  EXPECT_EQ(made.view().fate, Fate::Killed);
  EXPECT_EQ(made.view().reason, ReasonCode::Manual);
  EXPECT_EQ(made.view().finality, Finality::Final);
}

// 4.
TEST(Fate, DoubtfulDataBeatAKill) {
  Case stale;
  stale.condemned(Finality::Final).ad.data_as_of = ago(0.3);
  EXPECT_EQ(stale.view().fate, Fate::Frozen);
  EXPECT_EQ(stale.view().reason, ReasonCode::DataStale);
  Case outage;
  outage.condemned(Finality::Final).context.outage = true;
  EXPECT_EQ(outage.view().reason, ReasonCode::TrackingOutage);
}

// 5.
TEST(Fate, DealsThatKeptArrivingReviveAProvisionalKill) {
  Case made;
  made.paused_by_us().roas.p_below_protect = 0.5;
  EXPECT_EQ(made.view().fate, Fate::Revived);
  EXPECT_EQ(made.view().confidence, 0.5);
  made.roas.p_below_protect = 0.51;
  EXPECT_EQ(made.view().fate, Fate::Killed);
  EXPECT_EQ(made.view().finality, Finality::Provisional);
}

// 5.
TEST(Fate, AProvisionalKillIsFinalOnceNothingCanArrive) {
  Case made;
  made.paused_by_us().roas.p_below_protect = 0.9;
  made.e.last_click_age_days = 8.9;  // F = 0.9485
  EXPECT_EQ(made.view().finality, Finality::Provisional);
  made.e.last_click_age_days = 9.0;  // F = 0.9502
  EXPECT_EQ(made.view().finality, Finality::Final);
}

// 5.
TEST(Fate, AProvisionalKillIsFinalOnceTheEvidenceSaysSo) {
  Case made;
  made.paused_by_us().condemned(Finality::Final).roas.p_below_protect = 0.3;
  EXPECT_EQ(made.view().finality, Finality::Final);
  EXPECT_EQ(made.view().reason, ReasonCode::NoConversions);
}

// 5. under 2. and 4.
TEST(Fate, WithoutAReviewAProvisionalKillStands) {
  Case stale;
  stale.paused_by_us().ad.data_as_of = ago(1.0);
  Case held;
  held.paused_by_us().context.unit_held = true;
  Case outage;
  outage.paused_by_us().context.outage = true;
  for (const auto* made : {&stale, &held, &outage}) {
    EXPECT_EQ(made->view().fate, Fate::Killed);
    EXPECT_EQ(made->view().finality, Finality::Provisional);
  }
}

// 5. and 8.
TEST(Fate, AnExhaustedAdIsNotRevivedOnlyToBeKilledAgain) {
  Case made;
  made.paused_by_us().ad.fatigue = 4;
  made.roas = {.p_below_protect = 0.1, .p_target = 0.79};
  EXPECT_EQ(made.view().fate, Fate::Killed);
  EXPECT_EQ(made.view().reason, ReasonCode::Fatigue);
  made.roas.p_target = 0.8;
  EXPECT_EQ(made.view().fate, Fate::Revived);
}

// 6. D-25
TEST(Fate, TheZoneBeatsTheKill) {
  Case made;
  made.condemned(Finality::Final);
  made.verdict.e.combined = 15.0;
  made.e.age_hours = 20.0;
  made.e.totals.spend_minor = 60'00;
  EXPECT_EQ(made.view().fate, Fate::Frozen);
  EXPECT_EQ(made.view().reason, ReasonCode::IgnoranceZone);
}

// 6. What was predicted is not unknown: its budget may move, but nothing ends it there.
TEST(Fate, APredictedAdIsFreeInTheZoneButNotKilled) {
  Case made;
  made.condemned(Finality::Final);
  made.e.age_hours = 20.0;
  made.e.totals.spend_minor = 60'00;
  made.context.predicted = true;
  EXPECT_EQ(made.view().fate, Fate::Live);
  made.config.zone.predicted_moves = false;
  EXPECT_EQ(made.view().fate, Fate::Frozen);
}

// 6. D-26
TEST(Fate, SpendEndsTheZone) {
  Case made;
  made.condemned(Finality::Final);
  made.e.age_hours = 20.0;
  made.e.totals.spend_minor = 130'00;
  EXPECT_EQ(made.view().fate, Fate::Killed);
  EXPECT_EQ(made.view().reason, ReasonCode::NoConversions);
}

// 7.
TEST(Fate, AVerdictKills) {
  for (const auto finality : {Finality::Final, Finality::Provisional}) {
    Case made;
    made.condemned(finality);
    EXPECT_EQ(made.view().fate, Fate::Killed);
    EXPECT_EQ(made.view().finality, finality);
    EXPECT_EQ(made.view().confidence, 0.97);
  }
}

TEST(Fate, AUnitWhoseReplacementIsRequiredIsNotKilled) {
  Case made;
  made.condemned(Finality::Final).context.replacement_required = true;
  made.ad.fatigue = 4;
  EXPECT_EQ(made.view().fate, Fate::Live);
}

// 8.
TEST(Fate, ExhaustionKillsProvisionallyUnlessDealsSpeakForIt) {
  Case made;
  made.ad.fatigue = 4;
  EXPECT_EQ(made.view().fate, Fate::Killed);
  EXPECT_EQ(made.view().reason, ReasonCode::Fatigue);
  EXPECT_EQ(made.view().finality, Finality::Provisional);
  made.roas.p_target = 0.8;
  EXPECT_EQ(made.view().fate, Fate::Live);
  made.ad.fatigue = 3;
  made.roas.p_target = 0.1;
  EXPECT_EQ(made.view().fate, Fate::Live);
}

TEST(Fate, TheKillReasonBeatsFatigue) {
  Case made;
  made.condemned(Finality::Final).ad.fatigue = 4;
  EXPECT_EQ(made.view().reason, ReasonCode::NoConversions);
}

}  // namespace
}  // namespace gv::decide
