#include "core/market/draws.h"

#include <algorithm>
#include <cmath>

#include "core/stats/special.h"

namespace gv::market {
namespace {

constexpr double kExactBelow = 50.0;

double to_unit(std::uint64_t bits) { return (static_cast<double>(bits >> 11) + 0.5) * 0x1.0p-53; }

std::int64_t rounded(double x, std::int64_t most) {
  return std::clamp(static_cast<std::int64_t>(std::floor(x + 0.5)), std::int64_t{0}, most);
}

/// Binomial for p <= 1/2.
std::int64_t small_binomial_at(double u, std::int64_t n, double p) {
  const auto trials = static_cast<double>(n);
  const double mean = trials * p;
  if (mean >= kExactBelow) {
    const double sd = std::sqrt(mean * (1.0 - p));
    return rounded(skewed_at(stats::normal_quantile(u), mean, sd, (1.0 - 2.0 * p) / sd), n);
  }
  const double odds = p / (1.0 - p);
  double mass = std::exp(trials * std::log1p(-p));
  double below = mass;
  std::int64_t k = 0;
  while (below < u && k < n) {
    mass *= odds * (trials - static_cast<double>(k)) / static_cast<double>(k + 1);
    below += mass;
    ++k;
  }
  return k;
}

}  // namespace

double Luck::uniform() {
  if (has_spare_) {
    has_spare_ = false;
    return to_unit(spare_);
  }
  const auto block = philox_block(key_, stream_, block_++);
  spare_ = (static_cast<std::uint64_t>(block[3]) << 32) | block[2];
  has_spare_ = true;
  return to_unit((static_cast<std::uint64_t>(block[1]) << 32) | block[0]);
}

double Luck::normal() { return stats::normal_quantile(uniform()); }

std::int64_t poisson_at(double u, double mean) {
  if (mean >= kExactBelow) {
    const double sd = std::sqrt(mean);
    return rounded(skewed_at(stats::normal_quantile(u), mean, sd, 1.0 / sd), INT64_MAX);
  }
  double mass = std::exp(-mean);
  double below = mass;
  std::int64_t k = 0;
  // The bound ends the search where rounding keeps the sum of masses below u.
  while (below < u && k < 1000) {
    ++k;
    mass *= mean / static_cast<double>(k);
    below += mass;
  }
  return k;
}

std::int64_t binomial_at(double u, std::int64_t n, double p) {
  if (n <= 0 || p <= 0.0) return 0;
  if (p >= 1.0) return n;
  return p <= 0.5 ? small_binomial_at(u, n, p) : n - small_binomial_at(1.0 - u, n, 1.0 - p);
}

double skewed_at(double z, double mean, double sd, double skewness) {
  if (skewness > 0.0) z = std::max(z, -3.0 / skewness);
  if (skewness < 0.0) z = std::min(z, -3.0 / skewness);
  return mean + sd * (z + skewness * (z * z - 1.0) / 6.0);
}

double beta_at(double z, double p, double strength) {
  const double sd = std::sqrt(p * (1.0 - p) / (strength + 1.0));
  if (sd == 0.0) return p;
  const double skewness = 2.0 * (1.0 - 2.0 * p) * std::sqrt(strength + 1.0) /
                          ((strength + 2.0) * std::sqrt(p * (1.0 - p)));
  return std::clamp(skewed_at(z, p, sd, skewness), 0.0, 1.0);
}

double unit_gamma_at(double z, double cv) {
  // Cube of c + s z with s = cv / 3; its mean is c^3 + 3 c s^2, made 1 by dividing.
  const double s = cv / 3.0;
  const double c = 1.0 - s * s;
  const double root = std::max(0.0, c + s * z);
  return root * root * root / (c * c * c + 3.0 * c * s * s);
}

}  // namespace gv::market
