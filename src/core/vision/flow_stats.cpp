#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "base/check.h"
#include "core/vision/flow.h"

// One pass over 57,600 pixels per frame: sums run in lanes of eight, a count the compiler knows, so
// that it uses vector registers, and the order of additions is the same on every machine.
namespace gv::vision {
namespace {

constexpr std::size_t kLanes = 8;

/// Sums of floats in a fixed order.
class LaneSum {
 public:
  void add(const float* values, std::size_t count) {
    std::size_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
      for (std::size_t k = 0; k < kLanes; ++k) lanes_[k] += values[i + k];
    }
    for (std::size_t k = 0; i + k < count; ++k) lanes_[k] += values[i + k];
  }
  /// The sum since the last call.
  double take() {
    double sum = 0.0;
    for (float& lane : lanes_) {
      sum += static_cast<double>(lane);
      lane = 0.0F;
    }
    return sum;
  }

 private:
  std::array<float, kLanes> lanes_{};
};

/// Sums of interleaved x and y and of their absolute values over one row.
struct VectorSums {
  double dx{0.0};
  double dy{0.0};
  double abs_dx{0.0};
  double abs_dy{0.0};

  void add_row(const float* vectors, std::size_t pixels) {
    std::array<float, kLanes> plain{};
    std::array<float, kLanes> absolute{};
    const std::size_t count = 2 * pixels;
    std::size_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
      for (std::size_t k = 0; k < kLanes; ++k) plain[k] += vectors[i + k];
      for (std::size_t k = 0; k < kLanes; ++k) absolute[k] += std::fabs(vectors[i + k]);
    }
    for (std::size_t k = 0; i + k < count; ++k) {
      plain[k] += vectors[i + k];
      absolute[k] += std::fabs(vectors[i + k]);
    }
    for (std::size_t k = 0; k < kLanes; k += 2) {
      dx += static_cast<double>(plain[k]);
      dy += static_cast<double>(plain[k + 1]);
      abs_dx += static_cast<double>(absolute[k]);
      abs_dy += static_cast<double>(absolute[k + 1]);
    }
  }
};

void energy_of_row(const float* vectors, float* energy, std::size_t pixels, float scale) {
  const auto one = [&](std::size_t x) {
    const float dx = vectors[2 * x];
    const float dy = vectors[2 * x + 1];
    energy[x] = scale * std::sqrt(dx * dx + dy * dy);
  };
  std::size_t x = 0;
  for (; x + kLanes <= pixels; x += kLanes) {
    for (std::size_t k = 0; k < kLanes; ++k) one(x + k);
  }
  for (; x < pixels; ++x) one(x);
}

/// Counts non-negative floats by exponent and six bits of mantissa. Bits of such floats sort as
/// the floats do. Four tables, because equal neighbours would wait for each other's increment.
class CoarseHistogram {
 public:
  static constexpr int kShift = 17;
  static constexpr std::uint32_t kBase = 0x3C000000U >> kShift;  // 2^-7
  static constexpr std::uint32_t kBins = 18U << 6U;              // up to 2^11

  static std::uint32_t bin(float value) {
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(value) >> kShift;
    return bits < kBase ? 0 : std::min(bits - kBase, kBins - 1);
  }
  void add(const float* values, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) ++counts_[i % counts_.size()][bin(values[i])];
  }
  [[nodiscard]] std::uint32_t count(std::uint32_t at) const {
    return counts_[0][at] + counts_[1][at] + counts_[2][at] + counts_[3][at];
  }

 private:
  std::array<std::array<std::uint32_t, kBins>, 4> counts_{};
};

/// The value at a rank among those of one coarse bin, counted again by the next eleven bits.
float value_in_bin(const std::vector<float>& values, std::uint32_t bin, std::uint32_t rank) {
  constexpr int kFineShift = CoarseHistogram::kShift - 11;
  std::array<std::uint32_t, 2048> counts{};
  float largest = 0.0F;
  for (const float value : values) {
    if (CoarseHistogram::bin(value) != bin) continue;
    largest = std::max(largest, value);
    ++counts[(std::bit_cast<std::uint32_t>(value) >> kFineShift) % counts.size()];
  }
  // The first bin takes everything small and the last everything large: both answer with their
  // largest value, which is below the noise of any estimator (2^-7) or beyond any scene.
  if (bin == 0 || bin == CoarseHistogram::kBins - 1) return largest;
  std::uint32_t fine = 0;
  for (std::uint32_t below = counts[0]; below <= rank; below += counts[++fine]) continue;
  const std::uint32_t middle = 1U << (kFineShift - 1);
  return std::bit_cast<float>(((bin + CoarseHistogram::kBase) << CoarseHistogram::kShift) +
                              (fine << kFineShift) + middle);
}

double p99_of(const std::vector<float>& values, const CoarseHistogram& histogram) {
  const auto rank =
      static_cast<std::uint32_t>(std::lrint(0.99 * static_cast<double>(values.size() - 1)));
  std::uint32_t bin = 0;
  std::uint32_t below = 0;
  while (below + histogram.count(bin) <= rank) below += histogram.count(bin++);
  return static_cast<double>(value_in_bin(values, bin, rank - below));
}

}  // namespace

FlowStats measure(FlowField& field, double scale) {
  const auto width = static_cast<std::size_t>(field.width);
  const auto height = static_cast<std::size_t>(field.height);
  const std::size_t pixels = width * height;
  const bool moving = !field.vectors.empty();
  GV_CHECK(pixels > 0 && (!moving || field.vectors.size() == 2 * pixels));
  if (moving) field.energy.resize(pixels);
  GV_CHECK(field.energy.size() == pixels);

  CoarseHistogram histogram;
  VectorSums vectors;
  LaneSum lanes;
  double total = 0.0;
  double middle = 0.0;
  const std::size_t left = width / 4;
  const std::size_t right = width - left;
  for (std::size_t y = 0; y < height; ++y) {
    float* energy = field.energy.data() + y * width;
    if (moving) {
      const float* row = field.vectors.data() + 2 * y * width;
      energy_of_row(row, energy, width, static_cast<float>(scale));
      vectors.add_row(row, width);
    }
    histogram.add(energy, width);
    lanes.add(energy, left);
    lanes.add(energy + right, width - right);
    const double sides = lanes.take();
    lanes.add(energy + left, right - left);
    const double centre = lanes.take();
    total += sides + centre;
    if (y >= height / 4 && y < height - height / 4) middle += centre;
  }

  const auto n = static_cast<double>(pixels);
  const auto inner = static_cast<double>((right - left) * (height - 2 * (height / 4)));
  FlowStats stats;
  stats.total = total;
  stats.mean = total / n;
  stats.p99 = p99_of(field.energy, histogram);
  stats.mean_dx = scale * vectors.dx / n;
  stats.mean_dy = scale * vectors.dy / n;
  stats.mean_abs_dx = scale * vectors.abs_dx / n;
  stats.mean_abs_dy = scale * vectors.abs_dy / n;
  stats.center = middle / inner;
  stats.edge = n > inner ? (total - middle) / (n - inner) : 0.0;
  return stats;
}

}  // namespace gv::vision
