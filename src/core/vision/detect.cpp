#include "core/vision/detect.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/check.h"

namespace gv::vision {
namespace {

double unit(double value) { return std::clamp(value, 0.0, 1.0); }

/// Indices by descending score, equal scores by index.
std::vector<std::size_t> best_first(std::span<const double> scores) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  return order;
}

/// Greedy suppression among the pairs for which `rivals(kept, other)` holds.
template <class Rivals>
std::vector<std::size_t> suppress(std::span<const std::size_t> order, const Rivals& rivals) {
  std::vector<std::size_t> kept;
  for (const std::size_t at : order) {
    const bool dropped = std::any_of(kept.begin(), kept.end(),
                                     [&](std::size_t winner) { return rivals(winner, at); });
    if (!dropped) kept.push_back(at);
  }
  return kept;
}

}  // namespace

double cascade_score(int windows) { return 1.0 - std::exp(-windows / 6.0); }

Letterbox letterbox(int width, int height, int side) {
  GV_CHECK(width >= 1 && height >= 1 && side >= 1);
  const double scale =
      std::min(static_cast<double>(side) / width, static_cast<double>(side) / height);
  const auto scaled = [&](int length) {
    return std::clamp(static_cast<int>(std::lrint(length * scale)), 1, side);
  };
  Letterbox box{.source_width = width, .source_height = height, .scale = scale};
  box.width = scaled(width);
  box.height = scaled(height);
  box.pad_x = (side - box.width) / 2;
  box.pad_y = (side - box.height) / 2;
  return box;
}

Point Letterbox::to_source(const Point& input) const {
  return {(input.x - pad_x) / scale, (input.y - pad_y) / scale};
}

Box Letterbox::to_source(const Box& input) const {
  const Point corner = to_source(Point{input.x, input.y});
  return {corner.x, corner.y, input.w / scale, input.h / scale};
}

Point Letterbox::to_frame(const Point& input) const {
  const Point source = to_source(input);
  return {unit(source.x / source_width), unit(source.y / source_height)};
}

Box Letterbox::to_frame(const Box& input) const {
  const Point low = to_frame(Point{input.x, input.y});
  const Point high = to_frame(Point{input.x + input.w, input.y + input.h});
  return {low.x, low.y, high.x - low.x, high.y - low.y};
}

std::vector<std::size_t> nms(std::span<const Box> boxes, std::span<const double> scores,
                             double iou_max) {
  GV_CHECK(boxes.size() == scores.size());
  return suppress(best_first(scores),
                  [&](std::size_t a, std::size_t b) { return iou(boxes[a], boxes[b]) > iou_max; });
}

std::vector<Candidate> nms_by_class(std::span<const Candidate> candidates, double iou_max,
                                    std::size_t count_max) {
  std::vector<double> scores;
  scores.reserve(candidates.size());
  for (const Candidate& candidate : candidates) scores.push_back(candidate.score);
  const auto kept = suppress(best_first(scores), [&](std::size_t a, std::size_t b) {
    return candidates[a].class_id == candidates[b].class_id &&
           iou(candidates[a].box, candidates[b].box) > iou_max;
  });

  std::vector<Candidate> winners;
  for (std::size_t i = 0; i < std::min(kept.size(), count_max); ++i) {
    winners.push_back(candidates[kept[i]]);
  }
  return winners;
}

std::vector<DetectionItem> to_detections(std::span<const Candidate> candidates,
                                         const Letterbox& box, DetectionSource source) {
  std::vector<DetectionItem> items;
  items.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    DetectionItem item{.box = box.to_frame(candidate.box),
                       .score = candidate.score,
                       .class_id = candidate.class_id,
                       .landmarks = candidate.landmarks,
                       .source = source};
    if (item.landmarks) {
      for (Point& point : *item.landmarks) point = box.to_frame(point);
    }
    if (item.box.w > 0.0 && item.box.h > 0.0) items.push_back(item);
  }
  return items;
}

}  // namespace gv::vision
