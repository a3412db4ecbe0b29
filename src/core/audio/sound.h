#pragma once

#include <cstdint>
#include <span>

namespace gv::audio {

/// The next stretch of a file's sound, in three forms of the same moments. Samples in [-1, 1].
/// The spans live until the call that got the view returns; each may be empty.
struct SoundView {
  std::int64_t at_22k{0};           ///< index of the first sample of `mono_22k`; 0 is t = 0
  std::int64_t at_16k{0};           ///< and of `mono_16k`
  std::int64_t at_native{0};        ///< and of `native`, in sample frames
  std::span<const float> mono_22k;  ///< 22,050 Hz: music
  std::span<const float> mono_16k;  ///< 16,000 Hz: speech
  std::span<const float> native;    ///< `channels` interleaved at `rate`: loudness
  int rate{0};                      ///< Hz
  int channels{0};
};

}  // namespace gv::audio
