#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "core/insight/trigger_fit.h"

namespace gv::insight {

/// Motion and faces at one moment; it holds until the next sample.
struct MotionSample {
  double t{0.0};             ///< s
  double energy{0.0};        ///< reference px per reference frame, >= 0
  std::optional<bool> face;  ///< none: faces were not looked for
};

/// A stretch of one level of motion.
struct PsychologyWindow {
  double t0{0.0};
  double t1{0.0};
  MotionLevel level{MotionLevel::Low};
  double mean_energy{0.0};
  std::optional<bool> has_face;      ///< a face more than half of the time
  double absorption{0.0};            ///< [0, 1]
  std::map<std::string, int> fits;   ///< per trigger, 0 .. 100
  std::vector<Trigger> recommended;  ///< fit above 60
};
BOOST_DESCRIBE_STRUCT(PsychologyWindow, (),
                      (t0, t1, level, mean_energy, has_face, absorption, fits, recommended))

/// Where a trigger would sit best in this footage.
struct TriggerSlot {
  Trigger trigger{Trigger::Hook};
  double t0{0.0};
  double t1{0.0};
  int fit{0};
  std::string reason;  ///< "high motion, face, 2.0 s, early"
};
BOOST_DESCRIBE_STRUCT(TriggerSlot, (), (trigger, t0, t1, fit, reason))

/// A trigger without a slot, and what the footage lacks for it: low_motion, medium_motion,
/// high_motion, face, no_face, duration, position of the window nearest to fitting; `room` where a
/// window fits but others need it more.
struct TriggerGap {
  Trigger trigger{Trigger::Hook};
  std::vector<std::string> missing;
};
BOOST_DESCRIBE_STRUCT(TriggerGap, (), (trigger, missing))

struct PsychologyReport {
  std::vector<PsychologyWindow> windows;
  std::vector<TriggerSlot> placement;  ///< in order of time and of the script
  std::vector<TriggerGap> gaps;
};
BOOST_DESCRIBE_STRUCT(PsychologyReport, (), (windows, placement, gaps))

/// Priors of the windows.
struct PsychologyConfig {
  double spread_min{0.5};  ///< of P66 - P33; below it the video is one window
  double window_min_s{0.5};
  double static_smooth_max{5.0};  ///< absolute class of a video of one window
  double fast_max{15.0};
  double short_video_s{15.0};  ///< below it only hook, pain point, solution and cta are placed
};

/// Windows of one level each. Low is at or below the 33rd percentile of the energies, high at or
/// above the 66th. Runs shorter than .5 s, shortest first, join the neighbour of the nearer mean
/// energy. `samples` ascending, not empty; duration > 0. O(n log n).
[[nodiscard]] std::vector<PsychologyWindow> psychology_windows(
    std::span<const MotionSample> samples, double duration_s, const PsychologyConfig& config = {});

/// Chooses non-overlapping slots inside windows, in the order of the script, that maximise the sum
/// of fit times weight (the absorption for pain point, proof and cta; 1 otherwise). Hook and cta
/// always get a slot, the others only where they fit above 60. Slots start and end at window
/// bounds, at the thirds of the video or on a grid of half a second (a tenth of shorter videos);
/// none is longer than its trigger wants. Of equal sums the one that fills more time, then the one
/// whose slots end earlier.
/// Dynamic programme over (trigger, time): O(triggers * grid * longest slot in grid steps).
[[nodiscard]] std::vector<TriggerSlot> place_triggers(std::span<const PsychologyWindow> windows,
                                                      double duration_s,
                                                      const PsychologyConfig& config = {});

/// Windows, placement and gaps; none below 1 s of video or without samples.
[[nodiscard]] std::optional<PsychologyReport> time_triggers(std::span<const MotionSample> samples,
                                                            double duration_s,
                                                            const PsychologyConfig& config = {});

/// A moment of a plan for footage that does not exist yet.
struct PlannedTrigger {
  Trigger trigger{Trigger::Hook};
  double t0{0.0};
  double t1{0.0};
  MotionLevel level{MotionLevel::Low};
};

/// The default script of 45 s, scaled to `duration_s` > 0.
[[nodiscard]] std::vector<PlannedTrigger> default_structure(double duration_s);

}  // namespace gv::insight
