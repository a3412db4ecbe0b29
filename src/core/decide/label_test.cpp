#include "core/decide/label.h"

#include <string_view>

#include <gtest/gtest.h>

#include "core/decide/testing.h"

namespace gv::decide {
namespace {

struct Case {
  belief::BudgetUnit unit{.id = BudgetUnitId("u"), .daily_budget_minor = 100'00};
  UnitView view;
  UnitLimits limits;
  Outcome outcome{.current = 100'00, .recommended = 100'00};

  UnitDecision label() {
    view.unit = &unit;
    return label_unit(view, limits, outcome);
  }
  DecisionType at(std::int64_t recommended) {
    outcome.recommended = recommended;
    return label().type;
  }
};

TEST(Label, FollowsTheChange) {
  Case made;
  EXPECT_EQ(made.at(105'00), DecisionType::Scale);
  EXPECT_EQ(made.at(104'99), DecisionType::Maintain);
  EXPECT_EQ(made.at(95'01), DecisionType::Maintain);
  EXPECT_EQ(made.at(95'00), DecisionType::Reduce);
}

TEST(Label, ScalesAggressivelyOnlyAboveScale) {
  Case made;
  made.limits.gates.insert(Gate::AboveScale);
  EXPECT_EQ(made.at(140'00), DecisionType::AggressiveScale);
  EXPECT_EQ(made.at(100'00), DecisionType::Maintain);
}

TEST(Label, GateTypesComeFirst) {
  Case made;
  made.limits.typed = true;
  made.limits.type = DecisionType::Observe;
  EXPECT_EQ(made.at(150'00), DecisionType::Observe);
  made.outcome.queued = true;
  EXPECT_EQ(made.at(0), DecisionType::Queue);
}

TEST(Label, TheReasonIsThatOfTheLastStep) {
  Case made;
  made.limits.reason = ReasonCode::BelowMinimum;
  EXPECT_EQ(made.label().reason, ReasonCode::BelowMinimum);
  made.outcome.deadband = true;
  EXPECT_EQ(made.label().reason, ReasonCode::Deadband);
  made.outcome.quota = true;
  EXPECT_EQ(made.label().reason, ReasonCode::ChangeQuota);
  made.outcome.filled = true;
  made.outcome.recommended = made.outcome.current + 100;
  EXPECT_EQ(made.label().reason, ReasonCode::CapsBind);
}

TEST(Label, ACutInsideItsBoundsIsThatOfTheAllocation) {
  Case made;
  made.limits.whole = {.current = 100'00, .lower = 50'00, .upper = 120'00};
  for (const auto gate : {ReasonCode::AboveTarget, ReasonCode::Exploration, ReasonCode::WithinBand,
                          ReasonCode::Fatigue}) {
    made.limits.reason = gate;
    for (const std::int64_t budget : {50'00, 80'00, 100'00}) {
      made.outcome.recommended = budget;
      EXPECT_EQ(made.label().reason, ReasonCode::CapsBind) << to_text(gate) << " " << budget;
    }
    made.outcome.recommended = 110'00;
    EXPECT_EQ(made.label().reason, gate);
  }
}

TEST(Label, ACutToABoundIsThatOfItsGateUnlessTheGateAllowsMore) {
  Case made;
  made.limits.whole = {.current = 100'00, .lower = 50'00, .upper = 80'00};
  made.outcome.recommended = 80'00;
  made.limits.reason = ReasonCode::Fatigue;
  EXPECT_EQ(made.label().reason, ReasonCode::Fatigue);
  made.limits.reason = ReasonCode::AboveTarget;  // the unit's own maximum is below its budget
  EXPECT_EQ(made.label().reason, ReasonCode::CapsBind);
  made.limits.whole.upper = made.outcome.recommended = 100'00;  // or equals it
  EXPECT_EQ(made.label().reason, ReasonCode::CapsBind);
}

TEST(Label, EveryCodeHasItsText) {
  EXPECT_EQ(to_text(DecisionType::AggressiveScale), "aggressive_scale");
  EXPECT_EQ(to_text(ReasonCode::ProbablyBelowProtect), "probably_below_protect");
  EXPECT_EQ(to_text(Gate::Hold), "G0");
  EXPECT_EQ(to_text(Gate::Otherwise), "G12");
  EXPECT_EQ(to_text(Action::RefreshCreative), "refresh_creative");
}

}  // namespace
}  // namespace gv::decide
