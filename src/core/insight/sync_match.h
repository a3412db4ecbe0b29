#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace gv::insight {

struct Match {
  std::size_t visual{0};  ///< index into the visual times
  std::size_t audio{0};   ///< index into the audio times
  friend bool operator==(const Match&, const Match&) = default;
};

/// Pairs as many visual with audio times as can be paired one to one within `tolerance_s` (to
/// 1e-9), and among those matchings one of the least sum of |offset|. Both lists ascending; pairs
/// come by time and never cross.
///
/// Two sorted lists need no crossing pairs: uncrossing keeps the tolerance and never raises the
/// sum. So a dynamic program over both lists suffices, and only the band of pairs within the
/// tolerance is stored. O(n + pairs within the tolerance) time and memory.
[[nodiscard]] std::vector<Match> match_times(std::span<const double> visual,
                                             std::span<const double> audio, double tolerance_s);

}  // namespace gv::insight
