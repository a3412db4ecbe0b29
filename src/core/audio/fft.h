#pragma once

#include <complex>
#include <memory>
#include <span>
#include <vector>

namespace gv::audio {

/// Fourier transform of real signals of one size. Deterministic: the same machine code path for
/// the same size. Not thread-safe (it keeps scratch space); movable.
class RealFft {
 public:
  /// `size`: a multiple of 4; powers of two are fastest.
  explicit RealFft(int size);
  ~RealFft();
  RealFft(RealFft&&) noexcept;
  RealFft& operator=(RealFft&&) noexcept;

  /// X(k) = sum over i of x(i) exp(-2 pi j i k / size), k = 0..size/2, unscaled.
  /// `signal` holds `size` values, `spectrum` takes size / 2 + 1.
  void transform(std::span<const float> signal, std::span<std::complex<float>> spectrum);

 private:
  struct Plan;
  std::unique_ptr<Plan> plan_;
  int size_;
};

/// |X(k)|^2 of Hann-windowed frames, padded with zeros to the size of the transform.
class PowerSpectrum {
 public:
  /// frame_size <= fft_size, which is a multiple of 4.
  PowerSpectrum(int frame_size, int fft_size);

  /// fft_size / 2 + 1 values, valid until the next call. `frame` holds frame_size samples.
  std::span<const float> of(std::span<const float> frame);

  /// Sum of the squared window: sum of |X|^2 over all fft_size bins is fft_size times this times
  /// the mean square of a steady signal.
  [[nodiscard]] double window_energy() const { return window_energy_; }

 private:
  RealFft fft_;
  std::vector<float> window_;
  std::vector<float> padded_;
  std::vector<std::complex<float>> spectrum_;
  std::vector<float> power_;
  double window_energy_{0.0};
};

}  // namespace gv::audio
