#include "core/vision/palette.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/check.h"
#include "core/vision/splitmix.h"

namespace gv::vision {
namespace {

double squared(const Lab& x, const Lab& y) {
  return (x.l - y.l) * (x.l - y.l) + (x.a - y.a) * (x.a - y.a) + (x.b - y.b) * (x.b - y.b);
}

// The first point at which the running sum of `mass` passes a uniform share of the total.
std::size_t draw(std::span<const double> mass, double total, SplitMixStream& random) {
  const double target = random.uniform() * total;
  double sum = 0.0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < mass.size(); ++i) {
    if (mass[i] <= 0.0) continue;
    sum += mass[i];
    last = i;
    if (sum > target) return i;
  }
  return last;
}

// Each next centre is drawn with probability proportional to weight times squared distance.
std::vector<Lab> spread_centres(std::span<const WeightedLab> points, int k, std::uint64_t seed) {
  SplitMixStream random(seed);
  std::vector<double> nearest(points.size(), std::numeric_limits<double>::max());
  std::vector<double> mass(points.size());
  std::vector<Lab> centres;
  for (std::size_t i = 0; i < points.size(); ++i) mass[i] = points[i].weight;
  while (static_cast<int>(centres.size()) < k) {
    double total = 0.0;
    for (const double one : mass) total += one;
    if (total <= 0.0) break;
    centres.push_back(points[draw(mass, total, random)].lab);
    for (std::size_t i = 0; i < points.size(); ++i) {
      nearest[i] = std::min(nearest[i], squared(points[i].lab, centres.back()));
      mass[i] = points[i].weight * nearest[i];
    }
  }
  return centres;
}

std::size_t nearest_centre(const Lab& point, std::span<const Lab> centres) {
  std::size_t best = 0;
  double least = squared(point, centres[0]);
  for (std::size_t c = 1; c < centres.size(); ++c) {
    const double apart = squared(point, centres[c]);
    best = apart < least ? c : best;
    least = std::min(apart, least);
  }
  return best;
}

void add(WeightedLab& sum, const WeightedLab& point) {
  sum.lab.l += point.weight * point.lab.l;
  sum.lab.a += point.weight * point.lab.a;
  sum.lab.b += point.weight * point.lab.b;
  sum.weight += point.weight;
}

Lab mean_of(const WeightedLab& sum) {
  return {sum.lab.l / sum.weight, sum.lab.a / sum.weight, sum.lab.b / sum.weight};
}

void by_falling_weight(std::vector<WeightedLab>& clusters) {
  std::stable_sort(clusters.begin(), clusters.end(),
                   [](const auto& x, const auto& y) { return x.weight > y.weight; });
}

}  // namespace

std::vector<WeightedLab> cluster_colours(std::span<const WeightedLab> points, int k, int iterations,
                                         std::uint64_t seed) {
  GV_CHECK(k >= 1 && iterations >= 1);
  std::vector<Lab> centres = spread_centres(points, k, seed);
  if (centres.empty()) return {};
  std::vector<WeightedLab> sums;
  for (int round = 0; round < iterations; ++round) {
    sums.assign(centres.size(), {});
    for (const WeightedLab& point : points) add(sums[nearest_centre(point.lab, centres)], point);
    bool moved = false;
    for (std::size_t c = 0; c < centres.size(); ++c) {
      if (sums[c].weight <= 0.0) continue;  // nothing is near it any more: it stays
      const Lab mean = mean_of(sums[c]);
      moved = moved || !(mean == centres[c]);
      centres[c] = mean;
    }
    if (!moved) break;
  }
  std::vector<WeightedLab> clusters;
  for (std::size_t c = 0; c < centres.size(); ++c) {
    if (sums[c].weight > 0.0) clusters.push_back({centres[c], sums[c].weight});
  }
  by_falling_weight(clusters);
  return clusters;
}

std::vector<WeightedLab> merge_near(std::vector<WeightedLab> clusters, double below) {
  while (true) {
    double least = below;
    std::pair<std::size_t, std::size_t> pair{0, 0};
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      for (std::size_t j = i + 1; j < clusters.size(); ++j) {
        const double apart = delta_e_2000(clusters[i].lab, clusters[j].lab);
        if (apart < least) {
          least = apart;
          pair = {i, j};
        }
      }
    }
    if (pair.second == 0) break;
    WeightedLab sum;
    add(sum, clusters[pair.first]);
    add(sum, clusters[pair.second]);
    clusters[pair.first] = {mean_of(sum), sum.weight};
    clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(pair.second));
  }
  by_falling_weight(clusters);
  return clusters;
}

std::vector<WeightedLab> palette_of(std::span<const Lab> grid, std::uint64_t seed,
                                    const PaletteConfig& config) {
  if (grid.empty()) return {};
  std::vector<WeightedLab> points;
  points.reserve(grid.size());
  for (const Lab& lab : grid) points.push_back({lab, 1.0});
  return combine_palettes(points, seed, config);
}

std::vector<WeightedLab> combine_palettes(std::span<const WeightedLab> entries, std::uint64_t seed,
                                          const PaletteConfig& config) {
  auto palette = merge_near(cluster_colours(entries, config.colours, config.iterations, seed),
                            config.merge_below);
  double total = 0.0;
  for (const WeightedLab& one : palette) total += one.weight;
  for (WeightedLab& one : palette) one.weight /= total;
  return palette;
}

std::vector<PaletteEntry> describe_palette(std::span<const WeightedLab> palette) {
  std::vector<PaletteEntry> entries;
  for (const WeightedLab& one : palette) {
    entries.push_back({.hex = hex_of(rgb_of(one.lab)),
                       .lab = {one.lab.l, one.lab.a, one.lab.b},
                       .weight = one.weight,
                       .name = std::string(colour_name(one.lab))});
  }
  return entries;
}

}  // namespace gv::vision
