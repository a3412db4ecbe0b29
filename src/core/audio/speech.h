#pragma once

#include <vector>

#include "core/audio/config.h"
#include "core/audio/section.h"
#include "core/audio/voice_features.h"

namespace gv::audio {

/// Frames that hold a vowel: the level between 300 and 3,400 Hz stands above_floor_db above the
/// 10th percentile of the floor_span_s around, the frame is periodic and its spectrum is not flat.
[[nodiscard]] std::vector<bool> voiced_frames(const VoiceFrames& frames,
                                              const SpeechConfig& config = {});

/// Share of the 3-6 Hz rhythm of syllables in the envelope between 300 and 3,400 Hz, of the
/// fluctuations from 0.8 to 16 Hz; one value for each frame, [0, 1]: the highest of the windows of
/// 1.28 s around it. Windows whose envelope varies by less than `depth_min` times its mean have no
/// rhythm. Source: Scheirer & Slaney 1997.
[[nodiscard]] std::vector<float> syllable_rhythm(const VoiceFrames& frames, double depth_min = 0.3);

/// Where somebody speaks.
///   1. A frame is speech if a voiced one is within reach_s and its syllable rhythm is at least
///      modulation_min; of these flags, the median over 11 frames.
///   2. Gaps shorter than gap_s are closed.
///   3. The ends are drawn in to the first and the last frame that stand out of the floor.
///   4. Segments shorter than segment_min_s, or with too few voiced frames, are dropped.
/// Pure. O(frames log frames). It takes a singing or a single melody instrument for speech.
[[nodiscard]] Speech find_speech(const VoiceFrames& frames, const SpeechConfig& config = {});

}  // namespace gv::audio
