#pragma once

#include <deque>
#include <optional>

#include <boost/describe/class.hpp>

#include "base/image.h"
#include "core/vision/frame.h"

namespace gv::vision {

/// When something came or went, and how far off that may be; seconds.
struct Moment {
  double t{0.0};
  double error_s{0.0};
};
BOOST_DESCRIBE_STRUCT(Moment, (), (t, error_s))

/// Priors of the search for the frame on which a place changed.
struct PlaceHistoryConfig {
  double kept_s{1.3};      ///< of the newest frames: a step of the sampling and a little
  double step_min{0.3};    ///< by which the likeness of a place must rise or fall
  double stands_min{0.6};  ///< likeness of a place that did not change
};

/// The latest small pictures of one shot: tells on which frame a caption that was found on a sample
/// came, or on which it went.
///
/// What a place shows is the gradient of its luma. Its correlation with that of the frame on which
/// the caption was seen is one curve over the frames kept, and the caption came or went where two
/// constants fit that curve best (least squares); a fade gives its middle. Not thread-safe;
/// O(frames kept x pixels of the box) a question, 58 kB a frame kept.
class PlaceHistory {
 public:
  explicit PlaceHistory(const PlaceHistoryConfig& config = {}) : config_(config) {}

  /// Frames in display order, `luma` of one size.
  void on_frame(double t, Image luma);
  /// The next frame begins another shot.
  void on_boundary();

  /// Since when the place shows what it shows on the newest frame; none: longer than is kept, or
  /// the curve has no clear step. What stands since the first frame of the shot came with it.
  [[nodiscard]] std::optional<Moment> came(const Box& box) const;
  /// The first frame on which the place no longer shows what it showed at `shown`; none: it still
  /// does, or that frame is no longer kept.
  [[nodiscard]] std::optional<Moment> went(const Box& box, double shown) const;

 private:
  struct Kept {
    double t{0.0};
    Image luma;
  };

  PlaceHistoryConfig config_;
  std::deque<Kept> frames_;
  bool from_start_{true};  ///< the oldest frame kept is the first of the shot
};

}  // namespace gv::vision
