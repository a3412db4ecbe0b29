#pragma once

#include <array>

#include "core/vision/cut_detector.h"

namespace gv::vision {

/// Defaults of PySceneDetect's HistogramDetector.
struct HistogramConfig {
  double correlation_max{0.80};
  std::int64_t gap_frames_min{15};
};

inline constexpr std::size_t kLumaBins = 128;
using LumaHistogram = std::array<double, kLumaBins>;

/// Pixels per bin of two grey levels.
[[nodiscard]] LumaHistogram luma_histogram(const Image& luma);

/// Pearson correlation of the bins; 1 if neither varies, 0 if only one does.
[[nodiscard]] double histogram_correlation(const LumaHistogram& a, const LumaHistogram& b);

/// A cut where the luma histogram no longer resembles that of the previous frame.
class HistogramDetector final : public CutDetector {
 public:
  explicit HistogramDetector(const HistogramConfig& config = {}) : config_(config) {}

  [[nodiscard]] std::optional<Cut> next(const FrameView& frame,
                                        const FrameDifference& difference) override;

 private:
  HistogramConfig config_;
  std::optional<LumaHistogram> before_;
  std::int64_t last_{0};
};

}  // namespace gv::vision
