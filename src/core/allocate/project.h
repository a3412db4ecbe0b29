#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"

namespace gv::allocate {

/// What one unit may get, in minor units per day. Spans of these are in ascending unit id: ties
/// go to the lower index.
struct UnitBounds {
  std::int64_t current{0};  ///< c >= 0
  std::int64_t lower{0};    ///< l, 0 <= l <= u
  std::int64_t upper{0};    ///< u, <= 2^53
};

/// Whole bounds inside fractional ones: l rounds up, u rounds down, and l := u when no whole
/// number lies between. A product such as 1.2 * c that misses a whole number by its last bits
/// counts as that number. Precondition (checked): finite, |x| < 2^53.
[[nodiscard]] UnitBounds whole_bounds(std::int64_t current, double lower, double upper);

enum class Obstacle {
  FrozenExceedsTotal,  ///< units with l = c = u alone cost more than T: there is no plan
  LowerExceedsTotal,   ///< sum of l > T: lower some minimums or queue some units
  UpperBelowTotal,     ///< sum of u < T: fill, or keep a reserve
};

/// Why no plan meets the bounds: `sum` against `total`, minor units, over `units` units.
struct Infeasible {
  Obstacle obstacle{Obstacle::UpperBelowTotal};
  std::int64_t sum{0};
  std::int64_t total{0};
  std::size_t units{0};
  friend bool operator==(const Infeasible&, const Infeasible&) = default;
};

/// All obstacles to sharing `total` within `bounds`; empty when a plan exists. O(n).
/// Precondition: bounds that `project` accepts.
[[nodiscard]] std::vector<Infeasible> obstacles(std::span<const UnitBounds> bounds,
                                                std::int64_t total);

/// Whole budgets x_i with sum x_i = T exactly and l_i <= x_i <= u_i, as close to proportional to
/// the weights as the bounds allow: x_i is clip(tau * w_i, l_i, u_i) rounded, with the one tau
/// that makes the sum T; rounded by largest remainder (floor, then +1 to the largest fractional
/// parts whose u is not reached; fractions equal to 1e-6 tie, and ties go to the lower index).
///
/// Weights are finite and >= 0 in any unit; a weight below 1e-12 of their sum is raised to that.
/// Errors: Nan, ConfigRange for bounds out of order, Overflow above 2^53 (a sum or a bound),
/// Refused when frozen units alone exceed T, ConfigRange for the other obstacles: the caller
/// lowers, fills or queues first. O(n log n). Method: Newton on tau, safeguarded by bisection;
/// Hamilton / Hare apportionment.
[[nodiscard]] Result<std::vector<std::int64_t>> project(std::span<const double> weights,
                                                        std::span<const UnitBounds> bounds,
                                                        std::int64_t total);

/// `project`, then the deadband: units that would move by less than `deadband` * c (0.05) and may
/// keep c stay at c, and the others are projected once more; when that has no solution, the first
/// plan stands. The largest of those small moves are made all the same where the rest would miss
/// their money: one percent of a large budget pays for many small raises. Errors as `project`.
[[nodiscard]] Result<std::vector<std::int64_t>> project_with_deadband(
    std::span<const double> weights, std::span<const UnitBounds> bounds, std::int64_t total,
    double deadband);

}  // namespace gv::allocate
