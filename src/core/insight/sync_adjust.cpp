#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/insight/sync.h"

namespace gv::insight {
namespace {

constexpr double kRounding = 1e-9;

struct Move {
  double distance{0.0};
  std::size_t cut{0};
  std::size_t target{0};
};

std::vector<Move> possible_moves(std::span<const double> cuts,
                                 std::span<const std::size_t> unmatched,
                                 std::span<const double> free, double distance_max) {
  std::vector<Move> moves;
  for (const auto cut : unmatched) {
    auto target = std::lower_bound(free.begin(), free.end(), cuts[cut] - distance_max);
    for (; target != free.end() && *target < cuts[cut] + distance_max; ++target) {
      const double distance = std::abs(*target - cuts[cut]);
      if (distance < distance_max) {
        moves.push_back({distance, cut, static_cast<std::size_t>(target - free.begin())});
      }
    }
  }
  std::sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) {
    return std::tie(a.distance, a.cut, a.target) < std::tie(b.distance, b.cut, b.target);
  });
  return moves;
}

/// Whether both shots beside cut `i` would be long enough with the cut at `t`.
bool leaves_room(const std::vector<double>& at, std::size_t i, double t, double duration_s,
                 double shot_min_s) {
  const double before = i == 0 ? 0.0 : at[i - 1];
  const double after = i + 1 == at.size() ? duration_s : at[i + 1];
  return t - before >= shot_min_s - kRounding && after - t >= shot_min_s - kRounding;
}

}  // namespace

std::vector<SyncAdjustment> adjust_cuts(std::span<const double> cuts,
                                        std::span<const std::size_t> unmatched,
                                        std::span<const double> free, double duration_s, double fps,
                                        const SyncConfig& config) {
  std::vector<double> at(cuts.begin(), cuts.end());  // with the moves so far
  std::vector<bool> moved(cuts.size(), false);
  std::vector<bool> taken(free.size(), false);
  std::vector<SyncAdjustment> adjustments;
  for (const auto& move : possible_moves(cuts, unmatched, free, config.adjust_max_s)) {
    if (moved[move.cut] || taken[move.target]) continue;
    const double target = free[move.target];
    if (!leaves_room(at, move.cut, target, duration_s, config.shot_min_s)) continue;
    moved[move.cut] = taken[move.target] = true;
    at[move.cut] = target;
    const double delta = target - cuts[move.cut];
    adjustments.push_back({cuts[move.cut], target, delta,
                           delta < 0.0 ? ShiftDirection::Earlier : ShiftDirection::Later,
                           static_cast<std::int64_t>(std::nearbyint(delta * fps)),
                           AdvicePriority::High});
  }
  return adjustments;
}

}  // namespace gv::insight
