#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "core/belief/records.h"

namespace gv::execute {

using belief::BudgetStep;

/// How far a daily budget may move within two trailing windows. One basis point is 1/10000.
struct VelocityConfig {
  Hours short_window{6};
  int short_max_bp{2000};
  Hours long_window{24};
  int long_max_bp{5000};
};

/// Limits may be tightened, never widened: windows at least, changes at most the defaults.
/// Errors: ConfigRange; `where` names the field.
[[nodiscard]] Result<VelocityConfig> checked(const VelocityConfig& config);

/// The daily budgets an edit may choose, in minor units; lo <= hi unless rounding leaves no room.
struct VelocityBounds {
  std::int64_t lo{0};
  std::int64_t hi{0};
  friend bool operator==(const VelocityBounds&, const VelocityBounds&) = default;
};

/// Bounds of a new budget x at `now`: for each window W with change c,
///   x <= (1 + c) * min b   and   x >= (1 - c) * max b   over the values in force in [now - W,
///   now).
/// Upper bounds round down, lower bounds up. `history` is ascending and right-continuous, its
/// first value holds for ever before; steps at or after `now` are ignored. Without a value before
/// `now` the first step itself is taken, and an empty history gives [0, 10^14], no bounds.
/// Budgets lie in [0, 10^14]. O(steps in the last 24 h) from the back.
[[nodiscard]] VelocityBounds velocity_bounds(std::span<const BudgetStep> history, TimePoint now,
                                             const VelocityConfig& config = {});

/// A budget change cut into edits, each at its earliest legal time.
struct TranchePlan {
  std::vector<BudgetStep> tranches;  ///< ascending; the last one is the target when `reached`
  bool reached{true};  ///< false: rounding stops a budget of a few minor units short of the target
};

/// Plans the way from the budget in force to `target_minor`: each tranche goes as far as the
/// bounds allow, as early as they allow it. Nothing to do gives no tranches. O(k^2) in the
/// number k of tranches plus steps of the last day.
[[nodiscard]] TranchePlan plan_tranches(std::span<const BudgetStep> history, TimePoint now,
                                        std::int64_t target_minor,
                                        const VelocityConfig& config = {});

}  // namespace gv::execute
