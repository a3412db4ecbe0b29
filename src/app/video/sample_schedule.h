#pragma once

#include <cstdint>
#include <set>

#include "app/video/profile.h"

namespace gv::video {

/// What is looked at on one frame.
struct SampleDue {
  bool faces{false};
  bool objects{false};
  bool text{false};
  bool look{false};  ///< colour and quality
  [[nodiscard]] bool any() const { return faces || objects || text || look; }
};

/// Decides which frames are sampled, from their times alone, so that the choice depends on nothing
/// but the file. A target time is met by the first frame at or after it. Priors:
/// faces 10 Hz before 3 s, then 2 Hz (`Deep`: 10 Hz); objects and look 2 Hz; text 4 Hz before 3 s
/// and in the last 5 s, else 1 Hz (`Deep`: 4 Hz); faces and text also on the second frame of a
/// shot. Frames in display order. O(log n) a frame.
class SampleSchedule {
 public:
  /// `duration_s`: of the container.
  SampleSchedule(Profile profile, double duration_s) : profile_(profile), duration_(duration_s) {}

  /// A hard cut to a shot that starts at `boundary`: at most three frames before the newest.
  void on_cut(std::int64_t boundary) { second_frames_.insert(boundary + 1); }

  /// The frame with this index, at `t`.
  [[nodiscard]] SampleDue due(std::int64_t index, double t);

 private:
  /// Whether `t` reached `target`; moves the target past `t` by steps of `step(target)`.
  template <class Step>
  static bool reached(double t, double& target, Step step);

  Profile profile_;
  double duration_;
  double next_face_{0.0};
  double next_look_{0.0};
  double next_text_{0.0};
  std::set<std::int64_t> second_frames_;
};

}  // namespace gv::video
