#include "core/audio/tempo.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gv::audio {
namespace {

constexpr int kFrame = 1024;  // samples, 46 ms
constexpr Hop kHop{256, 1};
constexpr double kRate = 22050.0;
constexpr int kBands = 40;
constexpr double kLowest = 30.0;     // Hz
constexpr double kHighest = 8000.0;  // Hz
constexpr double kFloor = 1e-8;      // -80 dB below a full-scale sine
constexpr std::size_t kWarmUp = 3;   // frames that reach before the start, or follow one that does
constexpr double kSmooth_s = 0.050;
constexpr double kMean_s = 1.0;
constexpr double kLongestLag_s = 8.0;
constexpr int kMultiples = 4;
constexpr double kApart = 0.1;  // tempos within 10 % are one

/// Covariance of the pulse with itself, for lags up to 8 s. Without its mean: a rectified curve
/// has one, and would look like itself at every lag, noise included.
std::vector<double> autocorrelation(std::span<const double> pulse) {
  double mean = 0.0;
  for (const double value : pulse) mean += value;
  mean /= std::max(1.0, static_cast<double>(pulse.size()));
  std::vector<double> centered;
  for (const double value : pulse) centered.push_back(value - mean);
  const auto longest = static_cast<std::size_t>(kLongestLag_s * kPulseFps);
  std::vector<double> result(longest + 2, 0.0);
  for (std::size_t lag = 0; lag < std::min(result.size(), centered.size()); ++lag) {
    double sum = 0.0;
    for (std::size_t i = lag; i < centered.size(); ++i) sum += centered[i] * centered[i - lag];
    result[lag] = sum;
  }
  return result;
}

/// Linear between whole lags.
double at_lag(const std::vector<double>& correlation, double lag) {
  const auto low = static_cast<std::size_t>(lag);
  if (low + 1 >= correlation.size()) return 0.0;
  const double share = lag - static_cast<double>(low);
  return (1.0 - share) * correlation[low] + share * correlation[low + 1];
}

double score(const std::vector<double>& correlation, double bpm, const TempoConfig& config) {
  double sum = 0.0;
  double weights = 0.0;
  for (int k = 1; k <= kMultiples; ++k) {
    sum += at_lag(correlation, k * 60.0 * kPulseFps / bpm) / k;
    weights += 1.0 / k;
  }
  const double octaves = std::log2(bpm / config.bpm_center);
  return sum / weights * std::exp(-0.5 * octaves * octaves);
}

/// How alike neighbouring pulses are: self-similarity at one and three periods over that at two
/// and four. Unbiased, as a longer lag leaves fewer pairs; at the nearer whole lag, because a lag
/// between two frames always looks less alike.
double evenness(const std::vector<double>& correlation, std::size_t size, double bpm) {
  const auto similar = [&](int periods) {
    const double lag = periods * 60.0 * kPulseFps / bpm;
    const auto low = static_cast<std::size_t>(lag);
    if (low + 1 >= correlation.size()) return 0.0;
    return std::max(correlation[low], correlation[low + 1]) / (static_cast<double>(size) - lag);
  };
  const double even = similar(2) + similar(4);
  return even > 0.0 ? (similar(1) + similar(3)) / even : 0.0;
}

/// The beat among the pulses: see `estimate_tempo`.
double settle_octave(const std::vector<double>& correlation, std::size_t size, double bpm,
                     const TempoConfig& config) {
  const auto even = [&](double tempo) {
    return evenness(correlation, size, tempo) >= config.even_pulse;
  };
  if (4.0 * 60.0 * kPulseFps / bpm >= static_cast<double>(size)) return bpm;  // too short to tell
  if (2.0 * bpm <= config.bpm_max && even(2.0 * bpm)) return 2.0 * bpm;
  if (bpm > config.bpm_fast && !even(bpm)) return bpm / 2.0;
  return bpm;
}

}  // namespace

PulseFeatures::PulseFeatures()
    : cutter_(kFrame, kHop),
      spectrum_(kFrame, kFrame),
      bank_(mel_filterbank(kFrame, kRate, kBands, kLowest, kHighest)),
      bands_(kBands) {}

void PulseFeatures::push(std::span<const float> samples) {
  cutter_.push(samples, [this](std::span<const float> frame) { on_frame(frame); });
}

void PulseFeatures::finish() {
  cutter_.finish([this](std::span<const float> frame) { on_frame(frame); });
}

void PulseFeatures::on_frame(std::span<const float> frame) {
  float square = 0.0F;
  for (const float sample : frame) square += sample * sample;
  power_.push_back(square / static_cast<float>(kFrame));

  bank_.apply(spectrum_.of(frame), bands_);
  // A full-scale sine puts (kFrame / 4)^2 into the bin at its frequency.
  constexpr float kFullScale = kFrame * kFrame / 16.0F;
  for (float& band : bands_) {
    band = 10.0F * std::log10(std::max(band / kFullScale, static_cast<float>(kFloor)));
  }
  float rise = 0.0F;
  for (std::size_t b = 0; b < levels_.size(); ++b) rise += std::max(0.0F, bands_[b] - levels_[b]);
  rise_db_.push_back(rise_db_.size() < kWarmUp ? 0.0F : rise / static_cast<float>(kBands));
  levels_ = bands_;
}

std::vector<double> pulse_of(std::span<const float> rise_db) {
  const int size = static_cast<int>(rise_db.size());
  // Weights cos^2 over the frames less than half a window away, and running sums of the result.
  const double half = kSmooth_s * kPulseFps / 2.0;
  const int reach = static_cast<int>(half);
  std::vector<double> smooth(rise_db.size(), 0.0);
  std::vector<double> sums(rise_db.size() + 1, 0.0);
  for (int i = 0; i < size; ++i) {
    double sum = 0.0;
    double weights = 0.0;
    for (int k = -reach; k <= reach; ++k) {
      const double root = std::cos(0.5 * std::numbers::pi * k / half);
      weights += root * root;
      if (i + k < 0 || i + k >= size) continue;
      sum += root * root * static_cast<double>(rise_db[static_cast<std::size_t>(i + k)]);
    }
    const auto at = static_cast<std::size_t>(i);
    smooth[at] = sum / weights;
    sums[at + 1] = sums[at] + smooth[at];
  }
  const int mean_reach = static_cast<int>(kMean_s * kPulseFps / 2.0);
  std::vector<double> pulse(rise_db.size(), 0.0);
  for (int i = 0; i < size; ++i) {
    const int first = std::max(0, i - mean_reach);
    const int last = std::min(size, i + mean_reach + 1);
    const double mean =
        (sums[static_cast<std::size_t>(last)] - sums[static_cast<std::size_t>(first)]) /
        (last - first);
    const auto at = static_cast<std::size_t>(i);
    pulse[at] = std::max(0.0, smooth[at] - mean);
  }
  return pulse;
}

std::optional<Tempo> estimate_tempo(std::span<const double> pulse, const TempoConfig& config) {
  const std::vector<double> correlation = autocorrelation(pulse);
  if (correlation[0] <= 0.0) return std::nullopt;

  const int steps = static_cast<int>((config.bpm_max - config.bpm_min) / config.bpm_step + 0.5);
  std::vector<double> scores;
  for (int i = 0; i <= steps; ++i) {
    scores.push_back(score(correlation, config.bpm_min + i * config.bpm_step, config));
  }
  const auto best =
      static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
  const auto bpm_at = [&](std::size_t i) {
    return config.bpm_min + static_cast<double>(i) * config.bpm_step;
  };
  Tempo tempo{.bpm = bpm_at(best), .salience = std::clamp(scores[best] / correlation[0], 0.0, 1.0)};
  if (tempo.salience <= 0.0) return std::nullopt;
  tempo.bpm = settle_octave(correlation, pulse.size(), tempo.bpm, config);

  double second = 0.0;
  for (std::size_t i = 1; i + 1 < scores.size(); ++i) {
    const double ratio = bpm_at(i) / tempo.bpm;
    if (std::abs(ratio - 1.0) <= kApart || scores[i] <= second) continue;
    if (scores[i] < scores[i - 1] || scores[i] < scores[i + 1]) continue;  // no peak of its own
    second = scores[i];
    tempo.bpm_alt = bpm_at(i);
  }
  return tempo;
}

}  // namespace gv::audio
