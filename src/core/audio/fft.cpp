#include "core/audio/fft.h"

#include <cmath>
#include <numbers>

#include <unsupported/Eigen/FFT>

#include "base/check.h"

namespace gv::audio {

struct RealFft::Plan {
  Eigen::FFT<float> fft{Eigen::FFT<float>::impl_type(),
                        static_cast<Eigen::FFT<float>::Flag>(Eigen::FFT<float>::HalfSpectrum |
                                                             Eigen::FFT<float>::Unscaled)};
};

RealFft::RealFft(int size) : plan_(std::make_unique<Plan>()), size_(size) {
  GV_CHECK(size >= 4 && size % 4 == 0);
}
RealFft::~RealFft() = default;
RealFft::RealFft(RealFft&&) noexcept = default;
RealFft& RealFft::operator=(RealFft&&) noexcept = default;

void RealFft::transform(std::span<const float> signal, std::span<std::complex<float>> spectrum) {
  const auto size = static_cast<std::size_t>(size_);
  GV_CHECK(signal.size() == size && spectrum.size() == size / 2 + 1);
  plan_->fft.fwd(spectrum.data(), signal.data(), size_);
}

PowerSpectrum::PowerSpectrum(int frame_size, int fft_size)
    : fft_(fft_size),
      window_(static_cast<std::size_t>(frame_size)),
      padded_(static_cast<std::size_t>(fft_size)),
      spectrum_(static_cast<std::size_t>(fft_size) / 2 + 1),
      power_(spectrum_.size()) {
  GV_CHECK(frame_size >= 2 && frame_size <= fft_size);
  for (std::size_t i = 0; i < window_.size(); ++i) {
    const double turn = static_cast<double>(i) / static_cast<double>(frame_size - 1);
    const double weight = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * turn);
    window_[i] = static_cast<float>(weight);
    window_energy_ += weight * weight;
  }
}

std::span<const float> PowerSpectrum::of(std::span<const float> frame) {
  GV_CHECK(frame.size() == window_.size());
  for (std::size_t i = 0; i < frame.size(); ++i) padded_[i] = frame[i] * window_[i];
  fft_.transform(padded_, spectrum_);
  for (std::size_t k = 0; k < power_.size(); ++k) {
    power_[k] =
        spectrum_[k].real() * spectrum_[k].real() + spectrum_[k].imag() * spectrum_[k].imag();
  }
  return power_;
}

}  // namespace gv::audio
