#include "core/revenue/absorbing_chain.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/check.h"

namespace gv::revenue {

namespace {
constexpr double kPivotMin = 1e-12;
constexpr double kSumSlack = 1e-9;
}  // namespace

Result<std::vector<double>> solve_linear(std::vector<double> matrix, std::vector<double> right) {
  const std::size_t n = right.size();
  GV_CHECK(matrix.size() == n * n);
  const auto at = [&](std::size_t row, std::size_t column) -> double& {
    return matrix[row * n + column];
  };
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column + 1; row < n; ++row) {
      if (std::abs(at(row, column)) > std::abs(at(pivot, column))) pivot = row;
    }
    if (!(std::abs(at(pivot, column)) > kPivotMin)) {
      return fail(ErrorCode::InvalidInput, "stage_model",
                  "the stages cannot be solved: deals could circle for ever");
    }
    if (pivot != column) {
      std::swap_ranges(&at(column, 0), &at(column, 0) + n, &at(pivot, 0));
      std::swap(right[column], right[pivot]);
    }
    for (std::size_t row = column + 1; row < n; ++row) {
      const double factor = at(row, column) / at(column, column);
      for (std::size_t k = column; k < n; ++k) at(row, k) -= factor * at(column, k);
      right[row] -= factor * right[column];
    }
  }
  for (std::size_t row = n; row-- > 0;) {
    for (std::size_t k = row + 1; k < n; ++k) right[row] -= at(row, k) * right[k];
    right[row] /= at(row, row);
  }
  return right;
}

Result<std::vector<double>> win_probabilities(std::span<const double> between,
                                              std::span<const double> won) {
  const std::size_t n = won.size();
  GV_CHECK(between.size() == n * n);
  std::vector<double> matrix(n * n);
  for (std::size_t row = 0; row < n; ++row) {
    double sum = won[row];
    bool in_range = won[row] >= 0.0;
    for (std::size_t k = 0; k < n; ++k) {
      const double p = between[row * n + k];
      in_range = in_range && p >= 0.0;
      sum += p;
      matrix[row * n + k] = (row == k ? 1.0 : 0.0) - p;
    }
    if (!in_range || !(sum <= 1.0 + kSumSlack)) {
      return fail(ErrorCode::InvalidInput, fmt::format("transitions[{}]", row),
                  fmt::format("must be probabilities that sum to at most 1, got {}", sum));
    }
  }
  return solve_linear(std::move(matrix), {won.begin(), won.end()});
}

}  // namespace gv::revenue
