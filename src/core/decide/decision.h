#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "core/belief/delay.h"
#include "core/belief/hyper.h"
#include "core/belief/records.h"
#include "core/belief/score.h"
#include "core/belief/summary.h"
#include "core/decide/kill.h"
#include "core/decide/reason.h"

namespace gv::decide {

/// Every number that a decision showed or used. ROAS figures are posterior, without boosts.
struct Metrics {
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  double ctr{0.0};
  double ctr_lo{0.0};  ///< 90 % interval
  double ctr_hi{0.0};
  std::int64_t spend_minor{0};
  double deals{0.0};
  double n_eff{0.0};
  double maturity{0.0};   ///< share of spend whose deals would be known by now
  double deal_rate{0.0};  ///< posterior mean, deals per click
  double deal_value_minor{0.0};
  belief::RoasSummary roas;
  bool unpredicted{false};  ///< roas.p_below_protect leaves the pre-launch prediction aside
  double p_best{0.0};
  EValues e;
  belief::Score score;
  std::optional<double> frequency;
  int severity{0};
  double age_hours{0.0};
  double delay_mean_days{0.0};
  double marginal_current{0.0};      ///< d value / d budget at the current budget
  double marginal_recommended{0.0};  ///< and at the recommended one
  /// What the money of a cut earns with the units that are raised, see `Outcome`.
  std::optional<double> marginal_elsewhere;
  double waste_prevented_minor{0.0};
  bool value_known{true};

  // The levels the verdict was held against.
  double target_roas{2.0};
  double protect_roas{1.0};
  double scale_roas{3.0};
  double confidence_threshold{0.7};
};

/// One ad's decision. Budgets are the unit's; none where the unit holds other ads.
struct Decision {
  belief::AdKey ad;
  BudgetUnitId unit;
  DecisionType type{DecisionType::Maintain};
  std::optional<belief::Finality> finality;
  ReasonCode reason{ReasonCode::WithinBand};
  double confidence{1.0};     ///< posterior probability of the claim the label makes
  bool policy_driven{false};  ///< a rule, not the posterior, asked for it
  std::optional<std::int64_t> current_budget_minor;
  std::optional<std::int64_t> recommended_budget_minor;
  int priority{5};  ///< 1 = stop waste ... 5
  Set<Action> actions;
  Set<Gate> gates;            ///< gates that fired
  Set<ReasonCode> triggered;  ///< kill gates that hold
  Metrics metrics;
};

struct UnitDecision {
  BudgetUnitId unit;
  std::int64_t current_budget_minor{0};
  std::int64_t recommended_budget_minor{0};
  DecisionType type{DecisionType::Maintain};
  ReasonCode reason{ReasonCode::WithinBand};
};

struct Ineligible {
  belief::AdKey ad;
  ReasonCode reason{ReasonCode::NotDeliverable};
};

struct Rejected {
  belief::AdKey ad;
  Error error;
};

/// The outcome of one cycle. Sum of `units` plus reserve equals the total.
struct CyclePlan {
  std::int64_t total_budget_minor{0};
  std::int64_t reserve_minor{0};
  std::optional<ReasonCode> reserve_reason;
  std::vector<Decision> decisions;     ///< by ad key
  std::vector<UnitDecision> units;     ///< by unit id
  std::vector<Ineligible> ineligible;  ///< by ad key
  std::vector<Rejected> rejected;      ///< by ad key
  std::vector<std::string> warnings;
  belief::DelayModel delay;
  belief::Hyper hyper;
  bool outage{false};
  double outage_p{1.0};
};

}  // namespace gv::decide
