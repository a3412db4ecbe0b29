#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/audio/config.h"
#include "core/audio/fft.h"
#include "core/audio/filterbank.h"
#include "core/audio/frame_cutter.h"

namespace gv::audio {

/// Frames of the rhythm features in a second; frame n is centred on n / kPulseFps seconds.
inline constexpr double kPulseFps = 22050.0 / 256.0;

/// Streaming features of rhythm and level, 8 bytes a frame.
class PulseFeatures {
 public:
  PulseFeatures();
  /// The next samples, mono at 22,050 Hz.
  void push(std::span<const float> samples);
  /// The frames that reach over the end. Call once, before looking at the curves.
  void finish();

  /// Mean rise of 40 mel bands (30-8,000 Hz) from the frame before, dB; levels below -80 dBFS
  /// count as -80. The first three frames are 0: sound that is there from the start has not risen.
  [[nodiscard]] const std::vector<float>& rise_db() const { return rise_db_; }
  /// Mean square of the 46 ms around the frame.
  [[nodiscard]] const std::vector<float>& power() const { return power_; }

 private:
  void on_frame(std::span<const float> frame);

  FrameCutter cutter_;
  PowerSpectrum spectrum_;
  Filterbank bank_;
  std::vector<float> bands_;
  std::vector<float> levels_;  ///< dB of the frame before; empty before the first
  std::vector<float> rise_db_;
  std::vector<float> power_;
};

/// The rise smoothed by a Hann window of 50 ms, less its moving mean of 1 s, negative parts 0.
[[nodiscard]] std::vector<double> pulse_of(std::span<const float> rise_db);

struct Tempo {
  double bpm{0.0};
  std::optional<double> bpm_alt;  ///< the next best, at least 10 % away
  double salience{0.0};           ///< 0..1: score of the tempo over the energy of the pulse
};

/// Scores every tempo by how well the pulse repeats at one to four beats,
///   S(bpm) = [sum over k of a(k tau) / k] / [sum over k of 1 / k] * exp(-1/2 log2(bpm / center)^2)
/// with tau = 60 / bpm and a the autocorrelation, and takes the best.
///
/// The preference for 120 makes an even row of 180 clicks a minute look like 90, and eighth notes
/// at 74 like 148. So the octave is settled by how alike neighbouring pulses are: where nothing
/// tells two of them apart, every pulse is a beat; where strong and weak alternate faster than
/// bpm_fast, every second one is.
///
/// Nothing for a flat pulse. `pulse` at kPulseFps. O(n) times the lags of 8 s.
[[nodiscard]] std::optional<Tempo> estimate_tempo(std::span<const double> pulse,
                                                  const TempoConfig& config = {});

}  // namespace gv::audio
