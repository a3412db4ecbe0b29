#include "adapters/ocr/overlap.h"

#include <algorithm>
#include <numeric>

#include "adapters/ocr/grey.h"

namespace gv::ocr {

namespace {

constexpr double kOver = 0.5;    // share of the smaller box
constexpr double kDoubt = 60.0;  // confidence that says nothing

double area_of_box(const vision::Box& box) { return box.w * box.h; }

bool lies_over(const vision::Box& part, const vision::Box& whole) {
  const double w = std::min(part.x + part.w, whole.x + whole.w) - std::max(part.x, whole.x);
  const double h = std::min(part.y + part.h, whole.y + whole.h) - std::max(part.y, whole.y);
  return w > 0.0 && h > 0.0 && w * h >= kOver * area_of_box(part);
}

double weight_of(const app::TextReading& reading) {
  return (reading.conf - kDoubt) * static_cast<double>(reading.text.size());
}

}  // namespace

double edges_explained(const Image& gradient, const Region& region, int gradient_min,
                       const std::vector<Word>& words) {
  constexpr int kMargin = 3;
  cv::Mat edges =
      look_at(gradient)(cv::Rect(region.x, region.y, region.w, region.h)) > gradient_min;
  const int all = cv::countNonZero(edges);
  if (all == 0) return 1.0;
  const cv::Rect frame(0, 0, region.w, region.h);
  for (const auto& word : words) {
    const cv::Rect under(word.region.x - region.x - kMargin, word.region.y - region.y - kMargin,
                         word.region.w + 2 * kMargin, word.region.h + 2 * kMargin);
    edges(under & frame).setTo(0);
  }
  return 1.0 - static_cast<double>(cv::countNonZero(edges)) / all;
}

// From the largest to the smallest, so that parts of parts are looked at last.
std::vector<app::TextReading> without_overlaps(std::vector<app::TextReading> readings) {
  std::vector<std::size_t> order(readings.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return area_of_box(readings[a].box) > area_of_box(readings[b].box);
  });
  std::vector<bool> gone(readings.size(), false);
  for (std::size_t at = 0; at < order.size(); ++at) {
    const std::size_t whole = order[at];
    if (gone[whole]) continue;
    std::vector<std::size_t> parts;
    double weight = 0.0;
    for (std::size_t later = at + 1; later < order.size(); ++later) {
      const std::size_t part = order[later];
      if (gone[part] || !lies_over(readings[part].box, readings[whole].box)) continue;
      parts.push_back(part);
      weight += weight_of(readings[part]);
    }
    if (weight > weight_of(readings[whole])) {
      gone[whole] = true;
    } else {
      for (const std::size_t part : parts) gone[part] = true;
    }
  }
  std::vector<app::TextReading> kept;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (!gone[i]) kept.push_back(std::move(readings[i]));
  }
  return kept;
}

}  // namespace gv::ocr
