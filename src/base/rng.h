#pragma once

#include <array>
#include <cstdint>

namespace gv {

/// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): the
/// block number `counter` of stream `stream` under `key`. Pure; blocks are independent, so a
/// value can be had without its predecessors.
[[nodiscard]] std::array<std::uint32_t, 4> philox_block(std::uint64_t key, std::uint64_t stream,
                                                        std::uint64_t counter);

/// One value in (0, 1) of a keyed grid, for common random numbers: the same (key, stream,
/// counter) is the same luck whatever else was drawn.
[[nodiscard]] double philox_uniform(std::uint64_t key, std::uint64_t stream, std::uint64_t counter);

/// What the gamma sampler needs of a shape > 0. Make one where many draws share it.
class GammaShape {
 public:
  explicit GammaShape(double shape);

 private:
  friend class Rng;
  double d_;             ///< shape - 1/3, of the shape raised by one when it is below 1
  double c_;             ///< 1 / sqrt(9 d)
  double inverse_{0.0};  ///< 1 / shape of a shape below 1, else 0
};

/// Seeded random numbers that are the same on every machine, compiler and thread count. Key it
/// by what must not influence it (account, cycle), stream it by entity, so that adding an entity
/// leaves the draws of the others alone. A value type; not thread-safe; no secrets from it.
class Rng {
 public:
  Rng(std::uint64_t key, std::uint64_t stream) : key_(key), stream_(stream) {}

  std::uint64_t next_u64() {
    if (at_ == filled_) refill();
    return buffer_[at_++];
  }
  /// Uniform on (0, 1), 53 bits, never 0 or 1.
  double uniform() { return (static_cast<double>(next_u64() >> 11) + 0.5) * 0x1.0p-53; }
  /// Uniform on {0, ..., n - 1}, unbiased. n >= 1.
  std::uint64_t below(std::uint64_t n);
  /// Standard normal. Method: ziggurat with 256 layers (Marsaglia & Tsang 2000; Doornik 2005).
  double normal();
  /// Gamma with the given shape > 0 and rate 1. Method: Marsaglia & Tsang 2000; shapes below 1 by
  /// the boost U^(1/shape), in logarithms so that tiny shapes underflow to 0 rather than to NaN.
  double gamma(double shape);
  /// As `gamma`, the same numbers, with the constants of the shape computed once.
  double gamma(const class GammaShape& shape);
  /// Beta(a, b), a, b > 0.
  double beta(double a, double b);
  /// Exponential with mean 1.
  double exponential();
  /// Poisson, mean >= 0. Exact; inversion below 30, else PTRS (Hoermann 1993).
  std::int64_t poisson(double mean);

 private:
  static constexpr std::size_t kBufferSize = 32;
  void refill();
  double normal_slow(std::uint64_t bits);

  std::uint64_t key_;
  std::uint64_t stream_;
  std::uint64_t counter_{0};
  std::size_t at_{0};
  std::size_t filled_{0};
  std::array<std::uint64_t, kBufferSize> buffer_;
};

}  // namespace gv
