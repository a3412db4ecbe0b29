#pragma once

#include <cstdint>
#include <vector>

#include "base/image.h"

/// The few image operations that analyzers share. Pure; the same bytes give the same bytes.
namespace gv::vision {

/// Hue 0..179 (two degrees a step), saturation and value 0..255, one plane each, rows without
/// padding. `interleaved` is scratch, kept so that a plane set can be refilled without allocating.
struct HsvPlanes {
  int width{0};
  int height{0};
  std::vector<std::uint8_t> hue;
  std::vector<std::uint8_t> saturation;
  std::vector<std::uint8_t> value;
  std::vector<std::uint8_t> interleaved;

  [[nodiscard]] bool same_size(const HsvPlanes& other) const {
    return width == other.width && height == other.height;
  }
};

/// Fills `planes` from a BGR image. 0.05 ms at 320 x 180.
void hsv_of(const Image& bgr, HsvPlanes& planes);

/// Mean HSV saturation of a BGR image, 0..255; 0 for an empty one.
[[nodiscard]] double mean_saturation(const Image& bgr);

/// BT.601 luma of a BGR image; a copy of an image that is luma already.
[[nodiscard]] Image luma_of(const Image& image);

/// Area average; meant to reduce. Sides >= 1.
[[nodiscard]] Image resize_area(const Image& image, int width, int height);

/// 255 on Canny edges (Sobel 3 x 3, L1 gradient), else 0.
[[nodiscard]] Image canny_edges(const Image& luma, double low, double high);

/// Maximum over a `side` x `side` square.
[[nodiscard]] Image dilated(const Image& mask, int side);

/// Variance of the 3 x 3 (four-neighbour) Laplacian: sharpness, dependent on resolution.
[[nodiscard]] double laplacian_variance(const Image& luma);

/// Mean of all samples of all channels, 0..255; 0 for an empty image.
[[nodiscard]] double mean_level(const Image& image);

/// Mean and population standard deviation of a luma image; zeros for an empty one.
struct Spread {
  double mean{0.0};
  double deviation{0.0};
};
[[nodiscard]] Spread spread_of(const Image& luma);

/// Sum of |a - b| over `n` samples. Exact.
[[nodiscard]] std::uint64_t sum_abs_difference(const std::uint8_t* a, const std::uint8_t* b,
                                               std::size_t n);

/// Mean of |a - b| over all samples; 0 when the sizes differ or both are empty.
[[nodiscard]] double mean_abs_difference(const Image& a, const Image& b);

/// Pearson correlation of two luma images of one size; 0 if one of them is constant.
[[nodiscard]] double correlation(const Image& a, const Image& b);

}  // namespace gv::vision
