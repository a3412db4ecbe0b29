#include "core/vision/tones.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/check.h"
#include "core/vision/pixels.h"

namespace gv::vision {
namespace {

constexpr double kEdgeLow = 100.0;
constexpr double kEdgeHigh = 200.0;

int hits(const std::uint8_t* edges, int from, int to) {
  int sum = 0;
  for (int x = from; x < to; ++x) sum += edges[x] >> 7;  // 255 or 0
  return sum;
}

// Shares of edge pixels in the whole picture and in its border.
void measure_edges(const Image& luma, Tones& tones) {
  const Image edges = canny_edges(luma, kEdgeLow, kEdgeHigh);
  const int margin_x = std::max(1, luma.width / 10);
  const int margin_y = std::max(1, luma.height / 10);
  int all = 0;
  int inside = 0;
  for (int y = 0; y < edges.height; ++y) {
    const std::uint8_t* row = edges.row(y);
    all += hits(row, 0, edges.width);
    if (y < margin_y || y >= edges.height - margin_y) continue;
    inside += hits(row, margin_x, edges.width - margin_x);
  }
  const auto pixels = static_cast<double>(edges.pixels.size());
  const double inner = static_cast<double>(std::max(0, edges.width - 2 * margin_x)) *
                       static_cast<double>(std::max(0, edges.height - 2 * margin_y));
  tones.edge_density = all / pixels;
  tones.border_edge_density = (all - inside) / (pixels - inner);
}

void measure_clipping(const Image& luma, Tones& tones) {
  int dark = 0;
  int light = 0;
  for (const std::uint8_t level : luma.pixels) {
    dark += level <= 2 ? 1 : 0;
    light += level >= 253 ? 1 : 0;
  }
  const auto n = static_cast<double>(luma.pixels.size());
  tones.highlight_share = light / n;
  tones.clip_share = (dark + light) / n;
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
  tones.saturation = mean_saturation(bgr) / 255.0;
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
