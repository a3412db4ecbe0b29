#include "core/fatigue/fatigue.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/check.h"
#include "core/fatigue/rules.h"
#include "core/fatigue/trend.h"
#include "core/stats/special.h"

namespace gv::fatigue {
namespace {

constexpr std::size_t kDaysMin = 3;
constexpr int kEvaluationsToLower = 2;

Result<void> check_days(std::span<const DayCounts> days, const char* name) {
  for (std::size_t i = 0; i < days.size(); ++i) {
    const DayCounts& day = days[i];
    const std::string where = fmt::format("{}[{}]", name, i);
    if (!std::isfinite(day.frequency_7d)) {
      return fail(ErrorCode::Nan, where + ".frequency_7d", "must be a finite number");
    }
    if (day.impressions < 0 || day.clicks < 0 || day.spend_minor < 0 || day.budget_minor < 0 ||
        day.frequency_7d < 0.0) {
      return fail(ErrorCode::NegativeCount, where, "has a negative count; all must be >= 0");
    }
    if (day.clicks > day.impressions) {
      return fail(ErrorCode::ClicksExceedImpressions, where,
                  fmt::format("has {} clicks on {} impressions", day.clicks, day.impressions));
    }
  }
  return {};
}

Result<void> check_input(const FatigueInput& input) {
  GV_TRY(check_days(input.days, "days"));
  GV_TRY(check_days(input.account_days, "account_days"));
  if (!input.account_days.empty() && input.account_days.size() != input.days.size()) {
    return fail(ErrorCode::InvalidInput, "account_days",
                fmt::format("must be the same {} days as the ad's, got {}", input.days.size(),
                            input.account_days.size()));
  }
  if (!std::isfinite(input.frequency_7d)) {
    return fail(ErrorCode::Nan, "frequency_7d", "must be a finite number");
  }
  if (input.frequency_7d < 0.0) {
    return fail(ErrorCode::NegativeCount, "frequency_7d", "must be >= 0");
  }
  if (input.p_target && !(*input.p_target >= 0.0 && *input.p_target <= 1.0)) {
    return fail(ErrorCode::InvalidInput, "p_target", "must lie in [0, 1]");
  }
  return {};
}

Result<void> check_config(const FatigueConfig& c) {
  const bool ascending = 0.0 < c.frequency_watch && c.frequency_watch <= c.frequency_warning &&
                         c.frequency_warning <= c.frequency_critical &&
                         c.frequency_critical <= c.frequency_exhausted && 0.0 < c.ctr_warning &&
                         c.ctr_warning <= c.ctr_critical && c.ctr_critical < 1.0 &&
                         0.0 < c.cpm_warning && c.cpm_warning <= c.cpm_critical &&
                         0.0 < c.decay_warning && c.decay_warning <= c.decay_critical &&
                         c.decay_critical < 1.0;
  if (!ascending) {
    return fail(ErrorCode::ConfigRange, "fatigue", "thresholds must be above 0 and ascend");
  }
  const auto share = [](double x) { return x >= 0.0 && x <= 1.0; };
  if (!(c.overdispersion >= 1.0) || !share(c.reduce_share) || !share(c.last_reduce_share)) {
    return fail(ErrorCode::ConfigRange, "fatigue",
                "overdispersion must be >= 1 and shares lie in [0, 1]");
  }
  return {};
}

int highest(const std::vector<FiredRule>& rules) {
  int level = 0;
  for (const FiredRule& fired : rules) level = std::max(level, fired.level);
  return level;
}

FatigueStatus status_of(int severity, const std::vector<FiredRule>& rules) {
  if (severity <= 0) return FatigueStatus::Healthy;
  if (severity <= 2) return FatigueStatus::Fatiguing;
  if (severity >= 4) return FatigueStatus::AudienceExhausted;
  // Dearer impressions say that the audience is used up, and of the two that is the graver word.
  const bool dear = std::any_of(rules.begin(), rules.end(), [](const FiredRule& fired) {
    return fired.rule == Rule::CpmIncrease && fired.level >= 3;
  });
  return dear ? FatigueStatus::AudienceExhausted : FatigueStatus::Saturated;
}

FatigueMemory remember(const FatigueMemory& before, int severity,
                       const std::vector<FiredRule>& rules) {
  if (severity >= before.severity) return {severity, status_of(severity, rules), 0, 0};
  const int streak = before.lower_streak + 1;
  const int held = std::max(severity, before.lower_streak > 0 ? before.lower_highest : 0);
  if (streak < kEvaluationsToLower) return {before.severity, before.status, streak, held};
  FatigueMemory lowered{held, status_of(held, rules), 0, 0};
  // The level may still be above this evaluation, which then is the first below it.
  if (severity < held) lowered.lower_streak = 1, lowered.lower_highest = severity;
  return lowered;
}

double confidence_of(const std::vector<FiredRule>& rules) {
  for (const FiredRule& fired : rules) {
    if (fired.rule == Rule::CtrDecline) return stats::normal_cdf(*fired.z);
  }
  const bool frequency = !rules.empty() && rules.front().rule == Rule::Frequency;
  return frequency ? 0.9 : 0.8;
}

std::optional<double> days_until(const FatigueInput& input, const Evidence& evidence,
                                 const FatigueConfig& c) {
  std::optional<double> least;
  const auto consider = [&](double days) {
    const double shown = std::clamp(days, 0.0, c.days_until_max);
    least = least ? std::min(*least, shown) : shown;
  };
  const auto ctr = ctr_slope(input.days);
  if (evidence.baseline && evidence.recent.clicks > 0.0 && ctr && *ctr < 0.0) {
    consider(days_until_ctr(evidence.recent.ctr(), *ctr, evidence.baseline->ctr(), c.ctr_critical));
  }
  const auto frequency = frequency_slope(input.days);
  if (frequency && *frequency > 0.0) {
    consider(days_until_level(input.frequency_7d, *frequency, c.frequency_critical));
  }
  const auto cpm = cpm_slope(input.days, input.account_days);
  if (evidence.cpm_ratio && evidence.net_cpm && cpm && *cpm > 0.0) {
    const double baseline = *evidence.net_cpm / *evidence.cpm_ratio;
    consider(days_until_level(*evidence.net_cpm, *cpm, (1.0 + c.cpm_critical) * baseline));
  }
  return least;
}

std::vector<Action> actions_for(int severity, std::optional<double> p_target,
                                const FatigueConfig& c) {
  switch (severity) {
    case 0:
      return {};
    case 1:
      return {{Remedy::Monitor}, {Remedy::RequestBriefs}};
    case 2: {
      std::vector<Action> actions{{Remedy::NoIncrease}};
      if (p_target && *p_target < c.reduce_probability) {
        actions.push_back({Remedy::Reduce, c.reduce_share});
      }
      actions.push_back({Remedy::RefreshCreative});
      return actions;
    }
    case 3:
      return {{Remedy::Reduce, c.reduce_share},
              {Remedy::UrgentReplacement},
              {Remedy::PauseWhenReplaced}};
    default:
      if (p_target && *p_target >= c.keep_probability) {
        return {{Remedy::Reduce, c.last_reduce_share}};
      }
      return {{Remedy::Pause}};
  }
}

std::string reason_for(const FatigueAssessment& assessment) {
  const auto strongest =
      std::max_element(assessment.rules.begin(), assessment.rules.end(),
                       [](const FiredRule& a, const FiredRule& b) { return a.level < b.level; });
  std::string reason =
      strongest == assessment.rules.end() ? "no sign of fatigue" : describe(*strongest);
  if (assessment.severity > assessment.severity_now) {
    reason += fmt::format("; severity {} holds until two evaluations in a row are lower",
                          assessment.severity);
  }
  return reason;
}

FatigueAssessment insufficient(const FatigueInput& input, const FatigueConfig& config) {
  FatigueAssessment assessment;
  assessment.severity = input.memory.severity;
  assessment.memory = input.memory;
  assessment.actions = actions_for(assessment.severity, input.p_target, config);
  assessment.reason = fmt::format("needs {} complete days, has {}", kDaysMin, input.days.size());
  return assessment;
}

}  // namespace

Result<FatigueAssessment> assess_fatigue(const FatigueInput& input, const FatigueConfig& config) {
  GV_TRY(check_config(config));
  GV_TRY(check_input(input));
  if (input.days.size() < kDaysMin) return insufficient(input, config);
  const Evidence evidence = gather(input, config);
  FatigueAssessment assessment;
  assessment.rules = fired_rules(input, evidence, config);
  assessment.severity_now = highest(assessment.rules);
  assessment.memory = remember(input.memory, assessment.severity_now, assessment.rules);
  assessment.severity = assessment.memory.severity;
  assessment.status = assessment.memory.status;
  assessment.confidence = confidence_of(assessment.rules);
  assessment.reason = reason_for(assessment);
  assessment.days_until_critical =
      assessment.severity_now >= 3 ? 0.0 : days_until(input, evidence, config);
  assessment.actions = actions_for(assessment.severity, input.p_target, config);
  return assessment;
}

}  // namespace gv::fatigue
