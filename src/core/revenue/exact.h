#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "base/check.h"

namespace gv::revenue {

/// 128 bits hold the product of any two int64: money times a rational is exact before rounding.
__extension__ using Wide = __int128;

/// numerator / denominator, rounded half away from zero. Precondition (checked): denominator > 0.
[[nodiscard]] inline Wide divide_rounded(Wide numerator, Wide denominator) {
  GV_CHECK(denominator > 0);
  const Wide magnitude = numerator < 0 ? -numerator : numerator;
  const Wide rest = magnitude % denominator;
  const Wide whole = magnitude / denominator + (rest >= denominator - rest ? 1 : 0);
  return numerator < 0 ? -whole : whole;
}

/// The int64 it equals, or nothing when it does not fit.
[[nodiscard]] inline std::optional<std::int64_t> narrowed(Wide value) {
  if (value > std::numeric_limits<std::int64_t>::max() ||
      value < std::numeric_limits<std::int64_t>::min()) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(value);
}

/// value * numerator / denominator, rounded half away from zero. Precondition (checked): the
/// result fits int64.
[[nodiscard]] inline std::int64_t scale_rounded(std::int64_t value, std::int64_t numerator,
                                                std::int64_t denominator) {
  const auto result = narrowed(divide_rounded(Wide{value} * numerator, denominator));
  GV_CHECK(result.has_value());
  return *result;
}

}  // namespace gv::revenue
