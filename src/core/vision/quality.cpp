#include "core/vision/quality.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <vector>

#include "base/check.h"

namespace gv::vision {
namespace {

constexpr std::uint8_t kLit = 24;

struct Steps {
  double edge{0.0};
  double edge_count{0.0};
  double inner{0.0};
  double inner_count{0.0};
};

// Whether a block starts at each position.
std::vector<bool> block_starts(int side, double block) {
  std::vector<bool> starts(static_cast<std::size_t>(side), false);
  for (int k = 1;; ++k) {
    const auto at = static_cast<std::size_t>(std::nearbyint(k * block));
    if (at >= starts.size()) break;
    starts[at] = true;
  }
  return starts;
}

void add_step(Steps& steps, bool edge, int step) {
  (edge ? steps.edge : steps.inner) += std::abs(step);
  (edge ? steps.edge_count : steps.inner_count) += 1.0;
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
  const std::vector<bool> columns = block_starts(luma.width, block);
  const std::vector<bool> rows = block_starts(luma.height, block);
  Steps steps;
  for (int y = 1; y < luma.height; ++y) {
    const std::uint8_t* above = luma.row(y - 1);
    const std::uint8_t* here = luma.row(y);
    const bool row_edge = rows[static_cast<std::size_t>(y)];
    for (int x = 1; x < luma.width; ++x) {
      add_step(steps, columns[static_cast<std::size_t>(x)], here[x] - here[x - 1]);
      add_step(steps, row_edge, here[x] - above[x]);
    }
  }
  constexpr double kMost = 10.0;
  const double edge = steps.edge / steps.edge_count;
  const double inner = steps.inner / steps.inner_count;
  if (edge <= 0.0) return 1.0;
  return inner * kMost <= edge ? kMost : edge / inner;
}

double noise_deviation(const Image& luma) {
  GV_CHECK(luma.channels == 1);
  if (luma.width < 3 || luma.height < 3) return 0.0;
  // The kernel is the difference of two Laplacians: it cancels image structure up to second order.
  std::int64_t sum = 0;
  for (int y = 1; y + 1 < luma.height; ++y) {
    const std::uint8_t* a = luma.row(y - 1);
    const std::uint8_t* b = luma.row(y);
    const std::uint8_t* c = luma.row(y + 1);
    for (int x = 1; x + 1 < luma.width; ++x) {
      const int corners = a[x - 1] + a[x + 1] + c[x - 1] + c[x + 1];
      const int sides = a[x] + c[x] + b[x - 1] + b[x + 1];
      sum += std::abs(corners - 2 * sides + 4 * b[x]);
    }
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
