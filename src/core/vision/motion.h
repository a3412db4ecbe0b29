#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/vision/camera.h"
#include "core/vision/flow.h"
#include "core/vision/frame.h"

/// How much, where and which way a video moves. Energy is in reference pixels per reference frame
/// (`reference_scale`), whatever the resolution and the frame rate; with `FrameDiff` in grey
/// levels.
namespace gv::vision {

enum class MotionType { Static, Smooth, Fast, Chaotic };
BOOST_DESCRIBE_ENUM(MotionType, Static, Smooth, Fast, Chaotic)

/// Where the picture goes. `Mixed`: neither axis has 1.5 times the motion of the other.
enum class MotionDirection { Left, Right, Up, Down, Mixed };
BOOST_DESCRIBE_ENUM(MotionDirection, Left, Right, Up, Down, Mixed)

/// Whether the middle half or the rest moves 1.3 times as much as the other.
enum class MotionDistribution { Centered, Peripheral, Uniform };
BOOST_DESCRIBE_ENUM(MotionDistribution, Centered, Peripheral, Uniform)

/// The camera's own motion per reference frame, about the centre of the picture.
struct CameraMotion {
  double pan_x{0.0};  ///< reference pixels; > 0: the picture moves right
  double pan_y{0.0};  ///< > 0: down
  double zoom{0.0};   ///< growth: 0.01 = 1 % larger
  double roll{0.0};   ///< degrees, > 0: clockwise as seen
};
BOOST_DESCRIBE_STRUCT(CameraMotion, (), (pan_x, pan_y, zoom, roll))

/// Motion from one measured frame to `frame`.
struct MotionFrame {
  std::int64_t frame{0};
  double t{0.0};
  double mean_energy{0.0};
  double max_energy{0.0};    ///< 99th percentile over pixels
  double total_energy{0.0};  ///< sum over the pixels of L320
  double horizontal{0.0};    ///< mean |dx|
  double vertical{0.0};      ///< mean |dy|
  double mean_dx{0.0};       ///< > 0: the picture moves right
  double mean_dy{0.0};       ///< > 0: down
  MotionDirection direction{MotionDirection::Mixed};
  double coherence{0.0};  ///< |mean vector| / mean length, [0, 1]; 0 without motion
  double center_energy{0.0};
  double edge_energy{0.0};
  MotionDistribution distribution{MotionDistribution::Uniform};
  MotionType motion_type{MotionType::Static};
  double fd_mean{0.0};                   ///< mean absolute luma difference, grey levels
  double fd_ratio{0.0};                  ///< share of pixels that changed by more than 25
  std::optional<CameraMotion> camera{};  ///< empty when the vectors agree on no camera
};
BOOST_DESCRIBE_STRUCT(MotionFrame, (),
                      (frame, t, mean_energy, max_energy, total_energy, horizontal, vertical,
                       mean_dx, mean_dy, direction, coherence, center_energy, edge_energy,
                       distribution, motion_type, fd_mean, fd_ratio, camera))

/// A stretch of one motion class inside a shot. The segments of a shot cover it.
struct MotionSegment {
  double t0{0.0};
  double t1{0.0};
  MotionType motion_type{MotionType::Static};
  double mean_energy{0.0};
  [[nodiscard]] double length() const { return t1 - t0; }
};
BOOST_DESCRIBE_STRUCT(MotionSegment, (), (t0, t1, motion_type, mean_energy))

/// Of `mean_energy` over the pairs.
struct MotionStats {
  double mean{0.0};
  double std{0.0};
  double min{0.0};
  double max{0.0};
  double median{0.0};
};
BOOST_DESCRIBE_STRUCT(MotionStats, (), (mean, std, min, max, median))

/// A peak of energy, where a cut hides in the motion.
struct MotionCutPoint {
  std::int64_t frame{0};
  double t{0.0};
  double energy{0.0};
};
BOOST_DESCRIBE_STRUCT(MotionCutPoint, (), (frame, t, energy))

enum class MotionAdvice { TextOverlay, CutPoint, AttentionPeak };
BOOST_DESCRIBE_ENUM(MotionAdvice, TextOverlay, CutPoint, AttentionPeak)

/// Where text can stand, a cut fits, the eye is drawn. A point in time has t0 = t1.
struct MotionRecommendation {
  MotionAdvice kind{MotionAdvice::TextOverlay};
  double t0{0.0};
  double t1{0.0};
  double energy{0.0};
};
BOOST_DESCRIBE_STRUCT(MotionRecommendation, (), (kind, t0, t1, energy))

/// What a video's motion is. Pairs across a boundary and pulled-down duplicates have no frame.
struct MotionSection {
  std::vector<MotionFrame> frames{};
  std::vector<MotionSegment> segments{};
  std::optional<MotionStats> stats{};            ///< empty without a pair
  std::map<std::string, double> distribution{};  ///< time share of static, smooth, fast, chaotic
  std::vector<MotionCutPoint> cut_points{};      ///< in order of time
  std::vector<MotionRecommendation> recommendations{};
};
BOOST_DESCRIBE_STRUCT(MotionSection, (),
                      (frames, segments, stats, distribution, cut_points, recommendations))

/// Upper ends of static, smooth and fast.
struct MotionThresholds {
  double smooth_min{1.0};
  double fast_min{5.0};
  double chaotic_min{15.0};
};

/// Priors, but for the method.
struct MotionConfig {
  FlowMethod method{FlowMethod::Dis};
  int step{1};  ///< 2: flow from frame to next but one, for the fast profile
  std::uint64_t seed{0};
  MotionThresholds thresholds{};
  MotionThresholds thresholds_grey{2.0, 8.0, 20.0};  ///< of `FrameDiff`, grey levels
  double axis_ratio{1.5};                            ///< of a clear direction
  double place_ratio{1.3};                           ///< of centred or peripheral motion
  double moving_min{1.0};                            ///< energy beside pulled-down duplicates
  double segment_min_s{0.25};
  double cut_gap_s{0.67};
  std::size_t cut_points_max{10};
  double text_min_s{0.8};
  double attention_ratio{1.5};  ///< of the mean energy
  CameraConfig camera{};

  /// The thresholds of the method's unit.
  [[nodiscard]] const MotionThresholds& classes() const {
    return method == FlowMethod::FrameDiff ? thresholds_grey : thresholds;
  }
};

[[nodiscard]] MotionType classify(double energy, const MotionThresholds& thresholds = {});

/// One measured pair before its shot is known.
struct MotionPair {
  std::int64_t before{0};  ///< index of the earlier frame
  double dt{0.0};
  bool still{false};  ///< all frames after `before` are duplicates: nothing was measured
  MotionFrame motion{};
};

/// Follows the frames of one video in order of index, from 0.
///
/// One instance per stream, not thread-safe. 1.5 ms per frame at 320 x 180 with `Dis`; keeps about
/// 250 B per pair.
class MotionAnalyzer {
 public:
  explicit MotionAnalyzer(const MotionConfig& config = {});

  void on_frame(const FrameView& frame);

  /// The newest field: that of `flow().frame`, empty before the first pair. It may lie across a
  /// boundary that is not known yet. Duplicates leave it all zero.
  [[nodiscard]] const FlowField& flow() const { return flow_; }
  /// The motion of the newest pair, as if no boundary and no pulldown followed.
  [[nodiscard]] const MotionFrame* newest() const;

  /// `boundaries`: first frames of new shots, ascending. `duration` >= the last time, seconds.
  [[nodiscard]] MotionSection finish(std::span<const std::int64_t> boundaries,
                                     double duration) const;

 private:
  void measure_pair(const FrameView& frame);

  MotionConfig config_;
  FlowEstimator estimator_;
  FlowField flow_;
  Image reference_;    ///< L320 of the last measured frame
  bool moved_{false};  ///< a frame since then was no duplicate
  std::vector<double> times_;
  std::vector<MotionPair> pairs_;
};

/// Mean energy for each of `frame_count` frames: linear between measured pairs, level beyond the
/// first and the last; zeros without any.
[[nodiscard]] std::vector<double> energy_series(std::span<const MotionFrame> frames,
                                                std::int64_t frame_count);

/// What other parts read. Empty where nothing was measured.
struct MotionMeasures {
  std::optional<double> motion_mean{};    ///< min(1, mean / 15)
  std::optional<double> motion_peak{};    ///< min(1, P99 over time / 15)
  std::optional<double> motion_spike{};   ///< min(1, largest of the first 3 s / 15)
  std::optional<double> stabilization{};  ///< 1 = steady camera, 0 = shakes by 6 or more
};
BOOST_DESCRIBE_STRUCT(MotionMeasures, (), (motion_mean, motion_peak, motion_spike, stabilization))

/// Stabilization takes the camera's translation minus its moving average over 0.5 s within the
/// shot; its RMS maps 0.5 .. 6 to 1 .. 0 (prior).
[[nodiscard]] MotionMeasures measures_of(const MotionSection& motion,
                                         std::span<const std::int64_t> boundaries);

}  // namespace gv::vision
