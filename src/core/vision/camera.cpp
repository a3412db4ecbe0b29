#include "core/vision/camera.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

namespace gv::vision {
namespace {

using Complex = std::complex<double>;

constexpr std::size_t kLanes = 16;

/// SplitMix64 (Steele, Lea & Flood 2014).
class SplitMix {
 public:
  explicit SplitMix(std::uint64_t seed) : state_(seed) {}
  /// On {0, ..., n - 1}, 1 <= n < 2^32.
  std::size_t below(std::size_t n) {
    return static_cast<std::size_t>(((next() >> 32U) * n) >> 32U);
  }

 private:
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::uint64_t state_;
};

/// In the complex plane a similarity about the centre moves z by v = turn z + shift.
struct Model {
  Complex turn{};
  Complex shift{};
};

/// Vectors on a grid, places counted from the centre of the picture. Padded to whole lanes with
/// vectors that fit no model.
struct Grid {
  std::vector<float> x;
  std::vector<float> y;
  std::vector<float> dx;
  std::vector<float> dy;
  std::size_t count{0};

  [[nodiscard]] Complex place(std::size_t i) const { return {x[i], y[i]}; }
  [[nodiscard]] Complex vector(std::size_t i) const { return {dx[i], dy[i]}; }
  void add(float at_x, float at_y, float by_x, float by_y) {
    x.push_back(at_x);
    y.push_back(at_y);
    dx.push_back(by_x);
    dy.push_back(by_y);
  }
};

Grid grid_of(const FlowField& field, int step) {
  Grid grid;
  for (int y = step / 2; y < field.height; y += step) {
    for (int x = step / 2; x < field.width; x += step) {
      const auto at = 2 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(field.width) +
                           static_cast<std::size_t>(x));
      grid.add(static_cast<float>(x) - static_cast<float>(field.width - 1) / 2.0F,
               static_cast<float>(y) - static_cast<float>(field.height - 1) / 2.0F,
               field.vectors[at], field.vectors[at + 1]);
    }
  }
  grid.count = grid.x.size();
  while (grid.x.size() % kLanes != 0) grid.add(0.0F, 0.0F, 1e9F, 1e9F);
  return grid;
}

/// Vectors within the square root of `limit` of the model.
int inliers(const Grid& grid, const Model& model, float limit) {
  const auto a = static_cast<float>(model.turn.real());
  const auto b = static_cast<float>(model.turn.imag());
  const auto p = static_cast<float>(model.shift.real());
  const auto q = static_cast<float>(model.shift.imag());
  std::array<int, kLanes> hits{};
  for (std::size_t i = 0; i < grid.x.size(); i += kLanes) {
    for (std::size_t k = 0; k < kLanes; ++k) {
      const float x = grid.x[i + k];
      const float y = grid.y[i + k];
      const float off_x = a * x - b * y + p - grid.dx[i + k];
      const float off_y = b * x + a * y + q - grid.dy[i + k];
      hits[k] += off_x * off_x + off_y * off_y <= limit ? 1 : 0;
    }
  }
  int sum = 0;
  for (const int hit : hits) sum += hit;
  return sum;
}

/// Pairs that have to be tried so that, but for a chance of 1 in 1,000, one was free of outliers.
int pairs_needed(double inlier_share, int most) {
  const double spoilt = 1.0 - inlier_share * inlier_share;
  int pairs = 0;
  for (double chance = 1.0; chance > 1e-3 && pairs < most; ++pairs) chance *= spoilt;
  return pairs;
}

Model best_of_pairs(const Grid& grid, SplitMix random, const CameraConfig& config, float limit) {
  Model best;  // a resting camera is the first guess
  int most = inliers(grid, best, limit);
  const auto n = static_cast<double>(grid.count);
  for (int pair = 0; pair < pairs_needed(most / n, config.samples); ++pair) {
    const std::size_t i = random.below(grid.count);
    const std::size_t j = random.below(grid.count);
    if (i == j) continue;
    Model model;
    model.turn = (grid.vector(i) - grid.vector(j)) / (grid.place(i) - grid.place(j));
    model.shift = grid.vector(i) - model.turn * grid.place(i);
    const int hits = inliers(grid, model, limit);
    if (hits <= most) continue;
    most = hits;
    best = model;
  }
  return best;
}

/// Least squares over the inliers of `model`: turn = sum conj(z) v / sum |z|^2, both centred.
Model refined(const Grid& grid, const Model& model, double limit) {
  std::vector<std::size_t> kept;
  Complex place{};
  Complex vector{};
  for (std::size_t i = 0; i < grid.count; ++i) {
    if (std::norm(model.turn * grid.place(i) + model.shift - grid.vector(i)) > limit) continue;
    kept.push_back(i);
    place += grid.place(i);
    vector += grid.vector(i);
  }
  if (kept.size() < 2) return model;
  place /= static_cast<double>(kept.size());
  vector /= static_cast<double>(kept.size());
  Complex shared{};
  double spread = 0.0;
  for (const std::size_t i : kept) {
    shared += std::conj(grid.place(i) - place) * (grid.vector(i) - vector);
    spread += std::norm(grid.place(i) - place);
  }
  Model fitted;
  fitted.turn = spread > 0.0 ? shared / spread : Complex{};
  fitted.shift = vector - fitted.turn * place;
  return fitted;
}

}  // namespace

std::optional<CameraShift> fit_camera(const FlowField& field, std::uint64_t seed,
                                      const CameraConfig& config) {
  if (field.vectors.empty()) return std::nullopt;
  const Grid grid = grid_of(field, config.grid);
  if (grid.count < 2) return std::nullopt;
  const double limit = config.inlier_px * config.inlier_px;
  const Model rough = best_of_pairs(grid, SplitMix(seed), config, static_cast<float>(limit));
  const Model model = refined(grid, rough, limit);
  const int agreeing = inliers(grid, model, static_cast<float>(limit));
  if (agreeing < config.inlier_share * static_cast<double>(grid.count)) return std::nullopt;

  const Complex growth = 1.0 + model.turn;
  return CameraShift{.pan_x = model.shift.real(),
                     .pan_y = model.shift.imag(),
                     .zoom = std::abs(growth) - 1.0,
                     .roll = std::arg(growth) * 180.0 / std::numbers::pi};
}

}  // namespace gv::vision
