#pragma once

#include "core/vision/cut_detector.h"
#include "core/vision/fades.h"

namespace gv::vision {

/// A boundary in the middle of each dark span (PySceneDetect's ThresholdDetector). Darkness at the
/// start or end is none. Known when the picture is back.
class ThresholdDetector final : public CutDetector {
 public:
  explicit ThresholdDetector(const FadeConfig& config = {}) : config_(config) {}

  [[nodiscard]] std::optional<Cut> next(const FrameView& frame,
                                        const FrameDifference& difference) override;

 private:
  FadeConfig config_;
  bool seen_light_{false};
  std::optional<std::int64_t> out_;  ///< first dark frame of the span in progress
};

}  // namespace gv::vision
