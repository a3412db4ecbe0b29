#include "core/vision/quality.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <numbers>
#include <vector>

#include "base/check.h"
#include "core/vision/pixels.h"

namespace gv::vision {
namespace {

constexpr std::uint8_t kLit = 24;

/// Absolute steps from pixel to pixel, in sum.
struct Steps {
  std::uint64_t sum{0};
  std::uint64_t count{0};

  void add(std::uint64_t steps, std::size_t pixels) {
    sum += steps;
    count += pixels;
  }
  [[nodiscard]] double mean() const {
    return static_cast<double>(sum) / static_cast<double>(count);
  }
};

// Where blocks start, ascending, but for the first.
std::vector<std::size_t> block_starts(int side, double block) {
  std::vector<std::size_t> starts;
  for (int k = 1;; ++k) {
    const auto at = static_cast<std::size_t>(std::nearbyint(k * block));
    if (at >= static_cast<std::size_t>(side)) break;
    starts.push_back(at);
  }
  return starts;
}

std::uint64_t steps_at(const std::uint8_t* row, const std::vector<std::size_t>& columns) {
  std::uint64_t sum = 0;
  for (const std::size_t x : columns) {
    sum += static_cast<std::uint64_t>(std::abs(row[x] - row[x - 1]));
  }
  return sum;
}

// Over the inner pixels of the row in the middle.
int curvature_of_row(const std::uint8_t* a, const std::uint8_t* b, const std::uint8_t* c,
                     int width) {
  int sum = 0;
  for (int x = 1; x + 1 < width; ++x) {
    const int corners = a[x - 1] + a[x + 1] + c[x - 1] + c[x + 1];
    const int sides = a[x] + c[x] + b[x - 1] + b[x + 1];
    sum += std::abs(corners - 2 * sides + 4 * b[x]);
  }
  return sum;
}

bool row_lit(const Image& luma, int y) {
  const std::uint8_t* row = luma.row(y);
  return *std::max_element(row, row + luma.width) >= kLit;
}

bool column_lit(const Image& luma, int x) {
  for (int y = 0; y < luma.height; ++y) {
    if (luma.row(y)[x] >= kLit) return true;
  }
  return false;
}

}  // namespace

double technical_quality(double sharpness, int short_side) {
  return 0.6 * std::min(sharpness / 100.0, 1.0) + 0.4 * std::min(short_side / 1080.0, 1.0);
}

std::optional<double> blockiness(const Image& luma, double block) {
  GV_CHECK(luma.channels == 1);
  if (block < 4.0 || luma.width < 2.0 * block || luma.height < 2.0 * block) return std::nullopt;
  const std::vector<std::size_t> columns = block_starts(luma.width, block);
  const std::vector<std::size_t> rows = block_starts(luma.height, block);
  const auto inside = static_cast<std::size_t>(luma.width - 1);
  Steps edges;
  Steps others;
  for (int y = 1; y < luma.height; ++y) {
    const std::uint8_t* here = luma.row(y);
    const std::uint64_t at_edges = steps_at(here, columns);
    edges.add(at_edges, columns.size());
    others.add(sum_abs_difference(here + 1, here, inside) - at_edges, inside - columns.size());
    const bool starts = std::ranges::binary_search(rows, static_cast<std::size_t>(y));
    (starts ? edges : others)
        .add(sum_abs_difference(here + 1, luma.row(y - 1) + 1, inside), inside);
  }
  constexpr double kMost = 10.0;
  const double edge = edges.mean();
  const double inner = others.mean();
  if (edge <= 0.0) return 1.0;
  return inner * kMost <= edge ? kMost : edge / inner;
}

double noise_deviation(const Image& luma) {
  GV_CHECK(luma.channels == 1);
  if (luma.width < 3 || luma.height < 3) return 0.0;
  // The kernel is the difference of two Laplacians: it cancels image structure up to second order.
  std::int64_t sum = 0;
  for (int y = 1; y + 1 < luma.height; ++y) {
    sum += curvature_of_row(luma.row(y - 1), luma.row(y), luma.row(y + 1), luma.width);
  }
  const double count = static_cast<double>(luma.width - 2) * (luma.height - 2);
  return std::sqrt(std::numbers::pi / 2.0) * static_cast<double>(sum) / (6.0 * count);
}

std::optional<Bars> bars_of(const Image& luma) {
  GV_CHECK(luma.channels == 1);
  int top = 0;
  while (top < luma.height && !row_lit(luma, top)) ++top;
  if (top == luma.height) return std::nullopt;
  int bottom = 0;
  while (!row_lit(luma, luma.height - 1 - bottom)) ++bottom;
  int left = 0;
  while (!column_lit(luma, left)) ++left;
  int right = 0;
  while (!column_lit(luma, luma.width - 1 - right)) ++right;
  return Bars{.top = static_cast<double>(top) / luma.height,
              .bottom = static_cast<double>(bottom) / luma.height,
              .left = static_cast<double>(left) / luma.width,
              .right = static_cast<double>(right) / luma.width};
}

}  // namespace gv::vision
