#pragma once

#include "truth.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/vision/shots.h"

namespace gv::gvtest {

/// Found against true, one to one.
struct Hits {
  int matched{0};
  int missed{0};
  int extra{0};
  int exact{0};                   ///< matched on the very frame
  std::vector<double> offsets{};  ///< found - true of the matched ones

  void add(const Hits& other);
  /// 2 P R / (P + R); 1 when there was nothing to find and nothing was found.
  [[nodiscard]] double f1() const;
  [[nodiscard]] double exact_share() const;
  /// Mean |offset|; 0 of none.
  [[nodiscard]] double offset_mean() const;
  [[nodiscard]] double offset_median() const;
};

/// Most pairs at most `tolerance` apart and among them the nearest; both lists ascending.
[[nodiscard]] Hits match_points(std::span<const double> truth, std::span<const double> found,
                                double tolerance);

/// Hard cuts within one frame, as TRECVID's shot boundary task has it: predictions inside true
/// gradual transitions (a frame of margin) do not count, whatever their kind; those elsewhere do.
[[nodiscard]] Hits match_cuts(std::span<const TrueBoundary> truth,
                              std::span<const vision::Transition> found);
/// The same on times, for clips whose frames were renumbered or dropped; tolerance in seconds.
[[nodiscard]] Hits match_cuts_by_time(std::span<const TrueBoundary> truth,
                                      std::span<const vision::Transition> found,
                                      std::span<const double> times, double tolerance_s);

enum class Gradual { Dissolve, Dark };  ///< Dark: fades and black gaps

/// Gradual transitions: an overlap of at least 30 % of the longer interval, the largest first.
/// `offsets`: boundary found - middle of the true interval, frames.
[[nodiscard]] Hits match_gradual(std::span<const TrueBoundary> truth,
                                 std::span<const vision::Transition> found, Gradual kind);

}  // namespace gv::gvtest
