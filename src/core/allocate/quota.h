#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "core/allocate/project.h"

namespace gv::allocate {

/// How many budget changes can still be sent, and what each is worth.
struct ChangeQuota {
  std::size_t changes_max{0};
  /// Per unit: marginal value per unit of spend (posterior mean) at its planned budget.
  std::span<const double> marginal;
  double lambda{0.0};  ///< the common marginal value of the plan
};

struct QuotaPlan {
  std::vector<std::int64_t> budgets;
  /// Indices, ascending, whose change was taken back: they stay at their current budget.
  std::vector<std::size_t> dropped;
  std::size_t changes{0};  ///< budgets that differ from the current ones
  bool met{true};          ///< changes <= changes_max
};

/// Cuts a plan down to the changes that can be sent, so that a plan executed whole or not at all
/// leaves the account at its total. The plan is one that `project` made of the same arguments.
///
/// A change is worth |(x - c) * (marginal - lambda)|. While there are too many changes:
/// 1. the increase worth least is taken back (ties: lower index first), as long as the increases
///    that remain have room for what the kept cuts free;
/// 2. else the voluntary cut worth least is taken back: its money would have no place;
/// 3. else it stops, and `met` is false.
/// A change that the bounds demand (c outside [l, u]: a kill, a cap) is never taken back, and no
/// cut makes way for an increase. What remains is projected again; it keeps its direction: no
/// planned cut turns into an increase. Errors as `project`. O(n log n).
[[nodiscard]] Result<QuotaPlan> apply_quota(std::vector<std::int64_t> plan,
                                            std::span<const double> weights,
                                            std::span<const UnitBounds> bounds, std::int64_t total,
                                            const ChangeQuota& quota);

}  // namespace gv::allocate
