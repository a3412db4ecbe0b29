#include "core/vision/difference.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace gv::vision {
namespace {

// At most 90 * 255 a pixel, so 256 pixels stay far below 2^32.
template <std::size_t kCount>
std::uint32_t coloured_sum(const std::uint8_t* hue, const std::uint8_t* hue_before,
                           const std::uint8_t* saturation, const std::uint8_t* saturation_before) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < kCount; ++i) {
    const auto apart = static_cast<std::uint8_t>(std::max(hue[i], hue_before[i]) -
                                                 std::min(hue[i], hue_before[i]));
    const auto arc = std::min(apart, static_cast<std::uint8_t>(180 - apart));
    const auto weight = std::min(saturation[i], saturation_before[i]);
    sum += static_cast<std::uint16_t>(arc * weight);
  }
  return sum;
}

std::uint64_t coloured_difference(const HsvPlanes& now, const HsvPlanes& before) {
  constexpr std::size_t kBlock = 256;
  std::uint64_t sum = 0;
  std::size_t i = 0;
  for (; i + kBlock <= now.hue.size(); i += kBlock) {
    sum += coloured_sum<kBlock>(&now.hue[i], &before.hue[i], &now.saturation[i],
                                &before.saturation[i]);
  }
  for (; i < now.hue.size(); ++i) {
    sum += coloured_sum<1>(&now.hue[i], &before.hue[i], &now.saturation[i], &before.saturation[i]);
  }
  return sum;
}

double median_level(const std::vector<std::uint8_t>& levels) {
  std::array<std::size_t, 256> counts{};
  for (const std::uint8_t level : levels) ++counts[level];
  const auto nth = [&](std::size_t rank) {
    std::size_t level = 0;
    for (std::size_t seen = counts[0]; seen <= rank; seen += counts[level]) ++level;
    return static_cast<double>(level);
  };
  return 0.5 * (nth((levels.size() - 1) / 2) + nth(levels.size() / 2));
}

}  // namespace

HsvDifference hsv_difference(const HsvPlanes& now, const HsvPlanes& before) {
  if (!now.same_size(before) || now.hue.empty()) return {};
  const auto n = static_cast<double>(now.hue.size());
  const auto mean = [n](const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b) {
    return static_cast<double>(sum_abs_difference(a.data(), b.data(), a.size())) / n;
  };
  return {.hue = mean(now.hue, before.hue),
          .saturation = mean(now.saturation, before.saturation),
          .value = mean(now.value, before.value),
          .coloured = static_cast<double>(coloured_difference(now, before)) / (255.0 * n)};
}

int edge_square_side(int width, int height) {
  const double root = std::sqrt(static_cast<double>(width) * height);
  const int side = 4 + static_cast<int>(std::nearbyint(root / 192.0));
  return side % 2 == 0 ? side + 1 : side;
}

Image FrameComparer::edges_of(const HsvPlanes& planes) const {
  Image value(planes.width, planes.height, 1);
  value.pixels = planes.value;
  const double median = median_level(planes.value);
  const double low = std::floor(std::max(0.0, (1.0 - 1.0 / 3.0) * median));
  const double high = std::floor(std::min(255.0, (1.0 + 1.0 / 3.0) * median));
  return dilated(canny_edges(value, low, high), edge_square_side(value.width, value.height));
}

FrameDifference FrameComparer::next(const Image& bgr, const Image& luma) {
  hsv_of(bgr, now_);
  const HsvDifference hsv = hsv_difference(now_, before_);
  double content =
      weights_.hue * hsv.hue + weights_.saturation * hsv.saturation + weights_.value * hsv.value;
  if (weights_.edges != 0.0 && !bgr.empty()) {
    Image edges = edges_of(now_);
    content += weights_.edges * mean_abs_difference(edges, edges_before_);
    edges_before_ = std::move(edges);
  }
  const double total = std::abs(weights_.hue) + std::abs(weights_.saturation) +
                       std::abs(weights_.value) + std::abs(weights_.edges);
  FrameDifference difference{.content_val = total > 0.0 ? content / total : 0.0,
                             .robust = hsv.robust(),
                             .fd_mean = mean_abs_difference(luma, luma_before_),
                             .brightness = mean_level(bgr)};
  std::swap(now_, before_);
  luma_before_ = luma;
  return difference;
}

}  // namespace gv::vision
