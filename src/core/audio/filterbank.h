#pragma once

#include <span>
#include <vector>

namespace gv::audio {

/// Triangular filters over the bins of a spectrum: each band is a weighted sum of a short run of
/// bins.
class Filterbank {
 public:
  /// Adds a band with the given weights for bins first, first + 1, ...
  void add(int first, std::span<const float> weights);

  [[nodiscard]] int bands() const { return static_cast<int>(bands_.size()); }
  /// `out` takes one value for each band.
  void apply(std::span<const float> bins, std::span<float> out) const;

 private:
  struct Band {
    int first{0};       ///< bin
    int weights_at{0};  ///< into weights_
    int count{0};
  };
  std::vector<Band> bands_;
  std::vector<float> weights_;
};

/// Bands of equal width in pitch: `per_octave` centres an octave counted from 440 Hz, between
/// `lo_hz` and `hi_hz`; centres that fall on one bin are one. Peak weight 1.
[[nodiscard]] Filterbank log_filterbank(int fft_size, double rate, int per_octave, double lo_hz,
                                        double hi_hz);

/// `bands` triangles of equal width on the mel scale 2595 log10(1 + f / 700). Peak weight 1.
[[nodiscard]] Filterbank mel_filterbank(int fft_size, double rate, int bands, double lo_hz,
                                        double hi_hz);

}  // namespace gv::audio
