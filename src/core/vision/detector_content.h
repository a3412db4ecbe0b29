#pragma once

#include "core/vision/cut_detector.h"
#include "core/vision/flash_filter.h"

namespace gv::vision {

/// Defaults of PySceneDetect's ContentDetector.
struct ContentConfig {
  double content_min{27.0};
  std::int64_t gap_frames_min{15};
  FilterMode filter{FilterMode::Merge};
};

/// A cut where `content_val` reaches a fixed level.
class ContentDetector final : public CutDetector {
 public:
  explicit ContentDetector(const ContentConfig& config = {})
      : config_(config), filter_(config.filter, config.gap_frames_min) {}

  [[nodiscard]] std::optional<Cut> next(const FrameView& frame,
                                        const FrameDifference& difference) override;

 private:
  ContentConfig config_;
  FlashFilter filter_;
};

}  // namespace gv::vision
