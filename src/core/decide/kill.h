#pragma once

#include <optional>
#include <vector>

#include "core/belief/evidence.h"
#include "core/belief/summary.h"
#include "core/decide/config.h"
#include "core/decide/reason.h"

namespace gv::decide {

/// Always-valid e-values against "the ad is at least at its protect levels". The probability of
/// ever seeing `combined` >= 1 / alpha for such an ad is at most alpha, however often one looks.
/// Sources: Ville 1939; Johari et al. 2022; Lindon & Malek 2022; Howard et al. 2021.
struct EValues {
  double value{1.0};
  double cvr{1.0};
  double ctr{1.0};
  double combined{1.0};  ///< 0.8 value + 0.1 cvr + 0.1 ctr
};

/// mean over gamma of gamma^deals exp(exposure (1 - gamma)), gamma in {0, .1, ..., .7}, 0^0 = 1.
/// `exposure` is the number of deals expected at the protect level.
[[nodiscard]] double e_count(double deals, double exposure);
/// Overdispersed binomial e-value of the click rate against `protect`.
[[nodiscard]] double e_click(double clicks, double impressions, double protect,
                             double overdispersion);

/// What the kill test looks at. Probabilities are of draws without boosts and with eta = 1.
struct KillInputs {
  const belief::Evidence& evidence;
  const belief::RoasSummary& roas;
  double roas_mean{0.0};  ///< posterior mean in closed form
  double value_90{0.0};   ///< 90 % posterior quantile of the value per deal, > 0
  bool value_known{true};
};

/// Deals expected per minor unit of matured spend at the protect level; 0 when neither a target
/// CPA nor a value is known.
[[nodiscard]] double protect_deals_per_minor(double value_90, const Config& config);

[[nodiscard]] EValues e_values(const KillInputs& inputs, const Config& config);

/// The verdict on one ad, before the zone, outages and the last-active-unit rule have their say.
struct KillVerdict {
  bool kill{false};
  belief::Finality finality{belief::Finality::Provisional};
  ReasonCode reason{ReasonCode::ProbablyBelowProtect};
  Set<ReasonCode> triggered;  ///< every gate that holds, in whatever verdict
  bool vetoed{false};         ///< a gate held but deals at target ROAS spoke against it
  bool declining{false};      ///< gate 6: never kills alone, reduces and refreshes
  EValues e;
  double confidence{0.0};
};

/// Judges an ad:
///   by evidence  1. some gate 1-5 holds, 2. E >= 1 / alpha, 3. median ROAS < protect and
///                P(ROAS < protect) >= 0.8; final when LOW_CTR or P(ROAS < protect) >= 0.9, else
///                provisional
///   provisional  1. P(ROAS < protect) >= 0.95, 2. maturity >= 0.3, 3. spend >= the floor
///   veto         of LOW_CTR, LOW_CVR, HIGH_CPA: N >= 3 and P(ROAS >= target) >= 0.5
/// O(1), below a microsecond.
[[nodiscard]] KillVerdict judge(const KillInputs& inputs, const Config& config);

/// Money a week of running on would lose: max(0, 7 budget (1 - E[ROAS])).
[[nodiscard]] double waste_prevented_minor(std::int64_t daily_budget_minor, double roas_mean);

/// Scales aggressively when P(ROAS >= scale) is high and enough was spent.
[[nodiscard]] bool should_scale_aggressively(const belief::Evidence& evidence,
                                             const belief::RoasSummary& roas, const Config& config);

}  // namespace gv::decide
