#include "core/vision/detector_adaptive.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"

namespace gv::vision {
namespace {

constexpr std::size_t kSide = 2;

}  // namespace

double adaptive_ratio(std::span<const double> window, double content_min) {
  GV_CHECK(window.size() % 2 == 1 && window.size() >= 3);
  const double middle = window[window.size() / 2];
  const double others = std::accumulate(window.begin(), window.end(), -middle);
  const double mean = others / static_cast<double>(window.size() - 1);
  if (mean < 1e-5) return middle >= content_min ? 255.0 : 0.0;
  return std::min(255.0, middle / mean);
}

std::optional<Cut> AdaptiveDetector::next(const FrameView& frame,
                                          const FrameDifference& difference) {
  window_.push_back(difference.content_val);
  if (window_.size() < 2 * kSide + 1) return std::nullopt;
  if (window_.size() > 2 * kSide + 1) window_.erase(window_.begin());
  const double ratio = adaptive_ratio(window_, config_.content_min);
  const std::int64_t middle = frame.index - static_cast<std::int64_t>(kSide);
  if (ratio < config_.ratio_min || window_[kSide] < config_.content_min) return std::nullopt;
  if (last_ && middle - *last_ < config_.gap_frames_min) return std::nullopt;
  last_ = middle;
  return Cut{.frame = middle, .score = ratio};
}

}  // namespace gv::vision
