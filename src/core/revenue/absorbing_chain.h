#pragma once

#include <span>
#include <vector>

#include "base/result.h"

namespace gv::revenue {

/// Solves `matrix` x = `right` for a dense n x n matrix, row-major. Gaussian elimination with
/// partial pivoting; the order of operations is fixed, so the result is the same everywhere.
/// Errors: InvalidInput when the matrix is singular (a pivot below 1e-12) or not finite.
/// Precondition (checked): sizes agree. O(n^3).
Result<std::vector<double>> solve_linear(std::vector<double> matrix, std::vector<double> right);

/// Win probability of each open stage: W = (I - Q)^-1 r, with Q the n x n row-major matrix of
/// moves between open stages and r the probability of winning next.
/// Errors: InvalidInput when an entry is outside [0, 1], a row of Q and r sums beyond 1, or deals
/// can circle for ever. O(n^3).
Result<std::vector<double>> win_probabilities(std::span<const double> between,
                                              std::span<const double> won);

}  // namespace gv::revenue
