#include "core/vision/tones.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"
#include "core/vision/pixels.h"

namespace gv::vision {
namespace {

constexpr double kEdgeLow = 100.0;
constexpr double kEdgeHigh = 200.0;

// Shares of edge pixels in the whole picture and in its border.
void measure_edges(const Image& luma, Tones& tones) {
  const Image edges = canny_edges(luma, kEdgeLow, kEdgeHigh);
  const int margin_x = std::max(1, luma.width / 10);
  const int margin_y = std::max(1, luma.height / 10);
  double inside = 0.0;
  double border = 0.0;
  double border_pixels = 0.0;
  for (int y = 0; y < edges.height; ++y) {
    const bool edge_row = y < margin_y || y >= edges.height - margin_y;
    for (int x = 0; x < edges.width; ++x) {
      const double hit = edges.row(y)[x] != 0 ? 1.0 : 0.0;
      if (edge_row || x < margin_x || x >= edges.width - margin_x) {
        border += hit;
        border_pixels += 1.0;
      } else {
        inside += hit;
      }
    }
  }
  tones.edge_density = (inside + border) / static_cast<double>(edges.pixels.size());
  tones.border_edge_density = border / border_pixels;
}

void measure_clipping(const Image& luma, Tones& tones) {
  std::array<double, 256> counts{};
  for (const std::uint8_t level : luma.pixels) counts[level] += 1.0;
  const auto n = static_cast<double>(luma.pixels.size());
  const double high = counts[253] + counts[254] + counts[255];
  tones.highlight_share = high / n;
  tones.clip_share = (counts[0] + counts[1] + counts[2] + high) / n;
}

}  // namespace

Tones tones_of(const Image& bgr, const Image& luma) {
  if (bgr.empty()) return {};
  GV_CHECK(bgr.channels == 3 && luma.channels == 1 && bgr.width == luma.width &&
           bgr.height == luma.height);
  Tones tones;
  const Spread spread = spread_of(luma);
  tones.brightness = spread.mean / 255.0;
  tones.contrast = spread.deviation / 128.0;
  HsvPlanes hsv;
  hsv_of(bgr, hsv);
  double saturation = 0.0;
  for (const std::uint8_t one : hsv.saturation) saturation += one;
  tones.saturation = saturation / (255.0 * static_cast<double>(hsv.saturation.size()));
  tones.colorfulness = colorfulness_of(bgr);
  measure_edges(luma, tones);
  measure_clipping(luma, tones);
  return tones;
}

double complexity_of(double edge_density, double contrast, double saturation) {
  return std::clamp(0.4 * edge_density + 0.3 * contrast + 0.3 * saturation, 0.0, 1.0);
}

double colorfulness_of(const Image& bgr) {
  if (bgr.empty()) return 0.0;
  GV_CHECK(bgr.channels == 3);
  // Twice yb is whole, so all sums are exact.
  std::int64_t rg_sum = 0;
  std::int64_t yb_sum = 0;
  std::int64_t rg_squares = 0;
  std::int64_t yb_squares = 0;
  for (std::size_t i = 0; i + 2 < bgr.pixels.size(); i += 3) {
    const int b = bgr.pixels[i];
    const int g = bgr.pixels[i + 1];
    const int r = bgr.pixels[i + 2];
    const int rg = r - g;
    const int yb2 = r + g - 2 * b;
    rg_sum += rg;
    yb_sum += yb2;
    rg_squares += rg * rg;
    yb_squares += yb2 * yb2;
  }
  const auto n = static_cast<double>(bgr.pixels.size() / 3);
  const double rg_mean = static_cast<double>(rg_sum) / n;
  const double yb_mean = 0.5 * static_cast<double>(yb_sum) / n;
  const double rg_variance = static_cast<double>(rg_squares) / n - rg_mean * rg_mean;
  const double yb_variance = 0.25 * static_cast<double>(yb_squares) / n - yb_mean * yb_mean;
  return std::sqrt(std::max(0.0, rg_variance + yb_variance)) + 0.3 * std::hypot(rg_mean, yb_mean);
}

double vibrancy_of(double colorfulness) { return std::min(1.0, colorfulness / 110.0); }

}  // namespace gv::vision
