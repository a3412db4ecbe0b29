#pragma once

#include <optional>

#include <boost/describe/class.hpp>

#include "base/image.h"

namespace gv::vision {

/// .6 min(sharpness / 100, 1) + .4 min(short side of the source / 1080, 1). Prior.
[[nodiscard]] double technical_quality(double sharpness, int short_side);

/// Mean luma step across the edges of a grid against the mean step elsewhere: 1 without visible
/// compression blocks, at most 10. `block` is the side of a block in pixels of this image (8 times
/// its scale). Null when `block` < 4, where blocks can no longer be told, or the image is smaller
/// than two blocks.
[[nodiscard]] std::optional<double> blockiness(const Image& luma, double block = 8.0);

/// Standard deviation of additive noise in grey levels. Method: Immerkaer 1996. 0 below 3 x 3.
[[nodiscard]] double noise_deviation(const Image& luma);

/// Black bars as shares of the sides.
struct Bars {
  double top{0.0};
  double bottom{0.0};
  double left{0.0};
  double right{0.0};

  [[nodiscard]] bool any() const { return top > 0.0 || bottom > 0.0 || left > 0.0 || right > 0.0; }
};
BOOST_DESCRIBE_STRUCT(Bars, (), (top, bottom, left, right))

/// Rows and columns at the borders without a pixel of luma 24 or more. Null for a picture that is
/// dark all over, which says nothing.
[[nodiscard]] std::optional<Bars> bars_of(const Image& luma);

}  // namespace gv::vision
