#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace gv::attribution {

/// How many conversions came at most this long after their click, and later than the bucket before.
struct LagBucket {
  std::optional<double> hours_max;  ///< none: the last one, without an end
  std::int64_t conversions{0};
};

/// How long conversions take, which is how long the figures of a day stay incomplete.
struct LagDistribution {
  std::int64_t conversions{0};
  std::optional<double> median_hours;  ///< none without conversions
  std::optional<double> p90_hours;
  std::vector<LagBucket>
      buckets;  ///< ascending; ends at 1, 6, 24, 48, 72, 120, 168, 336, 720 hours
};

/// `hours`: from click to conversion, >= 0, in any order. Quantiles are of the nearest rank, so
/// each is the lag of a conversion. O(n log n).
[[nodiscard]] LagDistribution lag_distribution(std::vector<double> hours);

}  // namespace gv::attribution
