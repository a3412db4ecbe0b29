#pragma once

#include <cstdint>
#include <optional>

#include "core/allocate/response.h"
#include "core/decide/assess.h"
#include "core/decide/bounds.h"
#include "core/decide/decision.h"

namespace gv::decide {

/// How a unit's budget came about, beside its bounds.
struct Outcome {
  std::int64_t current{0};
  std::int64_t recommended{0};
  bool filled{false};
  bool deferred{false};  ///< its provisional kill waits
  bool queued{false};
  bool quota{false};     ///< its change was dropped to keep within the executor's quota
  bool deadband{false};  ///< its change was too small to make
  /// Set where the allocation left it less than it might have and the units that are raised earn
  /// more: d value / d budget at their current budgets, weighted by the raise.
  std::optional<double> marginal_elsewhere;
  double elsewhere_p{0.0};  ///< posterior probability that they do earn more at the margin
};

/// Whether the allocation, not a gate, set the budget: no more than now, and less than the bounds
/// allow.
[[nodiscard]] bool left_by_allocation(const UnitLimits& limits, const Outcome& outcome);

/// Labels a unit: gate types first, then by the change relative to the current budget.
[[nodiscard]] UnitDecision label_unit(const UnitView& view, const UnitLimits& limits,
                                      const Outcome& outcome);

/// The decision on one ad of a labelled unit. `alone`: the ad is the unit, so the unit's label and
/// budgets are its own; else it is limited to KILL, REACTIVATE, OBSERVE and MAINTAIN.
[[nodiscard]] Decision decide_ad(const AdView& ad, const UnitView& view, const UnitLimits& limits,
                                 const UnitDecision& unit, const Outcome& outcome,
                                 double half_saturation, const AccountBeliefs& beliefs,
                                 const Config& config);

}  // namespace gv::decide
