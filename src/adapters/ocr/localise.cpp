#include "adapters/ocr/localise.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <opencv2/imgproc.hpp>

#include "adapters/ocr/grey.h"
#include "base/check.h"

namespace gv::ocr {

namespace {

cv::Rect rect(const Region& r) { return {r.x, r.y, r.w, r.h}; }

int edges_in(const cv::Mat& edges, const Region& region) {
  return cv::countNonZero(edges(rect(region)));
}

Region around(const Region& a, const Region& b) {
  const int x = std::min(a.x, b.x);
  const int y = std::min(a.y, b.y);
  return {x, y, std::max(a.x + a.w, b.x + b.w) - x, std::max(a.y + a.h, b.y + b.h) - y};
}

// Parts of letters, letters or words, before they become lines.
std::vector<Region> parts(const cv::Mat& edges, const LocaliseSettings& settings) {
  cv::Mat joined;
  cv::morphologyEx(edges, joined, cv::MORPH_CLOSE,
                   cv::getStructuringElement(cv::MORPH_RECT, {settings.close_width, 1}));
  cv::morphologyEx(
      joined, joined, cv::MORPH_OPEN,
      cv::getStructuringElement(cv::MORPH_RECT, {settings.open_side, settings.open_side}));
  cv::Mat labels;
  cv::Mat stats;
  cv::Mat centres;
  const int count = cv::connectedComponentsWithStats(joined, labels, stats, centres);
  std::vector<Region> kept;
  for (int i = 1; i < count; ++i) {  // 0 is what lies around them
    const Region part{stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                      stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT)};
    const double area = static_cast<double>(part.w) * part.h;
    // A single letter, a T or an L, fills less of its box than a line of them.
    const double share = part.w < settings.aspect_min * part.h ? 0.5 : 1.0;
    if (part.h < settings.height_min || part.h > settings.height_max) continue;
    if (stats.at<int>(i, cv::CC_STAT_AREA) < share * settings.fill_min * area) continue;
    if (edges_in(edges, part) < share * settings.edge_density_min * area) continue;
    kept.push_back(part);
  }
  return kept;
}

// Of like height, feet on one level, and near each other.
bool on_one_line(const Region& a, const Region& b, double gap_max) {
  const int small = std::min(a.h, b.h);
  const int large = std::max(a.h, b.h);
  if (large > 2 * small) return false;
  if (std::abs((a.y + a.h) - (b.y + b.h)) > 0.35 * large) return false;
  const int gap = std::max(a.x, b.x) - std::min(a.x + a.w, b.x + b.w);
  return gap < gap_max * large;
}

std::vector<Region> regions(const cv::Mat& edges, const LocaliseSettings& settings) {
  auto lines = join_lines(parts(edges, settings), settings.gap_max);
  std::erase_if(lines, [&](const Region& line) {
    return line.h > settings.height_max || line.w < settings.aspect_min * line.h;
  });
  return lines;
}

double deviation(const Image& image) {
  cv::Scalar mean;
  cv::Scalar deviation;
  cv::meanStdDev(look_at(image), mean, deviation);
  return deviation[0];
}

}  // namespace

double area_of(const Region& region) { return static_cast<double>(region.w) * region.h; }

double common_area(const Region& a, const Region& b) { return (rect(a) & rect(b)).area(); }

bool reading_order(const Region& a, const Region& b) {
  return std::tie(a.y, a.x, a.h, a.w) < std::tie(b.y, b.x, b.h, b.w);
}

// Joins parts from left to right until nothing changes; parts are few (hundreds).
std::vector<Region> join_lines(std::vector<Region> parts, double gap_max) {
  std::sort(parts.begin(), parts.end(), [](const Region& a, const Region& b) {
    return std::tie(a.x, a.y) < std::tie(b.x, b.y);
  });
  std::vector<Region> lines;
  for (bool joined = true; joined; parts = lines) {
    joined = false;
    lines.clear();
    for (const auto& part : parts) {
      const auto line = std::find_if(lines.begin(), lines.end(), [&](const Region& other) {
        return on_one_line(other, part, gap_max);
      });
      if (line == lines.end()) {
        lines.push_back(part);
      } else {
        *line = around(*line, part);
        joined = true;
      }
    }
  }
  return lines;
}

Region clipped(const Region& region, int width, int height) {
  const cv::Rect inside = rect(region) & cv::Rect(0, 0, width, height);
  return {inside.x, inside.y, inside.width, inside.height};
}

vision::Box box_of(const Region& region, int width, int height) {
  const double w = width;
  const double h = height;
  return {region.x / w, region.y / h, region.w / w, region.h / h};
}

Region region_of(const vision::Box& box, int width, int height) {
  const auto nearest = [](double value) { return static_cast<int>(std::lround(value)); };
  return clipped({nearest(box.x * width), nearest(box.y * height), nearest(box.w * width),
                  nearest(box.h * height)},
                 width, height);
}

Image crop(const Image& image, const Region& region) {
  Image out(region.w, region.h, image.channels);
  cv::Mat to = look_at(out);
  look_at(image)(rect(region)).copyTo(to);
  return out;
}

Image luma_of(const Image& bgr) {
  Image luma(bgr.width, bgr.height, 1);
  cv::Mat to = look_at(luma);
  cv::cvtColor(look_at(bgr), to, cv::COLOR_BGR2GRAY);
  return luma;
}

Image gradient_of(const Image& luma) {
  Image gradient(luma.width, luma.height, 1);
  cv::Mat to = look_at(gradient);
  cv::morphologyEx(look_at(luma), to, cv::MORPH_GRADIENT,
                   cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  return gradient;
}

Image steady_gradient(std::span<const Image> samples) {
  GV_CHECK(!samples.empty());
  Image steady = samples.front();
  for (const auto& sample : samples.subspan(1)) {
    GV_CHECK(sample.width == steady.width && sample.height == steady.height);
    std::transform(steady.pixels.begin(), steady.pixels.end(), sample.pixels.begin(),
                   steady.pixels.begin(),
                   [](std::uint8_t a, std::uint8_t b) { return std::min(a, b); });
  }
  return steady;
}

std::vector<Region> find_lines(const Image& latest, const Image& steady,
                               const LocaliseSettings& settings) {
  const cv::Mat edges = look_at(latest) > settings.gradient_min;
  const cv::Mat steady_edges = look_at(steady) > settings.gradient_min;
  auto found = regions(steady_edges, settings);
  if (steady.pixels != latest.pixels) {
    for (const auto& region : regions(edges, settings)) {
      const double kept = edges_in(steady_edges, region);
      if (kept < settings.steady_min * edges_in(edges, region)) found.push_back(region);
    }
  }
  std::sort(found.begin(), found.end(), [&](const Region& a, const Region& b) {
    const int of_a = edges_in(edges, a);
    const int of_b = edges_in(edges, b);
    return of_a != of_b ? of_a > of_b : reading_order(a, b);
  });
  if (found.size() > static_cast<std::size_t>(settings.regions_max)) {
    found.resize(static_cast<std::size_t>(settings.regions_max));
  }
  std::sort(found.begin(), found.end(), reading_order);
  return found;
}

// Sums of 8-bit products are exact in 64 bits, so the order of pixels does not matter.
double correlation(const Image& a, const Image& b) {
  if (a.width != b.width || a.height != b.height || a.empty()) return 0.0;
  std::int64_t sum_a = 0;
  std::int64_t sum_b = 0;
  std::int64_t sum_aa = 0;
  std::int64_t sum_bb = 0;
  std::int64_t sum_ab = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) {
    const std::int64_t x = a.pixels[i];
    const std::int64_t y = b.pixels[i];
    sum_a += x;
    sum_b += y;
    sum_aa += x * x;
    sum_bb += y * y;
    sum_ab += x * y;
  }
  const auto n = static_cast<double>(a.pixels.size());
  const double mean_a = static_cast<double>(sum_a) / n;
  const double mean_b = static_cast<double>(sum_b) / n;
  const double variance_a = static_cast<double>(sum_aa) / n - mean_a * mean_a;
  const double variance_b = static_cast<double>(sum_bb) / n - mean_b * mean_b;
  if (variance_a <= 0.0 || variance_b <= 0.0) return 0.0;
  return (static_cast<double>(sum_ab) / n - mean_a * mean_b) / std::sqrt(variance_a * variance_b);
}

int edges_in(const Image& gradient, const Region& region, int gradient_min) {
  return cv::countNonZero(look_at(gradient)(rect(region)) > gradient_min);
}

double least_correlation(const Image& a, const Image& b) {
  constexpr double kFlat = 12.0;  // standard deviation of the space between words
  const int pieces = std::max(1, (2 * a.width + a.height / 2) / std::max(1, a.height));
  double least = 1.0;
  for (int i = 0; i < pieces; ++i) {
    const int from = i * a.width / pieces;
    const Region piece{from, 0, (i + 1) * a.width / pieces - from, a.height};
    const Image of_a = crop(a, piece);
    const Image of_b = crop(b, piece);
    if (std::max(deviation(of_a), deviation(of_b)) < kFlat) continue;
    least = std::min(least, correlation(of_a, of_b));
  }
  return least;
}

}  // namespace gv::ocr
