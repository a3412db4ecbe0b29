#include "core/audio/onsets.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/audio/series.h"

namespace gv::audio {
namespace {

constexpr int kFrame = 1024;          // samples, 46 ms
constexpr Hop kHop{441, 4};           // 110.25 samples: 200 frames a second
constexpr int kBandsPerOctave = 24;   // a quarter tone each
constexpr double kLowest = 30.0;      // Hz
constexpr double kHighest = 17000.0;  // Hz, where the rate allows it
constexpr double kNyquistShare = 0.98;
constexpr std::size_t kWarmUp = 8;  // frames

// Reach of the peak picker, in frames.
constexpr int kMaxBefore = 2;    // 10 ms
constexpr int kMaxAfter = 10;    // 50 ms
constexpr int kMeanBefore = 30;  // 150 ms

}  // namespace

Novelty::Novelty(OnsetMethod method)
    : method_(method),
      cutter_(kFrame, kHop),
      spectrum_(kFrame, kFrame),
      bank_(log_filterbank(kFrame, kMusicRate, kBandsPerOctave, kLowest,
                           std::min(kHighest, kNyquistShare * kMusicRate / 2.0))),
      magnitude_(kFrame / 2 + 1) {
  for (auto& level : levels_) level.resize(static_cast<std::size_t>(bank_.bands()));
}

void Novelty::push(std::span<const float> samples) {
  cutter_.push(samples, [this](std::span<const float> frame) { on_frame(frame); });
}

std::vector<float> Novelty::finish() {
  cutter_.finish([this](std::span<const float> frame) { on_frame(frame); });
  return std::move(curve_);
}

void Novelty::on_frame(std::span<const float> frame) {
  const std::span<const float> power = spectrum_.of(frame);
  for (std::size_t k = 0; k < power.size(); ++k) magnitude_[k] = std::sqrt(power[k]);

  const std::size_t n = curve_.size();
  const bool super = method_ == OnsetMethod::SuperFlux;
  std::vector<float>& now = levels_[n % 3];
  const std::vector<float>& past = levels_[(n + (super ? 1 : 2)) % 3];  // n - 2, else n - 1
  bank_.apply(magnitude_, now);
  for (float& level : now) level = std::log10(1.0F + level);

  float novelty = 0.0F;
  for (std::size_t b = 0; b < now.size(); ++b) {
    float before = past[b];
    if (super && b > 0) before = std::max(before, past[b - 1]);
    if (super && b + 1 < now.size()) before = std::max(before, past[b + 1]);
    novelty += std::max(0.0F, now[b] - before);
  }
  curve_.push_back(n < kWarmUp ? 0.0F : novelty);
}

std::vector<Onset> pick_onsets(std::span<const float> novelty, const OnsetConfig& config) {
  const double delta = config.threshold + config.threshold_share * percentile(novelty, 0.99);
  const std::vector<double> sums = prefix_sums(novelty);
  const int size = static_cast<int>(novelty.size());
  std::vector<Onset> onsets;
  for (int n = 0; n < size; ++n) {
    const int first = std::max(0, n - kMeanBefore);
    const double mean =
        (sums[static_cast<std::size_t>(n) + 1] - sums[static_cast<std::size_t>(first)]) /
        (n + 1 - first);
    const double value = static_cast<double>(novelty[static_cast<std::size_t>(n)]);
    if (value < mean + delta) continue;
    const auto from = novelty.begin() + std::max(0, n - kMaxBefore);
    const auto to = novelty.begin() + std::min(size, n + kMaxAfter + 1);
    if (value < static_cast<double>(*std::max_element(from, to))) continue;
    const double t = n / kOnsetFps + config.delay_s;
    if (!onsets.empty() && t - onsets.back().t < config.merge_s) continue;
    onsets.push_back({t, value});
  }
  return onsets;
}

}  // namespace gv::audio
