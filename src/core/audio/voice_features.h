#pragma once

#include <complex>
#include <span>
#include <vector>

#include "core/audio/fft.h"
#include "core/audio/frame_cutter.h"

namespace gv::audio {

/// Frames of the voice features in a second; frame n is centred on n / kVoiceFps seconds.
inline constexpr double kVoiceFps = 100.0;

/// One curve for each property, all of one length; 20 bytes a frame.
struct VoiceFrames {
  std::vector<float> level_db;     ///< 300-3,400 Hz, dB of the mean square; silence is -100
  std::vector<float> power;        ///< mean square over all frequencies
  std::vector<float> flatness;     ///< 300-3,400 Hz, geometric over arithmetic mean power, (0, 1]
  std::vector<float> periodicity;  ///< highest peak of the normalised autocorrelation, 60-400 Hz
  std::vector<float> pitch_hz;     ///< at that peak; 0 without one
  [[nodiscard]] std::size_t size() const { return level_db.size(); }
};

/// Streaming features of 25 ms frames every 10 ms, of mono sound at 16,000 Hz.
class VoiceFeatures {
 public:
  VoiceFeatures();
  void push(std::span<const float> samples);
  /// All frames. Call once, last.
  VoiceFrames finish();

 private:
  void on_frame(std::span<const float> frame);
  void add_spectrum(std::span<const float> frame);
  void add_period(std::span<const float> frame);
  void autocorrelate();

  FrameCutter cutter_;
  PowerSpectrum spectrum_;
  RealFft period_fft_;
  std::vector<float> halved_;  ///< the frame at half the rate, zeros behind it
  std::vector<float> period_power_;
  std::vector<std::complex<float>> bins_;
  std::vector<float> rho_;  ///< normalised autocorrelation by lag, at half the rate
  VoiceFrames frames_;
};

}  // namespace gv::audio
