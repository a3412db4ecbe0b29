#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/check.h"

namespace gv::allocate {

/// What a daily budget b earns: V(b) = rho0 * b * (1 + b/H)^(-e). Linear at small budgets, so a
/// small budget is no penalty; the marginal value falls from rho0 towards 0 as b grows.
struct Response {
  double rho0{0.0};                ///< value per unit of spend at b -> 0 (a ROAS), >= 0
  double half_saturation{30'000};  ///< H > 0, in the unit of the budget, per day
  double elasticity{0.35};         ///< e in (0, 1), prior
};

/// g(b) = b * (1 + b/H)^(-e): the value of b per unit of rho0. b >= 0.
[[nodiscard]] double unit_value(double budget, double half_saturation, double elasticity);
/// g'(b) in (0, 1]: falls strictly from 1.
[[nodiscard]] double unit_marginal(double budget, double half_saturation, double elasticity);

/// V(b) for b >= 0, in the unit of b.
[[nodiscard]] double value(const Response& response, double budget);
/// V'(b) for b >= 0: what one more unit of spend would earn.
[[nodiscard]] double marginal(const Response& response, double budget);
/// The b >= 0 with V'(b) = lambda > 0; 0 when lambda >= rho0. Newton to machine precision.
[[nodiscard]] double inverse_marginal(const Response& response, double lambda);

/// The factor that turns a ROAS measured at a daily spend of s >= 0 into rho0: (1 + s/H)^e.
[[nodiscard]] double rho0_factor(double measured_spend, double half_saturation, double elasticity);

/// The inverse marginal as a table: b = H * t(rho0 / lambda), one table for every unit, because t
/// depends on the elasticity alone. t(1) = 0, t grows like a power, and t = 0 below 1.
///
/// Piecewise cubic (Hermite: values and slopes exact at the nodes) with a fixed number of
/// intervals per power of two, so that the exponent and the leading bits of the ratio are the
/// index and a look-up needs no logarithm. The number of intervals is doubled while building
/// until the relative error, measured inside every interval, is below 1e-9. Beyond t = 1e9 the
/// exact inverse is computed. About 50 kB at e = 0.35. Immutable, safe to share among threads.
class ResponseTable {
 public:
  /// Precondition (checked): elasticity in [0.05, 0.95].
  explicit ResponseTable(double elasticity);

  [[nodiscard]] double elasticity() const { return elasticity_; }

  /// t for a ratio rho0 / lambda >= 0, finite.
  [[nodiscard]] double operator()(double ratio) const {
    if (!(ratio > 1.0)) return 0.0;
    if (ratio >= last_) return beyond(ratio);
    const auto bits = std::bit_cast<std::uint64_t>(ratio);
    const Cubic& p = intervals_[(bits >> shift_) - first_];
    const double u = static_cast<double>(static_cast<std::int64_t>(bits & mask_)) * width_;
    return p.a + u * (p.b + u * (p.c + u * p.d));
  }

  /// dt / d ln(ratio) at the ratio whose t this is: positive, exact in t.
  [[nodiscard]] double slope(double t) const {
    const double z = 1.0 + t;
    return z * ((1.0 - elasticity_) * z + elasticity_) /
           (elasticity_ * ((1.0 - elasticity_) * z + 1.0 + elasticity_));
  }

 private:
  struct Cubic {
    double a, b, c, d;
  };
  void build(int bits_per_octave);
  [[nodiscard]] bool accurate() const;
  [[nodiscard]] double beyond(double ratio) const;

  double elasticity_;
  double last_{1.0};  ///< ratios below this lie in the table
  int shift_{0};
  std::uint64_t first_{0};
  std::uint64_t mask_{0};
  double width_{0.0};
  std::vector<Cubic> intervals_;
};

}  // namespace gv::allocate
