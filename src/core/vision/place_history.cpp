#include "core/vision/place_history.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace gv::vision {
namespace {

constexpr double kSameTime = 1e-6;

/// Pixels [x0, x1) x [y0, y1), one pixel away from the edge of the picture.
struct Patch {
  int x0{0};
  int y0{0};
  int x1{0};
  int y1{0};
  [[nodiscard]] bool empty() const { return x1 <= x0 || y1 <= y0; }
};

Patch patch_of(const Box& box, const Image& luma) {
  const auto left = [](double at, int size) {
    return std::clamp(static_cast<int>(std::floor(at * size)), 1, std::max(1, size - 1));
  };
  const auto right = [](double at, int size) {
    return std::clamp(static_cast<int>(std::ceil(at * size)), 1, std::max(1, size - 1));
  };
  return {left(box.x, luma.width), left(box.y, luma.height), right(box.x + box.w, luma.width),
          right(box.y + box.h, luma.height)};
}

std::vector<int> gradient_in(const Image& luma, const Patch& patch) {
  std::vector<int> gradient;
  gradient.reserve(static_cast<std::size_t>((patch.x1 - patch.x0) * (patch.y1 - patch.y0)));
  for (int y = patch.y0; y < patch.y1; ++y) {
    const std::uint8_t* above = luma.row(y - 1);
    const std::uint8_t* here = luma.row(y);
    const std::uint8_t* below = luma.row(y + 1);
    for (int x = patch.x0; x < patch.x1; ++x) {
      gradient.push_back(std::abs(here[x + 1] - here[x - 1]) + std::abs(below[x] - above[x]));
    }
  }
  return gradient;
}

/// Integer sums, so that the order of pixels does not matter; 0 where one of the two is constant.
double correlation(std::span<const int> a, std::span<const int> b) {
  std::int64_t sum_a = 0;
  std::int64_t sum_b = 0;
  std::int64_t sum_aa = 0;
  std::int64_t sum_bb = 0;
  std::int64_t sum_ab = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum_a += a[i];
    sum_b += b[i];
    sum_aa += std::int64_t{a[i]} * a[i];
    sum_bb += std::int64_t{b[i]} * b[i];
    sum_ab += std::int64_t{a[i]} * b[i];
  }
  const auto n = static_cast<double>(a.size());
  const auto product = [n](std::int64_t xy, std::int64_t x, std::int64_t y) {
    return n * static_cast<double>(xy) - static_cast<double>(x) * static_cast<double>(y);
  };
  const double variances = product(sum_aa, sum_a, sum_a) * product(sum_bb, sum_b, sum_b);
  return variances > 0.0 ? product(sum_ab, sum_a, sum_b) / std::sqrt(variances) : 0.0;
}

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Where two constants fit best: the curve is `before` in [0, at) and `after` from there.
struct Step {
  std::size_t at{0};
  double before{0.0};
  double after{0.0};
};

/// Least squares: the split with the largest sum of squares between the two parts. At least two
/// values.
Step best_step(std::span<const double> curve) {
  Step best;
  double best_between = -1.0;
  for (std::size_t at = 1; at < curve.size(); ++at) {
    const double before = mean_of(curve.first(at));
    const double after = mean_of(curve.subspan(at));
    const double weight = static_cast<double>(at) * static_cast<double>(curve.size() - at);
    const double between = weight * (after - before) * (after - before);
    if (between <= best_between) continue;
    best_between = between;
    best = {at, before, after};
  }
  return best;
}

}  // namespace

void PlaceHistory::on_frame(double t, Image luma) {
  if (!frames_.empty() &&
      (luma.width != frames_.back().luma.width || luma.height != frames_.back().luma.height)) {
    frames_.clear();
    from_start_ = false;
  }
  frames_.push_back({t, std::move(luma)});
  while (frames_.front().t < t - config_.kept_s) {
    frames_.pop_front();
    from_start_ = false;
  }
}

void PlaceHistory::on_boundary() {
  frames_.clear();
  from_start_ = true;
}

std::optional<Moment> PlaceHistory::came(const Box& box) const {
  if (frames_.empty()) return std::nullopt;
  const Patch patch = patch_of(box, frames_.back().luma);
  if (patch.empty()) return std::nullopt;
  const auto shown = gradient_in(frames_.back().luma, patch);
  std::vector<double> curve;
  for (const auto& frame : frames_) {
    curve.push_back(correlation(gradient_in(frame.luma, patch), shown));
  }
  if (curve.size() > 1) {
    const Step step = best_step(curve);
    if (step.after - step.before >= config_.step_min) {
      return Moment{frames_[step.at].t, frames_[step.at].t - frames_[step.at - 1].t};
    }
  }
  if (from_start_ && mean_of(curve) >= config_.stands_min) return Moment{frames_.front().t, 0.0};
  return std::nullopt;
}

std::optional<Moment> PlaceHistory::went(const Box& box, double shown_at) const {
  const auto first = std::find_if(frames_.begin(), frames_.end(), [&](const Kept& frame) {
    return std::abs(frame.t - shown_at) <= kSameTime;
  });
  if (frames_.end() - first < 2) return std::nullopt;
  const Patch patch = patch_of(box, first->luma);
  if (patch.empty()) return std::nullopt;
  const auto shown = gradient_in(first->luma, patch);
  std::vector<double> curve;
  for (auto frame = first; frame != frames_.end(); ++frame) {
    curve.push_back(correlation(gradient_in(frame->luma, patch), shown));
  }
  const Step step = best_step(curve);
  if (step.before - step.after < config_.step_min) return std::nullopt;
  const auto at = first + static_cast<std::ptrdiff_t>(step.at);
  return Moment{at->t, at->t - (at - 1)->t};
}

}  // namespace gv::vision
