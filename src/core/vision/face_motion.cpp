#include "core/vision/face_motion.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/check.h"

namespace gv::vision {
namespace {

constexpr double kPeakGap = 0.5;  // seconds
constexpr std::size_t kPeaks = 5;

/// Cells [x0, x1) x [y0, y1).
struct CellRange {
  int x0{0};
  int x1{0};
  int y0{0};
  int y1{0};
};

/// Cells of one axis whose centre lies in [from, from + length); the nearest one if none does.
std::pair<int, int> cells_of(double from, double length, int count) {
  int first = static_cast<int>(std::ceil(from * count - 0.5 - 1e-9));
  int last = static_cast<int>(std::ceil((from + length) * count - 0.5 - 1e-9));
  if (last <= first) {
    first = static_cast<int>(std::floor((from + length / 2.0) * count));
    last = first + 1;
  }
  return {std::clamp(first, 0, count - 1), std::clamp(last, 1, count)};
}

CellRange range_of(const Box& box, const EnergyMap& map) {
  const auto [x0, x1] = cells_of(box.x, box.w, map.width);
  const auto [y0, y1] = cells_of(box.y, box.h, map.height);
  return {x0, x1, y0, y1};
}

std::size_t at(const EnergyMap& map, int x, int y) {
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(map.width) +
         static_cast<std::size_t>(x);
}

/// Mean energy in a box; marks its cells.
double mean_in(const EnergyMap& map, const CellRange& range, std::vector<bool>& inside) {
  double sum = 0.0;
  int count = 0;
  for (int y = range.y0; y < range.y1; ++y) {
    for (int x = range.x0; x < range.x1; ++x) {
      sum += static_cast<double>(map.energy[at(map, x, y)]);
      inside[at(map, x, y)] = true;
      ++count;
    }
  }
  return sum / count;
}

}  // namespace

EnergyMap coarse_energy(const FlowField& flow, int cell) {
  GV_CHECK(cell >= 1);
  const int columns = (flow.width + cell - 1) / cell;
  const int rows = (flow.height + cell - 1) / cell;
  EnergyMap map{columns, rows, {}};
  map.energy.resize(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), 0.0F);
  for (int row = 0; row < rows; ++row) {
    const int y1 = std::min(flow.height, (row + 1) * cell);
    float* sums = map.energy.data() + at(map, 0, row);
    for (int y = row * cell; y < y1; ++y) {
      const float* energy =
          flow.energy.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(flow.width);
      for (int column = 0; column < columns; ++column) {
        const int x1 = std::min(flow.width, (column + 1) * cell);
        for (int x = column * cell; x < x1; ++x) sums[column] += energy[x];
      }
    }
    for (int column = 0; column < columns; ++column) {
      const int width = std::min(flow.width, (column + 1) * cell) - column * cell;
      sums[column] /= static_cast<float>(width * (y1 - row * cell));
    }
  }
  return map;
}

FaceMotionPair weigh_faces(const EnergyMap& map, std::span<const Box> faces, double weight) {
  GV_CHECK(!map.energy.empty());
  std::vector<bool> inside(map.energy.size(), false);
  FaceMotionPair pair;
  for (const Box& face : faces) pair.face_motion += mean_in(map, range_of(face, map), inside);
  pair.face_motion *= weight;

  double face_sum = 0.0;
  double other_sum = 0.0;
  double face_cells = 0.0;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    (inside[i] ? face_sum : other_sum) += static_cast<double>(map.energy[i]);
    face_cells += inside[i] ? 1.0 : 0.0;
  }
  const auto cells = static_cast<double>(inside.size());
  const double other_cells = cells - face_cells;
  pair.background_motion = other_cells > 0.0 ? other_sum / other_cells : 0.0;
  pair.total_weighted = pair.face_motion + pair.background_motion;
  pair.weighted_mean = (other_sum + weight * face_sum) / (other_cells + weight * face_cells);
  pair.coverage = face_cells / cells;
  return pair;
}

void FaceMotion::on_pair(const FlowField& flow) {
  GV_CHECK(waiting_.empty() || flow.frame > waiting_.back().frame);
  waiting_.push_back({flow.frame, flow.t, coarse_energy(flow)});
}

void FaceMotion::settle(double until, std::span<const std::int64_t> boundaries,
                        const BoxesAt& boxes_at, std::int64_t frames_apart) {
  for (; !waiting_.empty() && waiting_.front().t <= until; waiting_.pop_front()) {
    const Waiting& now = waiting_.front();
    const auto boundary =
        std::upper_bound(boundaries.begin(), boundaries.end(), now.frame - frames_apart);
    if (boundary != boundaries.end() && *boundary <= now.frame) continue;
    const FaceMotionPair pair = weigh_faces(now.map, boxes_at(now.t), weight_);
    sums_.face_motion += pair.face_motion;
    sums_.background_motion += pair.background_motion;
    sums_.total_weighted += pair.total_weighted;
    sums_.weighted_mean += pair.weighted_mean;
    sums_.average_face_coverage += pair.coverage;
    ++pairs_;
    if (pair.face_motion > 0.0) with_faces_.push_back({now.t, pair.face_motion});
  }
}

std::optional<FaceWeighted> FaceMotion::finish() const {
  if (pairs_ == 0) return std::nullopt;
  FaceWeighted result = sums_;
  result.weighted_mean /= static_cast<double>(pairs_);
  result.average_face_coverage /= static_cast<double>(pairs_);
  if (result.background_motion > 0.0) {
    result.face_to_background_ratio = result.face_motion / result.background_motion;
  }
  std::vector<FaceMotionPeak> peaks = with_faces_;
  std::stable_sort(peaks.begin(), peaks.end(),
                   [](const auto& a, const auto& b) { return a.face_motion > b.face_motion; });
  for (const FaceMotionPeak& peak : peaks) {
    if (result.peak_face_moments.size() == kPeaks) break;
    const bool close = std::any_of(
        result.peak_face_moments.begin(), result.peak_face_moments.end(),
        [&](const FaceMotionPeak& other) { return std::abs(other.t - peak.t) < kPeakGap - 1e-9; });
    if (!close) result.peak_face_moments.push_back(peak);
  }
  return result;
}

}  // namespace gv::vision
