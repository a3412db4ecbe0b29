#include "core/vision/dct.h"

#include <cmath>
#include <numbers>

#include "base/check.h"

namespace gv::vision {
namespace {

// Row u holds sqrt(2/n) cos(pi (2x + 1) u / 2n), the first row sqrt(1/n).
std::vector<double> basis(std::size_t side, std::size_t kept) {
  std::vector<double> rows(kept * side);
  const auto n = static_cast<double>(side);
  for (std::size_t u = 0; u < kept; ++u) {
    const double scale = std::sqrt((u == 0 ? 1.0 : 2.0) / n);
    for (std::size_t x = 0; x < side; ++x) {
      const double angle = std::numbers::pi * static_cast<double>((2 * x + 1) * u) / (2.0 * n);
      rows[u * side + x] = scale * std::cos(angle);
    }
  }
  return rows;
}

}  // namespace

std::vector<double> low_dct(std::span<const double> pixels, int side, int kept) {
  GV_CHECK(side >= 1 && kept >= 1 && kept <= side);
  const auto n = static_cast<std::size_t>(side);
  const auto k = static_cast<std::size_t>(kept);
  GV_CHECK(pixels.size() == n * n);
  const std::vector<double> cosines = basis(n, k);
  std::vector<double> columns(k * n);  // transformed along y
  for (std::size_t v = 0; v < k; ++v) {
    for (std::size_t y = 0; y < n; ++y) {
      const double weight = cosines[v * n + y];
      for (std::size_t x = 0; x < n; ++x) columns[v * n + x] += weight * pixels[y * n + x];
    }
  }
  std::vector<double> low(k * k);
  for (std::size_t v = 0; v < k; ++v) {
    for (std::size_t u = 0; u < k; ++u) {
      double sum = 0.0;
      for (std::size_t x = 0; x < n; ++x) sum += cosines[u * n + x] * columns[v * n + x];
      low[v * k + u] = sum;
    }
  }
  return low;
}

}  // namespace gv::vision
