#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "base/result.h"

namespace gv::attribution {

/// All journeys that met exactly these ads, in any order.
struct JourneyGroup {
  std::vector<AdId> ads;  ///< each counts once
  std::int64_t journeys{0};
  std::int64_t conversions{0};  ///< in [0, journeys]
};

struct AdValue {
  AdId ad;
  double value{0.0};
};

/// Shapley values of the game "conversions of journeys whose ads all lie in S", by ad: exactly the
/// sum of conversions / ads over the groups with the ad. The values sum to the conversions of
/// groups with ads. Errors: InvalidInput for counts out of range. O(sum of ads). Method: Zhao,
/// Mahboobi & Bagheri 2018.
[[nodiscard]] Result<std::vector<AdValue>> shapley(std::span<const JourneyGroup> groups);

struct ShapleyRate {
  std::vector<AdValue> phi;      ///< Shapley values of the rate; sum to the overall rate
  std::vector<AdValue> credits;  ///< phi >= 0, scaled to the total of conversions
  bool clipped{false};           ///< a negative phi was taken as 0: the ad lowers the rate
  bool sampled{false};           ///< more than 12 ads: 20,000 seeded orders instead of all
};

/// Shapley values of the game "conversions / journeys within S" (0 for none), journeys that did not
/// convert included. Errors: as `shapley`. O(2^n n) for n <= 12 ads, else O(20,000 sum of ads).
[[nodiscard]] Result<ShapleyRate> shapley_rate(std::span<const JourneyGroup> groups,
                                               std::uint64_t seed);

}  // namespace gv::attribution
