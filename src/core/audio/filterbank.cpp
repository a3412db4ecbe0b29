#include "core/audio/filterbank.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace gv::audio {
namespace {

constexpr double kConcertPitch = 440.0;  // Hz

double mel_of(double hz) { return 2595.0 * std::log10(1.0 + hz / 700.0); }
double hz_of(double mel) { return 700.0 * (std::pow(10.0, mel / 2595.0) - 1.0); }

/// The distinct bins nearest to the centre frequencies, ascending.
std::vector<int> log_bins(int fft_size, double rate, int per_octave, double lo_hz, double hi_hz) {
  std::vector<int> bins;
  const int first = static_cast<int>(std::floor(std::log2(lo_hz / kConcertPitch) * per_octave));
  const int last = static_cast<int>(std::ceil(std::log2(hi_hz / kConcertPitch) * per_octave));
  for (int i = first; i <= last; ++i) {
    const double hz = kConcertPitch * std::exp2(static_cast<double>(i) / per_octave);
    if (hz < lo_hz || hz > hi_hz) continue;
    const int bin = static_cast<int>(std::floor(hz * fft_size / rate + 0.5));
    bins.push_back(std::clamp(bin, 0, fft_size / 2 - 1));
  }
  bins.erase(std::unique(bins.begin(), bins.end()), bins.end());
  return bins;
}

/// Rises from `start` to 1 at `center` and falls to 0 at `stop`, over whole bins.
std::vector<float> triangle(int start, int center, int stop) {
  std::vector<float> weights;
  for (int bin = start; bin < stop; ++bin) {
    const double weight = bin < center ? static_cast<double>(bin - start) / (center - start)
                                       : 1.0 - static_cast<double>(bin - center) / (stop - center);
    weights.push_back(static_cast<float>(weight));
  }
  return weights;
}

}  // namespace

void Filterbank::add(int first, std::span<const float> weights) {
  bands_.push_back({first, static_cast<int>(weights_.size()), static_cast<int>(weights.size())});
  weights_.insert(weights_.end(), weights.begin(), weights.end());
}

void Filterbank::apply(std::span<const float> bins, std::span<float> out) const {
  GV_CHECK(out.size() == bands_.size());
  for (std::size_t b = 0; b < bands_.size(); ++b) {
    const float* bin = bins.data() + bands_[b].first;
    const float* weight = weights_.data() + bands_[b].weights_at;
    float sum = 0.0F;
    for (int i = 0; i < bands_[b].count; ++i) sum += bin[i] * weight[i];
    out[b] = sum;
  }
}

Filterbank log_filterbank(int fft_size, double rate, int per_octave, double lo_hz, double hi_hz) {
  const std::vector<int> bins = log_bins(fft_size, rate, per_octave, lo_hz, hi_hz);
  Filterbank bank;
  for (std::size_t i = 0; i + 2 < bins.size(); ++i) {
    const bool single = bins[i + 2] - bins[i] < 2;
    bank.add(bins[i],
             single ? std::vector<float>{1.0F} : triangle(bins[i], bins[i + 1], bins[i + 2]));
  }
  return bank;
}

Filterbank mel_filterbank(int fft_size, double rate, int bands, double lo_hz, double hi_hz) {
  const double step = (mel_of(hi_hz) - mel_of(lo_hz)) / (bands + 1);
  const auto edge = [&](int i) { return hz_of(mel_of(lo_hz) + i * step) * fft_size / rate; };
  Filterbank bank;
  for (int b = 0; b < bands; ++b) {
    const double left = edge(b);
    const double center = edge(b + 1);
    const double right = edge(b + 2);
    const int first = static_cast<int>(std::floor(left)) + 1;
    std::vector<float> weights;
    for (int bin = first; bin < right && bin <= fft_size / 2; ++bin) {
      const double weight =
          bin < center ? (bin - left) / (center - left) : (right - bin) / (right - center);
      weights.push_back(static_cast<float>(weight));
    }
    bank.add(first, weights);
  }
  return bank;
}

}  // namespace gv::audio
