#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gv::fatigue {

/// What one ad (or the whole account) got on one complete day of the account's time zone. Days
/// come oldest first, one per calendar day, days without delivery included.
struct DayCounts {
  std::int64_t impressions{0};   ///< >= 0
  std::int64_t clicks{0};        ///< in [0, impressions]
  std::int64_t spend_minor{0};   ///< >= 0
  std::int64_t budget_minor{0};  ///< >= 0; 0: unknown
  double frequency_7d{0.0};      ///< trailing 7 days at the end of the day; 0: unknown
};

/// Thresholds; all are priors of the specification.
struct FatigueConfig {
  double frequency_watch{3.0};
  double frequency_warning{5.0};
  double frequency_critical{8.0};
  double frequency_exhausted{12.0};
  double ctr_warning{0.20};  ///< fall of CTR against the baseline
  double ctr_critical{0.40};
  double ctr_z_min{2.326};   ///< the baseline is a selected maximum
  double cpm_warning{0.30};  ///< rise of CPM, net of the account's
  double cpm_critical{0.50};
  std::int64_t cpm_impressions_min{1000};
  double decay_warning{0.20};  ///< fall of impressions per week at constant budget
  double decay_critical{0.40};
  double decay_t_max{-2.0};
  double decay_budget_change_max{0.10};
  double combination_ctr{0.8};
  double combination_cpm{1.2};
  double combination_frequency{2.5};
  double overdispersion{1.5};  ///< phi_o of click counts, >= 1
  double reduce_share{0.20};
  double last_reduce_share{0.50};
  double keep_probability{0.8};    ///< P(ROAS >= target) from which level 4 is not paused
  double reduce_probability{0.5};  ///< P(ROAS >= target) below which level 2 is reduced
  double days_until_max{30.0};
};

enum class Rule { Frequency, CtrDecline, CpmIncrease, ImpressionDecay, Combination };
enum class FatigueStatus { InsufficientData, Healthy, Fatiguing, Saturated, AudienceExhausted };
enum class Remedy {
  Monitor,        ///< look again in 2 hours
  RequestBriefs,  ///< ask for replacement briefs
  NoIncrease,
  Reduce,             ///< cut the budget by `share` per cycle
  RefreshCreative,    ///< queue a refresh
  UrgentReplacement,  ///< generate a replacement now
  PauseWhenReplaced,
  Pause,  ///< a provisional kill with reason fatigue
};

[[nodiscard]] std::string_view to_text(Rule rule);
[[nodiscard]] std::string_view to_text(FatigueStatus status);
[[nodiscard]] std::string_view to_text(Remedy remedy);

/// One rule that fired. `value` met `threshold` at `level` (1 watch ... 4 exhausted).
struct FiredRule {
  Rule rule{Rule::Frequency};
  int level{0};
  double value{0.0};        ///< frequency; else a relative fall or rise; combination: CTR ratio
  double threshold{0.0};    ///< of the level reached
  std::optional<double> z;  ///< standard errors (CTR) or t (impression decay)
};

struct Action {
  Remedy remedy{Remedy::Monitor};
  double share{0.0};  ///< of the budget, for Reduce
  friend bool operator==(const Action&, const Action&) = default;
};

/// What the next evaluation needs of this one. Default: nothing known (new ad, fresh creative).
struct FatigueMemory {
  int severity{0};
  FatigueStatus status{FatigueStatus::Healthy};
  int lower_streak{0};   ///< evaluations in a row below `severity`
  int lower_highest{0};  ///< the highest of them
};

struct FatigueInput {
  std::span<const DayCounts> days;
  double frequency_7d{0.0};  ///< now, of the delivery group; >= 0
  /// The account on the same days; empty: its CPM counts as unchanged.
  std::span<const DayCounts> account_days;
  std::optional<double> p_target;  ///< P(ROAS >= target), in [0, 1]; none: no model
  FatigueMemory memory;
};

struct FatigueAssessment {
  FatigueStatus status{FatigueStatus::InsufficientData};
  int severity{0};               ///< 0 ... 4 after hysteresis: what acts
  int severity_now{0};           ///< of this evaluation alone
  std::vector<FiredRule> rules;  ///< all that fired, in order of `Rule`
  double confidence{0.0};
  std::string reason;
  std::optional<double> days_until_critical;  ///< in [0, 30]; none without an adverse trend
  std::vector<Action> actions;
  FatigueMemory memory;  ///< for the next evaluation
};

/// Tells how worn out one ad is, from all rules at once.
///
/// Recent is the last 3 days pooled. The baseline is the 7-day window (3-day with fewer than 10
/// days of data) with the highest CTR that ends before them; ties go to the later one.
/// 1. Frequency: >= 3, 5, 8, 12.
/// 2. CTR decline against the baseline: >= 20 %, 40 %, and z >= 2.326.
/// 3. CPM increase, divided by the account's over the same days: >= 30 %, 50 %, with >= 1000
///    recent impressions.
/// 4. Impression decay, 1 - exp(7 lambda) with lambda the OLS slope of ln(impressions / budget)
///    over the last 7 days: >= 20 %, 40 %, with t <= -2 and the budget moved by less than 10 %.
/// 5. CTR <= 0.8 x and CPM >= 1.2 x and frequency > 2.5: warning.
/// Severity is the highest level; it falls only after two evaluations in a row below it, and then
/// to the higher of the two. Fewer than 3 days: InsufficientData, the held severity stands.
///
/// Errors: Nan, NegativeCount, ClicksExceedImpressions, InvalidInput (account days of another
/// length, a probability outside [0, 1]), ConfigRange. Pure, O(days).
[[nodiscard]] Result<FatigueAssessment> assess_fatigue(const FatigueInput& input,
                                                       const FatigueConfig& config = {});

}  // namespace gv::fatigue
