#include "core/vision/detector_histogram.h"

#include <cmath>
#include <numeric>

namespace gv::vision {

LumaHistogram luma_histogram(const Image& luma) {
  LumaHistogram bins{};
  for (const std::uint8_t level : luma.pixels) bins[level / 2U] += 1.0;
  return bins;
}

double histogram_correlation(const LumaHistogram& a, const LumaHistogram& b) {
  constexpr double kBins = kLumaBins;
  const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / kBins;
  const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / kBins;
  double aa = 0.0;
  double bb = 0.0;
  double ab = 0.0;
  for (std::size_t i = 0; i < kLumaBins; ++i) {
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
    ab += (a[i] - mean_a) * (b[i] - mean_b);
  }
  if (aa == 0.0 && bb == 0.0) return 1.0;
  if (aa == 0.0 || bb == 0.0) return 0.0;
  return ab / std::sqrt(aa * bb);
}

std::optional<Cut> HistogramDetector::next(const FrameView& frame, const FrameDifference&) {
  const LumaHistogram now = luma_histogram(frame.l320);
  const double correlation = before_ ? histogram_correlation(now, *before_) : 1.0;
  before_ = now;
  if (correlation > config_.correlation_max || frame.index - last_ < config_.gap_frames_min) {
    return std::nullopt;
  }
  last_ = frame.index;
  return Cut{.frame = frame.index, .score = 1.0 - correlation};
}

}  // namespace gv::vision
