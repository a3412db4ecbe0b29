#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "base/result.h"
#include "core/allocate/draws.h"
#include "core/allocate/response.h"

namespace gv::allocate {

/// One unit in the allocation of a draw.
struct CurveUnit {
  double half_saturation{0.0};  ///< H > 0, minor units per day
  double minimum{0.0};          ///< b >= minimum >= 0, minor units per day
  /// rho0 = rho0_factor * draw: the measured spend (`rho0_factor`) and the expected further decay
  /// go in here, so that the draws need no second copy. > 0.
  double rho0_factor{1.0};
};

/// One day's money to be shared.
struct CurveProblem {
  std::span<const CurveUnit> units;
  double total{0.0};  ///< T, minor units
  /// Money that would earn less than this per unit stays out (the profit objective); 0: spend T.
  double marginal_min{0.0};
};

/// Maximises sum V_i(b_i) subject to sum b_i = T, b_i >= minimum_i, for one draw.
///
/// `rho` holds one draw per unit; `budgets` receives b_i, in minor units. Returns lambda, the
/// marginal value that all units above their minimum have in common (max rho0 when none is). Units
/// with rho = 0 get their minimum; when all are 0, what is left is shared in proportion to H and
/// lambda is 0. rho0 below 1e-100 counts as 0. With `marginal_min` > lambda the budgets are those
/// of lambda = marginal_min and sum to less.
///
/// Errors: Nan when a number is not finite; InvalidInput for a negative one; Refused when the
/// minimums exceed T. O(n) per Newton step on ln(lambda), five to eight steps. Budgets lie within
/// 1e-8 of the exact ones, relative to T. Method: Lagrange multiplier, Boyd & Vandenberghe 2004
/// section 5.5 (water-filling), Newton on ln(lambda) safeguarded by bisection.
[[nodiscard]] Result<double> allocate_draw(const ResponseTable& table, const CurveProblem& problem,
                                           std::span<const float> rho, std::span<double> budgets);

/// The mean of the allocations of all draws: posterior-expected budgets, which keep exploration
/// and drop variance. n numbers >= 0 in minor units; they sum to T unless `marginal_min` > 0.
///
/// Errors as above. The result has the same bits whatever `parallel_for` does: draws are summed in
/// fixed chunks of eight, chunks in order. Memory: 8 n float64 per running range.
/// About 26 ns per unit and draw.
[[nodiscard]] Result<std::vector<double>> mean_allocation(
    const ResponseTable& table, const CurveProblem& problem, const Draws& rho,
    const ParallelFor& parallel_for = run_serially);

}  // namespace gv::allocate
