#pragma once

#include <cstdint>
#include <optional>

#include "core/vision/flow.h"

namespace gv::vision {

/// A similarity that moves the picture about its centre, over one frame pair.
struct CameraShift {
  double pan_x{0.0};  ///< pixels of the plane; > 0: the picture moves right
  double pan_y{0.0};  ///< > 0: down
  double zoom{0.0};   ///< growth: 0.01 = 1 % larger
  double roll{0.0};   ///< degrees, > 0: clockwise as seen
};

struct CameraConfig {
  int grid{8};               ///< one vector every so many pixels in both axes
  int samples{200};          ///< pairs of vectors tried at most
  double inlier_px{0.5};     ///< largest distance of a vector from the model
  double inlier_share{0.4};  ///< prior: fewer vectors agreeing are no camera
};

/// The similarity most vectors agree on: RANSAC over pairs (Fischler & Bolles 1981), refined by
/// least squares over the inliers. None when too few agree. The same seed gives the same answer.
/// 0.02 ms when the camera dominates, at most 0.2 ms at 320 x 180.
[[nodiscard]] std::optional<CameraShift> fit_camera(const FlowField& field, std::uint64_t seed,
                                                    const CameraConfig& config = {});

}  // namespace gv::vision
