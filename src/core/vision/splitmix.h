#pragma once

#include <cstdint>

namespace gv::vision {

/// Output function of SplitMix64 (Steele, Lea & Flood 2014): mix64(0) = 0xe220a8397b1dcdaf.
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

/// A small stream of random numbers for analysis steps: seeded by the file, the same everywhere.
class SplitMixStream {
 public:
  explicit constexpr SplitMixStream(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() {
    const std::uint64_t value = mix64(state_);
    state_ += 0x9e3779b97f4a7c15ULL;
    return value;
  }
  /// Uniform on [0, 1), 53 bits.
  constexpr double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

 private:
  std::uint64_t state_;
};

}  // namespace gv::vision
