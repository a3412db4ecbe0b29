#pragma once

#include <span>
#include <vector>

#include "core/vision/cut_detector.h"

namespace gv::vision {

/// Defaults of PySceneDetect's AdaptiveDetector.
struct AdaptiveConfig {
  double ratio_min{3.0};
  double content_min{15.0};
  std::int64_t gap_frames_min{15};
};

/// Content of the middle of an odd window against the mean of the others, at most 255; 255 if
/// that mean is 0 and the middle reaches `content_min`, else 0.
[[nodiscard]] double adaptive_ratio(std::span<const double> window, double content_min);

/// A cut where `content_val` stands out from the two frames on each side. Known two frames late.
class AdaptiveDetector final : public CutDetector {
 public:
  explicit AdaptiveDetector(const AdaptiveConfig& config = {}) : config_(config) {}

  [[nodiscard]] std::optional<Cut> next(const FrameView& frame,
                                        const FrameDifference& difference) override;

 private:
  AdaptiveConfig config_;
  std::vector<double> window_;  ///< of the last frames, oldest first
  std::optional<std::int64_t> last_;
};

}  // namespace gv::vision
