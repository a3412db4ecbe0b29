#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "core/audio/section.h"

namespace gv::audio {

/// Pairs (reference, estimate) of events at most `window_s` apart, each event used once, as many
/// pairs as possible; both lists ascending. O(n). For events on a line, pairing the earliest that
/// fit is a maximum matching.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> match_events(
    std::span<const double> reference, std::span<const double> estimate, double window_s);

/// How well a list of events was found. All 0 when either list is empty, as mir_eval has it.
struct EventScore {
  double f{0.0};  ///< 2 P R / (P + R)
  double precision{0.0};
  double recall{0.0};
  double bias_s{0.0};  ///< mean of estimate - reference over the matched pairs
};

/// Events that count as found within `window_s`; the usual window for onsets is +-50 ms.
[[nodiscard]] EventScore score_events(std::span<const double> reference,
                                      std::span<const double> estimate, double window_s = 0.05);

/// Beats: window of +-70 ms; events before `trim_s` are left out (mir_eval: 5 s).
[[nodiscard]] EventScore score_beats(std::span<const double> reference,
                                     std::span<const double> estimate, double trim_s,
                                     double window_s = 0.07);

struct TempoScore {
  bool exact{false};   ///< within `tolerance` of the reference
  bool octave{false};  ///< or of its half or its double
};
[[nodiscard]] TempoScore score_tempo(double reference_bpm, double estimate_bpm,
                                     double tolerance = 0.04);

/// Share of the 10 ms frames of [0, duration_s) on which the two disagree about speech.
[[nodiscard]] double speech_frame_error(std::span<const SpeechSegment> reference,
                                        std::span<const SpeechSegment> estimate, double duration_s);

}  // namespace gv::audio
