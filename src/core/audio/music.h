#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/audio/config.h"
#include "core/audio/section.h"
#include "core/audio/voice_features.h"

namespace gv::audio {

/// Frames with music: not silent, and inside the row of beats or tonal without being speech.
/// Beats reach half a period beyond the first and the last. One flag for each voice frame.
[[nodiscard]] std::vector<bool> music_frames(const VoiceFrames& frames,
                                             std::span<const double> beats,
                                             std::span<const SpeechSegment> speech,
                                             const MusicConfig& config = {});

/// Share of the frames; nothing without frames.
[[nodiscard]] std::optional<double> share_of(const std::vector<bool>& frames);

/// Energy of the music over all energy, [0, 1]. Under speech the music counts with its mean power
/// between the speech, at most what is there. Nothing for silence.
[[nodiscard]] std::optional<double> background_ratio(const VoiceFrames& frames,
                                                     const std::vector<bool>& music,
                                                     std::span<const SpeechSegment> speech);

/// How far the voice band stands out of its background: P95 - P10 of the level between 300 and
/// 3,400 Hz, from 5 dB (0) to 30 dB (1). Nothing without frames.
[[nodiscard]] std::optional<double> audio_clarity(const VoiceFrames& frames);

}  // namespace gv::audio
