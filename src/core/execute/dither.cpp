#include "core/execute/dither.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/check.h"
#include "base/money.h"

namespace gv::execute {
namespace {

constexpr double kLimit = 0.10;
constexpr double kCapMargin = 0.05;

}  // namespace

Result<DitherConfig> checked(const DitherConfig& config) {
  if (std::isnan(config.amplitude)) {
    return fail(ErrorCode::Nan, "dither.amplitude", "must be a number");
  }
  if (config.amplitude < 0.0 || config.amplitude > kLimit) {
    return fail(ErrorCode::ConfigRange, "dither.amplitude",
                "must lie in [0, 0.1], got " + std::to_string(config.amplitude));
  }
  return config;
}

bool dither_eligible(const DitherUnit& unit) {
  const auto budget = static_cast<double>(unit.budget_minor);
  return !unit.held && unit.budget_minor > 0 &&
         budget * (1.0 + kCapMargin) <= static_cast<double>(unit.hi_minor) &&
         budget * (1.0 - kCapMargin) >= static_cast<double>(unit.lo_minor);
}

double draw_dither(Rng& rng, const DitherConfig& config) {
  return 1.0 + config.amplitude * (2.0 * rng.uniform() - 1.0);
}

std::vector<std::int64_t> dither_budgets(std::span<const DitherUnit> units,
                                         std::span<const double> factors) {
  GV_CHECK(units.size() == factors.size());
  std::vector<std::int64_t> budgets(units.size());
  std::vector<std::size_t> moved;
  std::vector<double> wished;
  std::int64_t total = 0;
  double raw = 0.0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    budgets[i] = units[i].budget_minor;
    if (!dither_eligible(units[i])) continue;
    GV_CHECK(factors[i] >= 1.0 - kLimit && factors[i] <= 1.0 + kLimit);
    moved.push_back(i);
    wished.push_back(static_cast<double>(budgets[i]) * factors[i]);
    total += budgets[i];
    raw += wished.back();
  }
  if (moved.empty()) return budgets;

  const double scale = static_cast<double>(total) / raw;
  double widest = 0.0;
  for (const std::size_t i : moved) widest = std::max(widest, std::abs(factors[i] * scale - 1.0));
  // Deviations sum to zero in money, so shrinking them alike keeps the total.
  const double shrink = widest > kLimit ? kLimit / widest : 1.0;
  for (std::size_t k = 0; k < moved.size(); ++k) {
    const auto budget = static_cast<double>(budgets[moved[k]]);
    wished[k] = budget + shrink * (wished[k] * scale - budget);
  }
  const auto parts = largest_remainder(total, wished);
  for (std::size_t k = 0; k < moved.size(); ++k) budgets[moved[k]] = parts[k];
  return budgets;
}

}  // namespace gv::execute
