#include "core/audio/fft.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "base/check.h"
#include "core/audio/testing.h"

namespace gv::audio {
namespace {

TEST(RealFft, MatchesTheDefinition) {
  constexpr std::size_t kSize = 32;
  std::vector<float> signal(kSize, 0.0F);
  testing::add_noise(signal, 1.0, 5);
  std::vector<std::complex<float>> spectrum(kSize / 2 + 1);

  RealFft(kSize).transform(signal, spectrum);

  for (std::size_t k = 0; k < spectrum.size(); ++k) {
    std::complex<double> expected;
    for (std::size_t i = 0; i < kSize; ++i) {
      const double turn = static_cast<double>(i * k) / static_cast<double>(kSize);
      expected += static_cast<double>(signal[i]) * std::polar(1.0, -2.0 * std::numbers::pi * turn);
    }
    EXPECT_NEAR(static_cast<double>(spectrum[k].real()), expected.real(), 1e-5) << k;
    EXPECT_NEAR(static_cast<double>(spectrum[k].imag()), expected.imag(), 1e-5) << k;
  }
}

TEST(RealFft, RefusesSizesItCannotDo) {
  EXPECT_THROW(RealFft(6), Bug);
  std::vector<float> signal(8);
  std::vector<std::complex<float>> spectrum(8);
  EXPECT_THROW(RealFft(8).transform(signal, spectrum), Bug);
}

// A sine of amplitude 1 has mean square 1/2, whatever the window and the padding.
TEST(PowerSpectrum, ItsSumOverTheWindowEnergyIsTheMeanSquare) {
  std::vector<float> frame(400);
  for (std::size_t i = 0; i < frame.size(); ++i) {
    frame[i] = std::sin(0.4F * static_cast<float>(i));
  }
  PowerSpectrum spectrum(400, 512);

  double sum = 0.0;
  const auto power = spectrum.of(frame);
  for (std::size_t k = 1; k + 1 < power.size(); ++k) sum += 2.0 * static_cast<double>(power[k]);

  EXPECT_NEAR(sum / (512.0 * spectrum.window_energy()), 0.5, 1e-3);
}

}  // namespace
}  // namespace gv::audio
