#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <boost/describe/class.hpp>

#include "core/vision/cut_detector.h"
#include "core/vision/detector_adaptive.h"
#include "core/vision/detector_content.h"
#include "core/vision/detector_ffscene.h"
#include "core/vision/detector_hash.h"
#include "core/vision/detector_histogram.h"
#include "core/vision/difference.h"
#include "core/vision/dissolves.h"
#include "core/vision/fades.h"
#include "core/vision/frame.h"
#include "core/vision/median_ratio.h"

namespace gv::vision {

/// One shot: frames [start_frame, end_frame).
struct Shot {
  std::int64_t i{0};
  std::int64_t start_frame{0};
  std::int64_t end_frame{0};
  double start_s{0.0};
  double end_s{0.0};
  Entry in{Entry::Start};
  std::int64_t keyframe{0};  ///< frame that stands for it
  double mean_content{0.0};  ///< mean `content_val` without the jump into the shot
};
BOOST_DESCRIBE_STRUCT(Shot, (),
                      (i, start_frame, end_frame, start_s, end_s, in, keyframe, mean_content))

/// A boundary with its extent: frames [start_frame, end_frame) show both shots or neither. Empty
/// for a hard cut, whose frames all show one.
struct Transition {
  Entry kind{Entry::Cut};
  std::int64_t start_frame{0};
  std::int64_t end_frame{0};
  std::int64_t boundary{0};  ///< first frame of the new shot
  double score{0.0};         ///< ratio of a cut, score of a dissolve, depth of a fade or gap
};
BOOST_DESCRIBE_STRUCT(Transition, (), (kind, start_frame, end_frame, boundary, score))

/// One value per decoded frame; 0 for the first.
struct PerFrame {
  std::vector<double> content_val;
  std::vector<double> robust;
};
BOOST_DESCRIBE_STRUCT(PerFrame, (), (content_val, robust))

/// Shots [first_shot, last_shot] of one place or theme.
struct Scene {
  std::int64_t i{0};
  std::int64_t first_shot{0};
  std::int64_t last_shot{0};  ///< inclusive
  double start_s{0.0};
  double end_s{0.0};
};
BOOST_DESCRIBE_STRUCT(Scene, (), (i, first_shot, last_shot, start_s, end_s))

/// The document's group `shots`.
struct ShotsSection {
  std::vector<Shot> shots;  ///< at least one when there is a frame; they cover the video
  std::vector<Transition> transitions;  ///< one per boundary, in order of time
  PerFrame per_frame;
  std::vector<Scene> scenes;  ///< filled from signatures: `group_scenes`
  double leading_black_s{0.0};
  double trailing_black_s{0.0};
  std::optional<double> cuts_per_min;  ///< boundaries of every kind; null without a duration
  std::optional<double> asl_s;         ///< mean shot length
  std::optional<double> median_shot_s;
};
BOOST_DESCRIBE_STRUCT(ShotsSection, (),
                      (shots, transitions, per_frame, scenes, leading_black_s, trailing_black_s,
                       cuts_per_min, asl_s, median_shot_s))

/// Everything of shot detection that can be set.
struct ShotConfig {
  DetectorKind detector{
      DetectorKind::MedianRatio};  ///< only the default looks for fades, dissolves
  MedianRatioConfig median_ratio;
  FadeConfig fades;
  DissolveConfig dissolves;
  bool find_dissolves{true};
  ContentWeights weights;
  ContentConfig content;
  AdaptiveConfig adaptive;
  HashConfig hash;
  HistogramConfig histogram;
  FfsceneConfig ffscene;
};

/// Finds shots and transitions while frames pass. 0.15 ms a frame at 320 x 180.
class ShotDetector {
 public:
  /// `fps` > 0: mean frame rate; sets the lengths of the dissolve search.
  explicit ShotDetector(double fps, const ShotConfig& config = {});

  /// Takes the next frame; frames come in order from index 0 without gaps.
  void on_frame(const FrameView& frame);
  /// The hard cut that the last frame made certain, as the first frame of the new shot: three
  /// frames late for the default detector. It serves to sample the new shot early; `finish` may
  /// still drop it beside a fade.
  [[nodiscard]] std::optional<std::int64_t> closed_cut() const { return closed_cut_; }

  /// Series with one value per frame seen so far. `brightness` is the mean of blue, green and red,
  /// 0..255; `fd_mean` the mean absolute luma difference in grey levels.
  [[nodiscard]] const std::vector<double>& times() const { return times_; }
  [[nodiscard]] const std::vector<double>& brightness() const { return brightness_; }
  [[nodiscard]] const std::vector<double>& fd_mean() const { return fd_mean_; }
  [[nodiscard]] const std::vector<double>& content_val() const { return per_frame_.content_val; }
  [[nodiscard]] const std::vector<double>& robust() const { return per_frame_.robust; }

  /// The section without scenes. `duration` in seconds, >= time of the last frame. Called once.
  [[nodiscard]] ShotsSection finish(double duration);

 private:
  [[nodiscard]] std::vector<Transition> boundaries(const Darkness& darkness) const;

  ShotConfig config_;
  FrameComparer comparer_;
  std::unique_ptr<CutDetector> detector_;
  MedianRatio* median_ratio_{nullptr};  ///< the detector, if it is the default one
  DissolveFinder dissolves_;
  std::vector<Cut> cuts_;
  std::optional<std::int64_t> closed_cut_;
  std::vector<double> times_;
  std::vector<double> brightness_;
  std::vector<double> fd_mean_;
  PerFrame per_frame_;
};

}  // namespace gv::vision
