#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/attribution/shapley.h"

namespace gv::attribution {

/// `count` journeys that met these ads one after the other.
struct AdPath {
  std::vector<AdId> ads;  ///< consecutive repeats count once
  bool converted{false};
  std::int64_t count{1};  ///< >= 0
};

struct Markov {
  double conversion_rate{0.0};          ///< P0: absorption in "converted"
  std::vector<AdValue> removal_effect;  ///< by ad, in [0, 1]: share of P0 lost without it
  std::vector<AdValue> credits;         ///< removal effects scaled to the conversions
};

/// Largest number of ads; the cost grows with its cube.
inline constexpr std::size_t kMarkovAdsMax = 200;

/// Removal effects on the first-order graph start -> ads -> {converted, not}: edges into the
/// removed ad lead to "not".
///
///   RE_i = 1 - P_without_i / P0 = P(visit i) * P(converted | at i) / P0
///
/// which one inverse of the chain gives for all ads. Paths without ads are left out.
/// Errors: InvalidInput for a negative count or more than `kMarkovAdsMax` ads. O(ads^3). Method:
/// Anderl, Becker, von Wangenheim & Schumann 2016.
[[nodiscard]] Result<Markov> markov(std::span<const AdPath> paths);

}  // namespace gv::attribution
