#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "core/vision/detect.h"

namespace gv::vision {
namespace {

constexpr std::size_t kBins = 16;                     // of one distance
constexpr std::size_t kDistanceLogits = 4 * kBins;    // left, top, right, bottom
constexpr std::size_t kLandmarkValues = 5 * 3;        // x, y, confidence
constexpr std::array<int, 3> kStrides = {8, 16, 32};  // of the head's three levels

double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

/// A matrix of channels x anchors, stored either way round.
struct Channels {
  std::span<const float> values;
  std::size_t channel_step;
  std::size_t anchor_step;

  [[nodiscard]] double at(std::size_t channel, std::size_t anchor) const {
    return values[channel * channel_step + anchor * anchor_step];
  }
};

struct Best {
  int class_id{0};
  double value{0.0};
};

/// The class of the largest value; the first of equals. NaN never wins.
Best best_class(const Channels& channels, std::size_t first, int classes, std::size_t anchor) {
  Best best{0, channels.at(first, anchor)};
  for (int k = 1; k < classes; ++k) {
    const double value = channels.at(first + static_cast<std::size_t>(k), anchor);
    if (value > best.value || std::isnan(best.value)) best = {k, value};
  }
  return best;
}

bool sane(const Candidate& candidate) {
  const auto finite = [](double value) { return std::isfinite(value); };
  const Box& box = candidate.box;
  bool all = finite(box.x) && finite(box.y) && finite(box.w) && finite(box.h);
  if (candidate.landmarks) {
    for (const Point& point : *candidate.landmarks) all = all && finite(point.x) && finite(point.y);
  }
  return all && box.w > 0.0 && box.h > 0.0;
}

/// A network may put out anything: boxes without a finite area are left out.
void keep_if_sane(std::vector<Candidate>& found, Candidate candidate) {
  candidate.score = std::min(candidate.score, 1.0);
  if (sane(candidate)) found.push_back(candidate);
}

tl::unexpected<Error> wrong_size(std::string_view what, std::size_t came, std::string accepted) {
  return fail(ErrorCode::UnusableInput, std::string(what),
              "has " + std::to_string(came) + " values, accepted: " + std::move(accepted));
}

Landmarks read_landmarks(const Channels& channels, std::size_t first, std::size_t anchor) {
  Landmarks points;
  for (std::size_t k = 0; k < points.size(); ++k) {
    points[k] = {channels.at(first + 3 * k, anchor), channels.at(first + 3 * k + 1, anchor)};
  }
  return points;
}

std::array<double, 4> read_distances(const Channels& channels, std::size_t anchor) {
  std::array<double, 4> distances{};
  std::array<float, kBins> logits{};
  for (std::size_t side = 0; side < distances.size(); ++side) {
    for (std::size_t bin = 0; bin < kBins; ++bin) {
      logits[bin] = static_cast<float>(channels.at(side * kBins + bin, anchor));
    }
    distances[side] = expected_bin(logits);
  }
  return distances;
}

/// Landmarks of the raw head are offsets from the cell, in half strides.
Landmarks place_landmarks(Landmarks points, int column, int row, double stride) {
  for (Point& point : points) {
    point = {(point.x * 2.0 + column) * stride, (point.y * 2.0 + row) * stride};
  }
  return points;
}

Candidate yunet_candidate(const YunetLevel& level, std::size_t cell, double column, double row,
                          double score) {
  const double stride = level.stride;
  const auto bbox = [&](std::size_t k) { return static_cast<double>(level.bbox[4 * cell + k]); };
  const auto kps = [&](std::size_t k) { return static_cast<double>(level.kps[10 * cell + k]); };
  const double w = std::exp(bbox(2)) * stride;
  const double h = std::exp(bbox(3)) * stride;
  Candidate face{.score = score};
  face.box = {(column + bbox(0)) * stride - w / 2.0, (row + bbox(1)) * stride - h / 2.0, w, h};
  face.landmarks.emplace();
  for (std::size_t k = 0; k < face.landmarks->size(); ++k) {
    (*face.landmarks)[k] = {(column + kps(2 * k)) * stride, (row + kps(2 * k + 1)) * stride};
  }
  return face;
}

}  // namespace

double expected_bin(std::span<const float> logits) {
  GV_CHECK(!logits.empty());
  const double top = *std::max_element(logits.begin(), logits.end());
  double sum = 0.0;
  double weighted = 0.0;
  for (std::size_t k = 0; k < logits.size(); ++k) {
    const double p = std::exp(static_cast<double>(logits[k]) - top);
    sum += p;
    weighted += static_cast<double>(k) * p;
  }
  return weighted / sum;
}

Box box_of_distances(double anchor_x, double anchor_y, const std::array<double, 4>& distances,
                     double stride) {
  const auto [left, top, right, bottom] = distances;
  return {(anchor_x - left) * stride, (anchor_y - top) * stride, (left + right) * stride,
          (top + bottom) * stride};
}

Result<std::vector<Candidate>> decode_yolo(std::span<const float> values, int rows, int columns,
                                           const YoloShape& shape, double score_min) {
  GV_CHECK(rows >= 0 && columns >= 0 && shape.classes >= 1);
  const auto r = static_cast<std::size_t>(rows);
  const auto c = static_cast<std::size_t>(columns);
  const std::size_t plain = 4 + static_cast<std::size_t>(shape.classes);
  const std::size_t full = plain + (shape.landmarks ? kLandmarkValues : 0);
  const auto fits = [&](std::size_t side) { return side == full || side == plain; };
  if (values.size() != r * c || (!fits(r) && !fits(c))) {
    return wrong_size("output", values.size(),
                      std::to_string(full) + " x N or N x " + std::to_string(full));
  }

  const bool by_rows = fits(r);
  const Channels channels{values, by_rows ? c : 1, by_rows ? 1 : c};
  const std::size_t anchors = by_rows ? c : r;
  const bool landmarks = shape.landmarks && (by_rows ? r : c) == full;
  std::vector<Candidate> found;
  for (std::size_t i = 0; i < anchors; ++i) {
    const Best best = best_class(channels, 4, shape.classes, i);
    if (!(best.value >= score_min)) continue;
    const double w = channels.at(2, i);
    const double h = channels.at(3, i);
    Candidate item{.score = best.value, .class_id = best.class_id};
    item.box = {channels.at(0, i) - w / 2.0, channels.at(1, i) - h / 2.0, w, h};
    if (landmarks) item.landmarks = read_landmarks(channels, plain, i);
    keep_if_sane(found, item);
  }
  return found;
}

Result<std::vector<Candidate>> decode_yolo_head(std::span<const float> values, int side,
                                                const YoloShape& shape, double score_min) {
  GV_CHECK(side >= 32 && side % 32 == 0 && shape.classes >= 1);
  std::size_t anchors = 0;
  for (const int stride : kStrides) {
    anchors += static_cast<std::size_t>(side / stride) * static_cast<std::size_t>(side / stride);
  }
  const std::size_t plain = kDistanceLogits + static_cast<std::size_t>(shape.classes);
  const std::size_t rows = plain + (shape.landmarks ? kLandmarkValues : 0);
  if (values.size() != rows * anchors) {
    return wrong_size("head", values.size(),
                      std::to_string(rows) + " x " + std::to_string(anchors));
  }

  const Channels channels{values, anchors, 1};
  std::vector<Candidate> found;
  std::size_t at = 0;
  for (const int stride : kStrides) {
    for (int row = 0; row < side / stride; ++row) {
      for (int column = 0; column < side / stride; ++column, ++at) {
        const Best best = best_class(channels, kDistanceLogits, shape.classes, at);
        const double score = logistic(best.value);
        if (!(score >= score_min)) continue;
        Candidate item{.score = score, .class_id = best.class_id};
        item.box = box_of_distances(column + 0.5, row + 0.5, read_distances(channels, at), stride);
        if (shape.landmarks) {
          item.landmarks =
              place_landmarks(read_landmarks(channels, plain, at), column, row, stride);
        }
        keep_if_sane(found, item);
      }
    }
  }
  return found;
}

Result<std::vector<Candidate>> decode_yunet(std::span<const YunetLevel> levels, int width,
                                            int height, double score_min) {
  std::vector<Candidate> found;
  for (const YunetLevel& level : levels) {
    GV_CHECK(level.stride >= 1);
    const int columns = width / level.stride;
    const int rows = height / level.stride;
    const std::size_t cells = static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
    if (level.cls.size() != cells || level.obj.size() != cells || level.bbox.size() != 4 * cells ||
        level.kps.size() != 10 * cells) {
      return wrong_size("stride " + std::to_string(level.stride), level.cls.size(),
                        std::to_string(cells) + " cells in each of cls, obj, bbox and kps");
    }
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const double cls = std::clamp(static_cast<double>(level.cls[cell]), 0.0, 1.0);
      const double obj = std::clamp(static_cast<double>(level.obj[cell]), 0.0, 1.0);
      const double score = std::sqrt(cls * obj);
      if (!(score >= score_min)) continue;
      const auto row = static_cast<double>(cell / static_cast<std::size_t>(columns));
      const auto column = static_cast<double>(cell % static_cast<std::size_t>(columns));
      keep_if_sane(found, yunet_candidate(level, cell, column, row, score));
    }
  }
  return found;
}

}  // namespace gv::vision
