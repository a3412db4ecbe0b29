#pragma once

#include <cstdint>
#include <span>

#include "core/belief/records.h"

namespace gv::files {

/// Mean spend a day over the last seven days of delivery, in minor units, rounded half away: time
/// without spend is skipped, so a weekend off does not halve the budget. Buckets may overlap (those
/// of several ads); the spend of a bucket is spread evenly over it. Less than seven days of
/// delivery: over what there is. 0 without spend. O(b log b + total overlaps).
[[nodiscard]] std::int64_t mean_daily_spend(std::span<const belief::Bucket> buckets);

}  // namespace gv::files
