#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/audio/config.h"
#include "core/audio/fft.h"
#include "core/audio/filterbank.h"
#include "core/audio/frame_cutter.h"

namespace gv::audio {

/// Frames of the novelty curve in a second; frame n is centred on n / kOnsetFps seconds.
inline constexpr double kOnsetFps = 200.0;
/// Sample rate of the music features, Hz.
inline constexpr double kMusicRate = 22050.0;

/// The start of a sound.
struct Onset {
  double t{0.0};         ///< seconds
  double strength{0.0};  ///< novelty at the peak; log10 magnitudes summed over 124 bands
};

/// How much louder each moment is than the one before it, summed over narrow bands.
///
/// With L(n, b) = log10(1 + magnitude in band b of frame n), the novelty is the sum over b of
/// max(0, L(n, b) - max(L(n-2, b-1), L(n-2, b), L(n-2, b+1))): a tone that glides into the next
/// band is not new. The first eight frames are 0, because a file that starts in the middle of a
/// sound would count as an onset. Memory: 4 bytes a frame. Source: Boeck & Widmer 2013.
class Novelty {
 public:
  explicit Novelty(OnsetMethod method);
  /// The next samples, mono at kMusicRate.
  void push(std::span<const float> samples);
  /// The whole curve. Call once, last.
  std::vector<float> finish();

 private:
  void on_frame(std::span<const float> frame);

  OnsetMethod method_;
  FrameCutter cutter_;
  PowerSpectrum spectrum_;
  Filterbank bank_;
  std::vector<float> magnitude_;
  std::array<std::vector<float>, 3> levels_;  ///< of the frames n, n-1, n-2, ring by n mod 3
  std::vector<float> curve_;
};

/// Peaks of the novelty: the largest value from 10 ms before to 50 ms after, and above the mean
/// of the last 150 ms by threshold + threshold_share times the 99th percentile of the curve.
/// In time order, at least merge_s apart. O(n log n).
[[nodiscard]] std::vector<Onset> pick_onsets(std::span<const float> novelty,
                                             const OnsetConfig& config = {});

}  // namespace gv::audio
