#pragma once

#include <cmath>
#include <cstdint>

#include "base/image.h"
#include "core/vision/frame.h"

/// Pictures with known motion for tests and benchmarks.
namespace gv::vision {

/// Where a picture is taken from: the plane turned, scaled and moved about its centre.
struct View {
  double dx{0.0};    ///< pixels the content has moved right
  double dy{0.0};    ///< and down
  double zoom{1.0};  ///< size of the content
  double roll{0.0};  ///< degrees clockwise as seen
  std::uint64_t seed{1};
};

/// A lattice point's value in [0, 1).
inline double lattice(std::int64_t x, std::int64_t y, std::uint64_t seed) {
  std::uint64_t z = static_cast<std::uint64_t>(x) * 0x9E3779B97F4A7C15U +
                    static_cast<std::uint64_t>(y) * 0xC2B2AE3D27D4EB4FU +
                    seed * 0x165667B19E3779F9U;
  z = (z ^ (z >> 31U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 29U)) * 0x94D049BB133111EBU;
  return static_cast<double>((z ^ (z >> 32U)) >> 40U) * 0x1.0p-24;
}

/// Value noise of five octaves, amplitude as the period: a natural spectrum. About 128 +- 60.
inline double texture_at(double x, double y, std::uint64_t seed) {
  double sum = 0.0;
  for (const double period : {4.0, 8.0, 16.0, 32.0, 64.0}) {
    const double u = x / period;
    const double v = y / period;
    const double cell_x = std::floor(u);
    const double cell_y = std::floor(v);
    const auto smooth = [](double s) { return s * s * (3.0 - 2.0 * s); };
    const double a = smooth(u - cell_x);
    const double b = smooth(v - cell_y);
    const auto i = static_cast<std::int64_t>(cell_x);
    const auto j = static_cast<std::int64_t>(cell_y);
    const std::uint64_t octave = seed + static_cast<std::uint64_t>(period);
    const double top = lattice(i, j, octave) * (1.0 - a) + lattice(i + 1, j, octave) * a;
    const double low = lattice(i, j + 1, octave) * (1.0 - a) + lattice(i + 1, j + 1, octave) * a;
    sum += std::sqrt(period) * (top * (1.0 - b) + low * b - 0.5);
  }
  return 128.0 + 13.0 * sum;
}

inline Image texture(int width, int height, const View& view = {}) {
  Image image(width, height, 1);
  const double angle = -view.roll * std::acos(-1.0) / 180.0;
  const double cosine = std::cos(angle) / view.zoom;
  const double sine = std::sin(angle) / view.zoom;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double u = x - (width - 1) / 2.0 - view.dx;
      const double v = y - (height - 1) / 2.0 - view.dy;
      const double value = texture_at(cosine * u - sine * v, sine * u + cosine * v, view.seed);
      image.row(y)[x] = static_cast<std::uint8_t>(std::fmin(std::fmax(value, 0.0), 255.0) + 0.5);
    }
  }
  return image;
}

/// A frame that shows `luma` only.
inline FrameView frame_of(const Image& luma, std::int64_t index, double t, bool dup = false) {
  static const Image nothing;
  return {.index = index,
          .t = t,
          .dup = dup,
          .l320 = luma,
          .c320 = nothing,
          .a64 = nothing,
          .t48 = nothing};
}

}  // namespace gv::vision
