#include "core/vision/dissolves.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/check.h"
#include "core/vision/pixels.h"

namespace gv::vision {
namespace {

constexpr std::size_t kPixels = 64 * 36;
constexpr double kCount = kPixels;
// A picture without any contrast is no end of a cross-fade: that is a fade, found by brightness.
constexpr double kVarianceMin = 1.0;

std::int64_t inner_product(const std::vector<std::int16_t>& a, const std::vector<std::int16_t>& b) {
  constexpr std::size_t kBlock = 256;  // a known count lets the compiler use vector registers
  static_assert(kPixels % kBlock == 0);
  std::int32_t sum = 0;  // at most 2304 * 255^2 < 2^31
  for (std::size_t start = 0; start < kPixels; start += kBlock) {
    const std::int16_t* p = a.data() + start;
    const std::int16_t* q = b.data() + start;
    for (std::size_t i = 0; i < kBlock; ++i) {
      sum += static_cast<std::int32_t>(p[i]) * static_cast<std::int32_t>(q[i]);
    }
  }
  return sum;
}

double mean_abs(const std::vector<std::int16_t>& a, const std::vector<std::int16_t>& b) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < kPixels; ++i) sum += std::abs(a[i] - b[i]);
  return sum / kCount;
}

std::int64_t scaled(double frames, double fps, std::int64_t least) {
  return std::max(least, static_cast<std::int64_t>(std::nearbyint(frames * fps / 30.0)));
}

}  // namespace

DissolveFinder::DissolveFinder(const DissolveConfig& config, double fps)
    : config_(config), step_(scaled(config.step, fps, 1)) {
  GV_CHECK(fps > 0.0 && !config.lengths.empty());
  for (const double length : config.lengths) lengths_.push_back(scaled(length, fps, 4));
  std::sort(lengths_.begin(), lengths_.end());
  lengths_.erase(std::unique(lengths_.begin(), lengths_.end()), lengths_.end());
  ring_.resize(static_cast<std::size_t>(lengths_.back()) + 1);
}

const DissolveFinder::Picture& DissolveFinder::at(std::int64_t frame) const {
  return ring_[static_cast<std::size_t>(frame) % ring_.size()];
}

double DissolveFinder::product(std::int64_t a, std::int64_t b) const {
  const auto [older, newer] = std::minmax(a, b);
  return static_cast<double>(at(newer).products[static_cast<std::size_t>(newer - older)]);
}

double DissolveFinder::covariance(std::int64_t a, std::int64_t b) const {
  return product(a, b) / kCount - at(a).mean * at(b).mean;
}

void DissolveFinder::next(const Image& a64) {
  GV_CHECK(a64.channels == 1 && a64.pixels.size() == kPixels);
  const std::int64_t now = frames_++;
  Picture& picture = ring_[static_cast<std::size_t>(now) % ring_.size()];
  picture.levels.assign(a64.pixels.begin(), a64.pixels.end());
  picture.mean = mean_level(a64);
  const auto reach = std::min<std::int64_t>(now, lengths_.back());
  picture.products.clear();
  for (std::int64_t k = 0; k <= reach; ++k) {
    picture.products.push_back(inner_product(picture.levels, at(now - k).levels));
  }
  for (const std::int64_t length : lengths_) {
    const std::int64_t first = now - length;
    if (first < 0 || first % step_ != 0) continue;
    if (const auto found = test(first, now)) candidates_.push_back(*found);
  }
}

// Fills `weights_` and tells whether the blend advances steadily and every frame has the contrast
// of a blend: sigma_t^2 = (1 - w)^2 sigma_first^2 + w^2 sigma_last^2 + 2 w (1 - w) cov.
bool DissolveFinder::blends(std::int64_t first, std::int64_t last) {
  const double base = product(first, first);
  const double cross = product(first, last);
  const double norm = product(last, last) - 2.0 * cross + base;
  const double variance_first = covariance(first, first);
  const double variance_last = covariance(last, last);
  const double shared = covariance(first, last);
  const double low = (1.0 - config_.deviation_max) * (1.0 - config_.deviation_max);
  const double high = (1.0 + config_.deviation_max) * (1.0 + config_.deviation_max);
  weights_.clear();
  for (std::int64_t t = first; t <= last; ++t) {
    const double w = (product(t, last) - product(t, first) - cross + base) / norm;
    if (!weights_.empty()) {
      const double step = w - weights_.back();
      if (step < -config_.step_down_max || step > config_.step_up_max) return false;
    }
    weights_.push_back(w);
    const double blend = (1.0 - w) * (1.0 - w) * variance_first + w * w * variance_last +
                         2.0 * w * (1.0 - w) * shared;
    const double variance = covariance(t, t);
    if (variance < low * blend || variance > high * blend) return false;
  }
  return true;
}

// Mean residual of the frames between the two ends; empty if one of them is too large.
std::optional<double> DissolveFinder::residual(std::int64_t first, std::int64_t last,
                                               double difference) const {
  constexpr std::int32_t kOne = 1024;  // weights in fixed point, so that sums are exact
  const auto& from = at(first).levels;
  const auto& to = at(last).levels;
  double total = 0.0;
  for (std::int64_t t = first + 1; t < last; ++t) {
    const double weight = weights_[static_cast<std::size_t>(t - first)];
    const auto w = static_cast<std::int32_t>(std::nearbyint(weight * kOne));
    const auto& levels = at(t).levels;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < kPixels; ++i) {
      sum += std::abs((levels[i] - from[i]) * kOne - w * (to[i] - from[i]));
    }
    const double share = static_cast<double>(sum) / kOne / kCount / difference;
    if (share >= config_.residual_max) return std::nullopt;
    total += share;
  }
  return total / static_cast<double>(last - first - 1);
}

std::optional<Dissolve> DissolveFinder::test(std::int64_t first, std::int64_t last) {
  const double variance_first = covariance(first, first);
  const double variance_last = covariance(last, last);
  if (variance_first < kVarianceMin || variance_last < kVarianceMin) return std::nullopt;
  // The mean absolute difference never exceeds the root mean square one, which is at hand.
  const double norm = product(last, last) - 2.0 * product(first, last) + product(first, first);
  if (norm < config_.contrast_min * config_.contrast_min * kCount) return std::nullopt;
  const double alike = covariance(first, last) / std::sqrt(variance_first * variance_last);
  if (alike > config_.correlation_max || !blends(first, last)) return std::nullopt;
  const double difference = mean_abs(at(first).levels, at(last).levels);
  if (difference < config_.contrast_min) return std::nullopt;
  const auto mean_residual = residual(first, last, difference);
  if (!mean_residual || *mean_residual >= config_.residual_mean_max) return std::nullopt;

  const auto reaches = [&](double weight, bool inclusive) {
    std::size_t i = 0;
    while (i + 1 < weights_.size() && (inclusive ? weights_[i] < weight : weights_[i] <= weight)) {
      ++i;
    }
    return first + static_cast<std::int64_t>(i);
  };
  Dissolve found{.first = first, .last = last};
  found.core_start = reaches(config_.core_from, false);
  found.core_end = reaches(config_.core_to, true);
  const double middle = 0.5 * static_cast<double>(found.core_start + found.core_end);
  found.boundary = static_cast<std::int64_t>(std::nearbyint(middle));
  found.score = difference * (1.0 - *mean_residual) * (1.0 - alike);
  return found;
}

std::vector<Dissolve> strongest_apart(std::vector<Dissolve> candidates, std::int64_t gap_frames) {
  std::sort(candidates.begin(), candidates.end(), [](const Dissolve& a, const Dissolve& b) {
    if (a.score != b.score) return a.score > b.score;
    return a.first != b.first ? a.first < b.first : a.last < b.last;
  });
  std::vector<Dissolve> kept;
  for (const Dissolve& one : candidates) {
    const bool clear = std::all_of(kept.begin(), kept.end(), [&](const Dissolve& other) {
      return one.first - other.last >= gap_frames || other.first - one.last >= gap_frames;
    });
    if (clear) kept.push_back(one);
  }
  std::sort(kept.begin(), kept.end(),
            [](const Dissolve& a, const Dissolve& b) { return a.first < b.first; });
  return kept;
}

}  // namespace gv::vision
