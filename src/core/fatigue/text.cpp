#include "core/fatigue/fatigue.h"

namespace gv::fatigue {

std::string_view to_text(Rule rule) {
  switch (rule) {
    case Rule::Frequency:
      return "frequency";
    case Rule::CtrDecline:
      return "ctr_decline";
    case Rule::CpmIncrease:
      return "cpm_increase";
    case Rule::ImpressionDecay:
      return "impression_decay";
    case Rule::Combination:
      return "combination";
  }
  return {};
}

std::string_view to_text(FatigueStatus status) {
  switch (status) {
    case FatigueStatus::InsufficientData:
      return "INSUFFICIENT_DATA";
    case FatigueStatus::Healthy:
      return "HEALTHY";
    case FatigueStatus::Fatiguing:
      return "FATIGUING";
    case FatigueStatus::Saturated:
      return "SATURATED";
    case FatigueStatus::AudienceExhausted:
      return "AUDIENCE_EXHAUSTED";
  }
  return {};
}

std::string_view to_text(Remedy remedy) {
  switch (remedy) {
    case Remedy::Monitor:
      return "MONITOR";
    case Remedy::RequestBriefs:
      return "REQUEST_BRIEFS";
    case Remedy::NoIncrease:
      return "NO_INCREASE";
    case Remedy::Reduce:
      return "REDUCE";
    case Remedy::RefreshCreative:
      return "REFRESH_CREATIVE";
    case Remedy::UrgentReplacement:
      return "URGENT_REPLACEMENT";
    case Remedy::PauseWhenReplaced:
      return "PAUSE_WHEN_REPLACED";
    case Remedy::Pause:
      return "PAUSE";
  }
  return {};
}

}  // namespace gv::fatigue
