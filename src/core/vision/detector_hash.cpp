#include "core/vision/detector_hash.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "core/vision/dct.h"
#include "core/vision/pixels.h"

namespace gv::vision {
namespace {

constexpr int kSide = 16;
constexpr int kKept = 8;

}  // namespace

std::uint64_t difference_hash(const Image& luma) {
  const Image small = resize_area(luma, kSide, kSide);
  const int brightest = *std::max_element(small.pixels.begin(), small.pixels.end());
  std::vector<double> scaled(small.pixels.size());
  std::transform(small.pixels.begin(), small.pixels.end(), scaled.begin(), [&](std::uint8_t level) {
    return level / static_cast<double>(std::max(1, brightest));
  });
  const std::vector<double> low = low_dct(scaled, kSide, kKept);
  std::vector<double> sorted = low;
  std::sort(sorted.begin(), sorted.end());
  const double median = 0.5 * (sorted[31] + sorted[32]);
  std::uint64_t bits = 0;
  for (const double coefficient : low) bits = bits << 1 | (coefficient > median ? 1U : 0U);
  return bits;
}

std::optional<Cut> HashDetector::next(const FrameView& frame, const FrameDifference&) {
  const std::uint64_t now = difference_hash(frame.l320);
  const double distance = before_ ? std::popcount(now ^ *before_) / 64.0 : 0.0;
  before_ = now;
  if (distance < config_.distance_min || frame.index - last_ < config_.gap_frames_min) {
    return std::nullopt;
  }
  last_ = frame.index;
  return Cut{.frame = frame.index, .score = distance};
}

}  // namespace gv::vision
