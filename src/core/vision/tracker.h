#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <boost/describe/class.hpp>

#include "core/vision/detect.h"
#include "core/vision/flow.h"
#include "core/vision/frame.h"
#include "core/vision/shots.h"

namespace gv::vision {

/// Where a track was seen.
struct TrackPoint {
  std::int64_t frame{0};
  double t{0.0};
  Box box{};
  double score{0.0};
};
BOOST_DESCRIBE_STRUCT(TrackPoint, (), (frame, t, box, score))

/// One face or object through the samples of one shot, [t0, t1): its last box holds until the next
/// sample or the end of the shot.
struct Track {
  int id{0};  ///< from 0, in order of t0
  std::int64_t shot{0};
  double t0{0.0};
  double t1{0.0};
  std::vector<TrackPoint> boxes{};       ///< at samples; between them the box moves evenly
  double score{0.0};                     ///< mean over the boxes
  std::optional<Landmarks> landmarks{};  ///< of the best-scored box
  int class_id{0};
  bool confirmed{false};
};
BOOST_DESCRIBE_STRUCT(Track, (), (id, shot, t0, t1, boxes, score, landmarks, class_id, confirmed))

/// One look at the video and the time it speaks for: until the next sample or the end of the shot.
struct SampleSpan {
  std::int64_t frame{0};
  double t0{0.0};
  double t1{0.0};
  [[nodiscard]] double length() const { return t1 - t0; }
};

struct Tracking {
  std::vector<Track> tracks{};
  std::vector<SampleSpan> samples{};
};

struct TrackerConfig {
  double iou_min{0.3};         ///< between the predicted and the new box
  int missed_max{3};           ///< a track ends after so many samples without it
  int confirm_within{3};       ///< two sightings in so many successive samples of a shot confirm
  int windows_confirming{10};  ///< or so many raw windows where a shot has one sample
};

/// Joins detections of successive samples into tracks: each track's box is moved by the median
/// flow inside it, then given to the detections by least sum of 1 - IoU.
///
/// Only detections of one class, and faces apart from `PersonHead` hints, meet. A cascade's track
/// is confirmed by the rules above; the detectors with their own score floor confirm by it; a hint
/// never is. Calls come in order of frame. One instance per stream.
class Tracker {
 public:
  explicit Tracker(const TrackerConfig& config = {}) : config_(config) {}

  /// Moves the predictions along a frame pair. O(256) per live track.
  void on_flow(const FlowField& flow);
  /// Detections of the frame `frame` at `t`; none is a sample too.
  void on_sample(std::int64_t frame, double t, std::span<const DetectionItem> items);
  /// A new shot starts at `frame`, which may lie some frames back. May be left out: `finish` parts
  /// tracks by shots in any case, but later detections are then matched with more candidates.
  void on_boundary(std::int64_t frame);

  /// `shots` cover the video. Callable at any time.
  [[nodiscard]] Tracking finish(std::span<const Shot> shots) const;

 private:
  struct Sighting {
    std::size_t sample{0};
    DetectionItem item{};
  };
  struct Live {
    std::vector<Sighting> seen{};
    Box predicted{};
    int missed{0};
  };
  [[nodiscard]] static bool akin(const DetectionItem& a, const DetectionItem& b);
  void meet(std::span<const DetectionItem> items, std::vector<bool>& taken);
  [[nodiscard]] Track track_of(std::span<const Sighting> seen, const Shot& shot,
                               std::span<const SampleSpan> samples, std::size_t shot_samples) const;
  [[nodiscard]] bool confirmed(std::span<const Sighting> seen, std::size_t shot_samples) const;

  TrackerConfig config_;
  std::vector<SampleSpan> samples_;  ///< t1 is set when finished
  std::vector<Live> live_;
  std::vector<Live> ended_;
};

/// What each sample counts in a mean over time: the seconds it speaks for. A still lasts no time:
/// its samples count 1 each.
[[nodiscard]] std::vector<double> weights_of(std::span<const SampleSpan> samples);

/// The box and score of a track at a time, linear between its samples; none outside [t0, t1). A
/// track of a still holds at t0.
[[nodiscard]] std::optional<TrackPoint> point_at(const Track& track, double t);

/// Boxes of all confirmed tracks at a time.
[[nodiscard]] std::vector<Box> boxes_at(std::span<const Track> tracks, double t);

/// Median of the vectors inside a box, relative to the sides of the frame; zero outside it.
[[nodiscard]] Point median_shift(const FlowField& flow, const Box& box);

}  // namespace gv::vision
