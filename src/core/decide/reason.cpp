#include "core/decide/reason.h"

#include <array>

namespace gv::decide {

std::string_view to_text(DecisionType type) {
  switch (type) {
    case DecisionType::Observe:
      return "observe";
    case DecisionType::Maintain:
      return "maintain";
    case DecisionType::Scale:
      return "scale";
    case DecisionType::AggressiveScale:
      return "aggressive_scale";
    case DecisionType::Reduce:
      return "reduce";
    case DecisionType::Kill:
      return "kill";
    case DecisionType::Reactivate:
      return "reactivate";
    case DecisionType::Queue:
      return "queue";
  }
  return "unknown";
}

std::string_view to_text(ReasonCode code) {
  switch (code) {
    case ReasonCode::Hold:
      return "hold";
    case ReasonCode::DataStale:
      return "data_stale";
    case ReasonCode::TrackingOutage:
      return "tracking_outage";
    case ReasonCode::NotDeliverable:
      return "not_deliverable";
    case ReasonCode::BudgetExhausted:
      return "budget_exhausted";
    case ReasonCode::Manual:
      return "manual";
    case ReasonCode::IgnoranceZone:
      return "ignorance_zone";
    case ReasonCode::LowCtr:
      return "low_ctr";
    case ReasonCode::LowCvr:
      return "low_cvr";
    case ReasonCode::HighCpa:
      return "high_cpa";
    case ReasonCode::NegativeRoas:
      return "negative_roas";
    case ReasonCode::NoConversions:
      return "no_conversions";
    case ReasonCode::DecliningPerformance:
      return "declining_performance";
    case ReasonCode::ProbablyBelowProtect:
      return "probably_below_protect";
    case ReasonCode::Fatigue:
      return "fatigue";
    case ReasonCode::LearningPhase:
      return "learning_phase";
    case ReasonCode::BelowMinimum:
      return "below_minimum";
    case ReasonCode::AboveTarget:
      return "above_target";
    case ReasonCode::AboveScale:
      return "above_scale";
    case ReasonCode::Exploration:
      return "exploration";
    case ReasonCode::CapsBind:
      return "caps_bind";
    case ReasonCode::Deadband:
      return "deadband";
    case ReasonCode::ChangeQuota:
      return "change_quota";
    case ReasonCode::ValueUnknown:
      return "value_unknown";
    case ReasonCode::NewUnit:
      return "new_unit";
    case ReasonCode::Revived:
      return "revived";
    case ReasonCode::WithinBand:
      return "within_band";
    case ReasonCode::PolicyBounds:
      return "policy_bounds";
  }
  return "unknown";
}

std::string_view to_text(Action action) {
  switch (action) {
    case Action::RefreshCreative:
      return "refresh_creative";
    case Action::RequestReplacement:
      return "request_replacement";
    case Action::Fill:
      return "fill";
    case Action::Queue:
      return "queue";
    case Action::ApprovalRequired:
      return "approval_required";
    case Action::Alert:
      return "alert";
  }
  return "unknown";
}

std::string_view to_text(Gate gate) {
  static constexpr std::array<std::string_view, kGates> kNames{
      "G0", "G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11", "G12"};
  return kNames[static_cast<std::size_t>(gate)];
}

}  // namespace gv::decide
