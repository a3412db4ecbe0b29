#include "core/market/share_out.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/check.h"

namespace gv::market {
namespace {

constexpr double kLeastWeight = 1e-12;
constexpr int kHalvings = 200;

}  // namespace

std::vector<std::int64_t> share_out(std::int64_t total, std::span<const double> weights,
                                    std::span<const Range> ranges) {
  GV_CHECK(weights.size() == ranges.size());
  const std::size_t n = weights.size();
  std::vector<std::int64_t> lowest(n), highest(n);
  std::int64_t least = 0;
  std::int64_t most = 0;
  for (std::size_t i = 0; i < n; ++i) {
    GV_CHECK(ranges[i].lo <= ranges[i].hi);
    lowest[i] = ranges[i].lo;
    highest[i] = ranges[i].hi;
    least += ranges[i].lo;
    most += ranges[i].hi;
  }
  if (least >= total) return lowest;
  if (most <= total) return highest;

  const auto clipped = [&](std::size_t i, double t) {
    return std::clamp(t * std::max(weights[i], kLeastWeight), static_cast<double>(ranges[i].lo),
                      static_cast<double>(ranges[i].hi));
  };
  double low = 0.0;
  double high = static_cast<double>(most) / kLeastWeight;
  for (int step = 0; step < kHalvings && low < high; ++step) {
    // Halving in the exponent first: the answer may lie anywhere between tiny and huge.
    const double middle =
        low > 0.0 && high / low > 4.0 ? std::sqrt(low * high) : 0.5 * (low + high);
    double sum = 0.0;
    for (std::size_t i = 0; i < n; ++i) sum += clipped(i, middle);
    (sum < static_cast<double>(total) ? low : high) = middle;
  }

  std::vector<std::int64_t> parts(n);
  std::vector<double> fractions(n);
  std::int64_t left = total;
  for (std::size_t i = 0; i < n; ++i) {
    const double wished = clipped(i, low);
    parts[i] = static_cast<std::int64_t>(std::floor(wished));
    fractions[i] = wished - std::floor(wished);
    left -= parts[i];
  }
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return fractions[a] > fractions[b]; });
  while (left > 0) {
    for (const std::size_t i : order) {
      if (left > 0 && parts[i] < ranges[i].hi) {
        ++parts[i];
        --left;
      }
    }
  }
  return parts;
}

}  // namespace gv::market
