#pragma once

#include "core/vision/cut_detector.h"

namespace gv::vision {

/// Default of FFmpeg's scene filter as commonly used: select='gt(scene,0.4)'.
struct FfsceneConfig {
  double score_above{0.4};
};

/// min(mafd, |mafd - mafd of the frame before|) / 100, mafd = mean absolute luma difference.
[[nodiscard]] double ffscene_score(double mafd, double mafd_before);

/// A cut where the luma difference is large and was not large before.
class FfsceneDetector final : public CutDetector {
 public:
  explicit FfsceneDetector(const FfsceneConfig& config = {}) : config_(config) {}

  [[nodiscard]] std::optional<Cut> next(const FrameView& frame,
                                        const FrameDifference& difference) override;

 private:
  FfsceneConfig config_;
  double mafd_before_{0.0};
};

}  // namespace gv::vision
