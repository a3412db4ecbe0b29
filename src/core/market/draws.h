#pragma once

#include <cstdint>

#include "base/rng.h"

namespace gv::market {

// Common random numbers. Every random value of the market is the inverse distribution function of
// a keyed uniform, so that it rises with its parameter and depends on nothing but its own key: an
// action on one ad never changes another ad's luck, and two policies that treat an ad alike see
// it fare alike.

/// Uniforms of one subject at one instant: (ad, hour) or one ad's fixed traits. Two values come
/// from one Philox block. A value type.
class Luck {
 public:
  Luck(std::uint64_t key, std::uint64_t stream, std::uint64_t first_block)
      : key_(key), stream_(stream), block_(first_block) {}

  /// Uniform on (0, 1), the next of the sequence.
  double uniform();
  double normal();

 private:
  std::uint64_t key_;
  std::uint64_t stream_;
  std::uint64_t block_;
  std::uint64_t spare_{0};
  bool has_spare_{false};
};

/// Poisson count at quantile u. Exact below a mean of 50; above, the Cornish-Fisher expansion
/// rounded to the nearest integer (Hill & Davis 1968): mean right to 1e-3, quantiles to about one
/// count. mean >= 0, finite.
[[nodiscard]] std::int64_t poisson_at(double u, double mean);

/// Binomial(n, p) count at quantile u; as `poisson_at`, by the smaller of np and n(1 - p).
[[nodiscard]] std::int64_t binomial_at(double u, std::int64_t n, double p);

/// Value at normal quantile z with the given mean and variance and the skewness of a gamma or
/// beta law: mean + s (z + g (z^2 - 1) / 6), which keeps the mean exactly. z is cut at the turning
/// point -3/g so that the value stays monotone.
[[nodiscard]] double skewed_at(double z, double mean, double sd, double skewness);

/// Beta(strength p, strength (1 - p)) at normal quantile z, by `skewed_at`, in [0, 1].
[[nodiscard]] double beta_at(double z, double p, double strength);

/// Gamma with mean 1 and coefficient of variation cv in [0, 1] at normal quantile z, by the cube
/// of Wilson & Hilferty (1931), corrected to mean 1: quantiles to 4 % between 1 % and 99 % at
/// cv 0.5.
[[nodiscard]] double unit_gamma_at(double z, double cv);

}  // namespace gv::market
