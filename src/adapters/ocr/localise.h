#pragma once

#include <span>
#include <vector>

#include "base/image.h"
#include "core/vision/frame.h"

namespace gv::ocr {

/// What makes a region a line of text. Lengths in pixels of a frame whose longer side is 960.
struct LocaliseSettings {
  int gradient_min{60};  ///< grey levels between the darkest and brightest of 3 x 3 pixels
  int close_width{17};   ///< gaps up to this are bridged along a line
  int open_side{5};      ///< smaller specks are dropped
  int height_min{10};
  int height_max{140};
  double aspect_min{1.5};         ///< width / height
  double fill_min{0.35};          ///< share of its box that a part covers
  double edge_density_min{0.25};  ///< share of edge pixels in a part's box
  double gap_max{1.2};            ///< between parts of one line, in heights
  double steady_min{0.25};        ///< share of a region's edges that stand still in an overlay
  int regions_max{32};  ///< per frame, those with most edges; a prior that bounds the cost
};

/// Pixels [x, x + w) x [y, y + h).
struct Region {
  int x{0};
  int y{0};
  int w{0};
  int h{0};
  friend bool operator==(const Region&, const Region&) = default;
};

/// Pixels.
[[nodiscard]] double area_of(const Region& region);
/// Pixels in both.
[[nodiscard]] double common_area(const Region& a, const Region& b);
/// From top to bottom, then from left to right.
[[nodiscard]] bool reading_order(const Region& a, const Region& b);

[[nodiscard]] Region clipped(const Region& region, int width, int height);
[[nodiscard]] vision::Box box_of(const Region& region, int width, int height);
[[nodiscard]] Region region_of(const vision::Box& box, int width, int height);
/// One channel in, one channel out. The region lies inside the image and is not empty.
[[nodiscard]] Image crop(const Image& image, const Region& region);

/// BGR to luma.
[[nodiscard]] Image luma_of(const Image& bgr);

/// Brightest minus darkest of the 3 x 3 pixels around each: the morphological gradient.
[[nodiscard]] Image gradient_of(const Image& luma);

/// The smallest gradient of each pixel over all samples: captions stand still while footage moves,
/// so theirs stays. At least one sample, all of one size.
[[nodiscard]] Image steady_gradient(std::span<const Image> samples);

/// Joins what is of like height, stands on one level and is less than `gap_max` heights apart.
[[nodiscard]] std::vector<Region> join_lines(std::vector<Region> parts, double gap_max);

/// Regions that look like lines of text, from top to bottom, then from left to right. `latest` is
/// the gradient of the frame, `steady` that of the latest samples of its shot.
///
/// A region of the frame's own edges that keeps at least `steady_min` of them in `steady` is an
/// overlay: the regions of `steady` stand for it, without the footage around them.
[[nodiscard]] std::vector<Region> find_lines(const Image& latest, const Image& steady,
                                             const LocaliseSettings& settings = {});

/// Pixels of the region whose gradient exceeds `gradient_min`.
[[nodiscard]] int edges_in(const Image& gradient, const Region& region, int gradient_min);

/// Correlation of two images of one size, [-1, 1]; 0 where one is constant or the sizes differ.
[[nodiscard]] double correlation(const Image& a, const Image& b);

/// The least correlation of pieces half as wide as the images are high, about a letter, flat ones
/// left out; 1 where all are flat. Both of one size. "$19" and "$15" in a line of 20 letters
/// correlate by .95, their pieces by .37.
[[nodiscard]] double least_correlation(const Image& a, const Image& b);

}  // namespace gv::ocr
