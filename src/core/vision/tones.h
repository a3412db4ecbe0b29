#pragma once

#include "base/image.h"

namespace gv::vision {

/// Light and colour of one picture.
struct Tones {
  double brightness{0.0};           ///< mean luma, [0, 1]
  double contrast{0.0};             ///< standard deviation of luma / 128, [0, 1]
  double saturation{0.0};           ///< mean HSV saturation, [0, 1]
  double edge_density{0.0};         ///< share of Canny(100, 200) pixels
  double border_edge_density{0.0};  ///< the same in the outer tenth on each side
  double colorfulness{0.0};     ///< M of Hasler & Suesstrunk 2003: 0 grey, above 80 very colourful
  double clip_share{0.0};       ///< pixels with luma <= 2 or >= 253
  double highlight_share{0.0};  ///< pixels with luma >= 253
};

/// Measures a BGR picture and its luma, of one size. Zeros for an empty one. 3 ms at 640 x 360.
[[nodiscard]] Tones tones_of(const Image& bgr, const Image& luma);

/// .4 edge density + .3 contrast + .3 saturation, clamped to [0, 1].
[[nodiscard]] double complexity_of(double edge_density, double contrast, double saturation);

/// sqrt(sigma_rg^2 + sigma_yb^2) + .3 sqrt(mu_rg^2 + mu_yb^2), rg = R - G, yb = (R + G) / 2 - B.
[[nodiscard]] double colorfulness_of(const Image& bgr);

/// min(1, colourfulness / 110).
[[nodiscard]] double vibrancy_of(double colorfulness);

}  // namespace gv::vision
