#include "core/audio/voice_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/audio/series.h"

namespace gv::audio {
namespace {

constexpr int kRate = 16000;
constexpr int kFrame = 400;  // samples, 25 ms
constexpr Hop kHop{160, 1};  // 10 ms
constexpr int kFft = 512;
constexpr double kSilence = -100.0;  // dB

// Bins of the band of a telephone, 300 to 3,400 Hz.
constexpr std::size_t kFirstBin = 10;  // 312.5 Hz
constexpr std::size_t kLastBin = 108;  // 3,375 Hz

// The period is looked for at 8,000 Hz: pitch needs no more, and it halves the cost.
constexpr std::size_t kHalved = kFrame / 2;
constexpr std::size_t kPeriodFft = 512;   // >= kHalved + the longest lag: no wrapping around
constexpr std::size_t kShortestLag = 20;  // 400 Hz
constexpr std::size_t kLongestLag = 133;  // 60 Hz
constexpr float kQuiet = 1e-10F;          // mean square below which nothing is periodic
constexpr float kFirstPeakShare = 0.9F;   // a shorter period this good beats its multiples

/// The period in lags, and how periodic the frame is.
struct Period {
  float lag{0.0F};  ///< 0: none
  float periodicity{0.0F};
};

/// The highest peak between the shortest and the longest lag; its place is that of the first peak
/// almost as high, between the lags by the parabola through its neighbours.
Period period_of(const std::vector<float>& rho) {
  const auto is_peak = [&](std::size_t lag) {
    return rho[lag] > rho[lag - 1] && rho[lag] >= rho[lag + 1];
  };
  std::size_t best = 0;
  for (std::size_t lag = kShortestLag; lag <= kLongestLag; ++lag) {
    if (is_peak(lag) && (best == 0 || rho[lag] > rho[best])) best = lag;
  }
  if (best == 0 || rho[best] <= 0.0F) return {};
  std::size_t first = kShortestLag;
  while (!is_peak(first) || rho[first] < kFirstPeakShare * rho[best]) ++first;
  const float bend = rho[first - 1] - 2.0F * rho[first] + rho[first + 1];
  const float shift = bend < 0.0F ? 0.5F * (rho[first - 1] - rho[first + 1]) / bend : 0.0F;
  return {static_cast<float>(first) + shift, rho[best]};
}

}  // namespace

VoiceFeatures::VoiceFeatures()
    : cutter_(kFrame, kHop),
      spectrum_(kFrame, kFft),
      period_fft_(static_cast<int>(kPeriodFft)),
      halved_(kPeriodFft, 0.0F),
      period_power_(kPeriodFft, 0.0F),
      bins_(kPeriodFft / 2 + 1),
      rho_(kLongestLag + 2, 0.0F) {}

void VoiceFeatures::push(std::span<const float> samples) {
  cutter_.push(samples, [this](std::span<const float> frame) { on_frame(frame); });
}

VoiceFrames VoiceFeatures::finish() {
  cutter_.finish([this](std::span<const float> frame) { on_frame(frame); });
  return std::move(frames_);
}

void VoiceFeatures::on_frame(std::span<const float> frame) {
  float square = 0.0F;
  for (const float sample : frame) square += sample * sample;
  frames_.power.push_back(square / static_cast<float>(kFrame));
  add_spectrum(frame);
  add_period(frame);
}

void VoiceFeatures::add_spectrum(std::span<const float> frame) {
  const auto band = spectrum_.of(frame).subspan(kFirstBin, kLastBin - kFirstBin + 1);
  double sum = 0.0;
  double log_sum = 0.0;
  for (const float power : band) {
    sum += static_cast<double>(power);
    log_sum += static_cast<double>(std::log(power + 1e-12F));
  }
  // Parseval: both halves of the spectrum, over the energy of the window.
  const double mean_square = 2.0 * sum / (kFft * spectrum_.window_energy());
  frames_.level_db.push_back(static_cast<float>(decibels(mean_square, kSilence)));
  const double count = static_cast<double>(band.size());
  const double flatness = std::exp(log_sum / count) / (sum / count + 1e-12);
  frames_.flatness.push_back(static_cast<float>(std::min(1.0, flatness)));
}

void VoiceFeatures::add_period(std::span<const float> frame) {
  frames_.periodicity.push_back(0.0F);
  frames_.pitch_hz.push_back(0.0F);
  if (frames_.power.back() < kQuiet) return;

  float mean = 0.0F;
  for (std::size_t i = 0; i < kHalved; ++i) {
    halved_[i] = 0.5F * (frame[2 * i] + frame[2 * i + 1]);
    mean += halved_[i] / static_cast<float>(kHalved);
  }
  for (std::size_t i = 0; i < kHalved; ++i) halved_[i] -= mean;
  autocorrelate();
  const Period period = period_of(rho_);
  if (period.lag <= 0.0F) return;
  frames_.periodicity.back() = period.periodicity;
  frames_.pitch_hz.back() = 0.5F * kRate / period.lag;
}

// By two transforms: of the signal, and of its power, which is even. Each lag is divided by the
// energies of the two stretches it compares:
//   rho(lag) = sum of x(i) x(i + lag) / sqrt(sum of x(i)^2 * sum of x(i + lag)^2)
void VoiceFeatures::autocorrelate() {
  std::array<float, kHalved + 1> energy{};  // of the first i samples
  for (std::size_t i = 0; i < kHalved; ++i) energy[i + 1] = energy[i] + halved_[i] * halved_[i];

  period_fft_.transform(halved_, bins_);
  for (std::size_t k = 0; k < bins_.size(); ++k) {
    const float power = bins_[k].real() * bins_[k].real() + bins_[k].imag() * bins_[k].imag();
    period_power_[k] = period_power_[(kPeriodFft - k) % kPeriodFft] = power;
  }
  period_fft_.transform(period_power_, bins_);

  for (std::size_t lag = kShortestLag - 1; lag < rho_.size(); ++lag) {
    const float early = energy[kHalved - lag];
    const float late = std::max(0.0F, energy[kHalved] - energy[lag]);
    const float both = std::sqrt(early * late);
    const float sum = bins_[lag].real() / static_cast<float>(kPeriodFft);
    rho_[lag] = both > kQuiet ? std::clamp(sum / both, -1.0F, 1.0F) : 0.0F;
  }
}

}  // namespace gv::audio
