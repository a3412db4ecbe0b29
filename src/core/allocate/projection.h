#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"

namespace gv::allocate {

/// Share of a click's value that has arrived `days` after the click: non-decreasing, in [0, 1],
/// 0 below 0.
using DelayCdf = std::function<double(double days)>;

/// One ad at a constant daily spend. Amounts in minor units.
struct RoasQuestion {
  std::span<const double> rho0;  ///< posterior draws of ROAS at b -> 0, not empty, >= 0
  double daily_spend{0.0};       ///< b > 0
  double half_saturation{0.0};   ///< H > 0
  double elasticity{0.35};       ///< e in [0, 1)
  double fatigue_slope{0.0};     ///< lambda >= 0 per day
  int days{7};                   ///< in [1, 90]
};

struct Band {
  double low{0.0};
  double high{0.0};
};

/// Posterior mean with equal-tailed intervals.
struct Estimate {
  double mean{0.0};
  Band p50;
  Band p80;
  Band p95;
};

/// One day, or the whole span.
struct RoasDay {
  double spend{0.0};
  Estimate value;
  Estimate profit;  ///< value - spend
  Estimate roas;    ///< value / spend
};

/// When the expected value of the span arrives as cash, by day d = 0 ... days - 1 of the span.
/// Clicks are spread evenly over their day.
struct CashFlow {
  std::vector<double> days;
  double later{0.0};  ///< arrives after the span, or never
};

struct RoasProjection {
  std::vector<RoasDay> days;
  RoasDay total;
  std::optional<CashFlow> cash;  ///< when a delay was given
};

/// Value per day: V_d = rho0 * exp(-lambda d) * b (1 + b/H)^(-e), d = 0 ... days - 1, per draw.
/// The cash of all days sums to the expected value of the total. Numbers are doubles; whoever
/// shows money rounds it once.
///
/// Errors: InvalidInput or Nan; `where` names the field. O(draws log draws + days^2). Pure.
[[nodiscard]] Result<RoasProjection> project_roas(const RoasQuestion& question,
                                                  const DelayCdf& delay = {});

}  // namespace gv::allocate
