#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/image.h"

namespace gv::media {

/// Middle value, the mean of the two middle ones for an even number; 0 for none.
[[nodiscard]] double median(std::vector<double> values);

/// Whether the frame rate varies: more than 2 % of the intervals differ from their median by more
/// than 10 %. Any unit.
[[nodiscard]] bool is_vfr(std::span<const double> intervals);

/// Gives every decoded frame its time, in order of display.
///
/// A time stamp that is missing, does not grow or jumps behind `t_max` is replaced by the previous
/// time plus one nominal interval, and counted. Frame 0 is at t = 0.
class FrameClock {
 public:
  /// `tick_s`: length of one unit of the time stamps; `interval_s`: 1 / nominal frame rate.
  FrameClock(double tick_s, double interval_s, double t_max = 1e9)
      : tick_s_(tick_s), interval_s_(interval_s), t_max_(t_max) {}

  /// Seconds from the first frame.
  double next(std::optional<std::int64_t> pts);

  [[nodiscard]] std::int64_t repaired() const { return repaired_; }
  /// The time stamp of frame 0; none where it has none.
  [[nodiscard]] std::optional<std::int64_t> first_pts() const { return first_pts_; }

 private:
  double tick_s_;
  double interval_s_;
  double t_max_;
  bool started_{false};
  std::optional<std::int64_t> first_pts_;
  double t_{0.0};
  std::int64_t repaired_{0};
};

/// Finds frames that show the same picture as the one before (mean |difference of L320| < 0.25)
/// and says what interval a frame spans.
///
/// A run of one or two duplicates is pulldown (24 frames in 30): the duplicates do not count, and
/// the next frame's `dt` reaches back to the last one that does. A longer run is real stillness:
/// every frame of it counts.
class DupFinder {
 public:
  struct Found {
    bool dup{false};
    double dt{0.0};  ///< seconds since the previous frame that counts; 0 for the first
  };
  Found next(double t, const Image& l320);

  [[nodiscard]] std::int64_t dups() const { return dups_; }

 private:
  Image last_;
  bool started_{false};
  double t_last_{0.0};
  double t_moving_{0.0};  ///< of the last frame that was no duplicate
  int run_{0};
  std::int64_t dups_{0};
};

}  // namespace gv::media
