#pragma once

#include <vector>

#include "core/audio/config.h"
#include "core/audio/testing.h"

namespace gv::audio::testing {

/// Averages over a set of rhythm clips.
struct RhythmReport {
  int clips{0};
  double onset_f_clean{0.0};  ///< +-50 ms, clips without noise
  double onset_f_noise{0.0};  ///< the others
  double beat_f{0.0};         ///< +-70 ms, first 5 s left out of clips of 15 s and more
  double tempo_exact{0.0};    ///< share within 4 %
  double tempo_octave{0.0};   ///< share within 4 %, half and double allowed
  double onset_bias_s{0.0};   ///< mean of estimate - truth
  double beat_bias_s{0.0};
};

/// The clips of generator G6: clicks at 60-180 BPM, starts of .1-.5 s, four noises; and drum loops.
/// `duration_s` each; `every` thins the set (1: all 64 clips).
[[nodiscard]] std::vector<RhythmSpec> click_specs(double duration_s, int every = 1);
[[nodiscard]] std::vector<RhythmSpec> drum_specs(double duration_s, int every = 1);

/// Generates, analyses and scores the clips, one after the other.
[[nodiscard]] RhythmReport evaluate_rhythm(const std::vector<RhythmSpec>& clicks,
                                           const std::vector<RhythmSpec>& drums,
                                           const AudioConfig& config = {});

/// Mean frame error of the speech detector.
struct SpeechReport {
  double clean{0.0};
  double bed_15db{0.0};  ///< held chords 15 dB below the speech
};

/// Three voices, `clips` clips each, with and without the bed.
[[nodiscard]] SpeechReport evaluate_speech(int clips, const AudioConfig& config = {});

}  // namespace gv::audio::testing
