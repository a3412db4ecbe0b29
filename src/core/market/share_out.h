#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace gv::market {

/// Range a budget may take, whole minor units, lo <= hi.
struct Range {
  std::int64_t lo{0};
  std::int64_t hi{0};
};

/// Splits `total` in proportion to `weights` (>= 0, finite) within the ranges: x_i = clip(t w_i)
/// with the t that exhausts the total, rounded by largest remainder. Where the ranges do not admit
/// the total, every x_i is its lower (upper) end. One length for both spans. O(n log n).
[[nodiscard]] std::vector<std::int64_t> share_out(std::int64_t total,
                                                  std::span<const double> weights,
                                                  std::span<const Range> ranges);

}  // namespace gv::market
