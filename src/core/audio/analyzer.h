#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/audio/config.h"
#include "core/audio/loudness.h"
#include "core/audio/onsets.h"
#include "core/audio/section.h"
#include "core/audio/sound.h"
#include "core/audio/tempo.h"
#include "core/audio/voice_features.h"

namespace gv::audio {

/// Listens to the sound of one file and describes it.
///
/// Each of the three forms of the sound may come in pieces of any size; the result does not
/// depend on where it is cut. A gap between pieces counts as silence, a piece that overlaps what
/// came before or begins before t = 0 is taken from where it is new. Samples that are not finite
/// count as 0; those beyond +-8 (18 dB over full scale) as +-8.
///
/// Memory: about 4 KB a second of sound, for features. Cost: below .01 CPU seconds a second of
/// stereo, half of it the true peak. A value type without threads; not thread-safe.
class AudioAnalyzer {
 public:
  explicit AudioAnalyzer(const AudioConfig& config = {});

  /// The next stretch. `rate` and `channels` stay the same for the whole file, and positions lie
  /// within 2^31 sample frames of t = 0 (both checked).
  void on_sound(const SoundView& sound);

  /// The section of the document; `transcript` is unset. Call once, last.
  [[nodiscard]] AudioSection finish();

 private:
  AudioConfig config_;
  Novelty novelty_;
  PulseFeatures pulse_;
  VoiceFeatures voice_;
  LoudnessMeter loudness_;
  std::int64_t next_22k_{0};  ///< samples taken so far
  std::int64_t next_16k_{0};
  std::int64_t next_native_{0};  ///< sample frames
  std::vector<float> scratch_;
};

}  // namespace gv::audio
