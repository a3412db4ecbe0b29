#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "core/vision/colour.h"

namespace gv::vision {

/// A colour with its share.
struct WeightedLab {
  Lab lab;
  double weight{0.0};  ///< >= 0
};

/// One colour of the document's palette.
struct PaletteEntry {
  std::string hex;              ///< "#RRGGBB"
  std::array<double, 3> lab{};  ///< L*, a*, b*
  double weight{0.0};           ///< share of the pixels, [0, 1]
  std::string name;             ///< `colour_name`
};
BOOST_DESCRIBE_STRUCT(PaletteEntry, (), (hex, lab, weight, name))

/// Priors of the palette.
struct PaletteConfig {
  int colours{5};
  int iterations{20};
  double merge_below{6.0};  ///< CIEDE2000 under which two clusters are one colour
};

/// Weighted k-means in Lab with k-means++ seeds (Arthur & Vassilvitskii 2007), one run: at most
/// `k` clusters, by falling weight; fewer where there are fewer distinct colours. The weights sum
/// to that of `points`. The same seed gives the same clusters. O(n k iterations).
[[nodiscard]] std::vector<WeightedLab> cluster_colours(std::span<const WeightedLab> points, int k,
                                                       int iterations, std::uint64_t seed);

/// Joins the two nearest clusters while they are nearer than `below`. By falling weight.
[[nodiscard]] std::vector<WeightedLab> merge_near(std::vector<WeightedLab> clusters, double below);

/// Main colours of a picture by area, as shares of its `lab_grid`. Empty for an empty one.
[[nodiscard]] std::vector<WeightedLab> palette_of(std::span<const Lab> grid, std::uint64_t seed,
                                                  const PaletteConfig& config = {});

/// Main colours of palettes taken together, as shares that sum to 1.
[[nodiscard]] std::vector<WeightedLab> combine_palettes(std::span<const WeightedLab> entries,
                                                        std::uint64_t seed,
                                                        const PaletteConfig& config = {});

/// With names and codes, for the document.
[[nodiscard]] std::vector<PaletteEntry> describe_palette(std::span<const WeightedLab> palette);

}  // namespace gv::vision
