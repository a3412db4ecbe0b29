#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/audio/config.h"

namespace gv::audio {

/// A beat and how much the music supports it.
struct Beat {
  double t{0.0};         ///< seconds
  double strength{0.0};  ///< local score, in standard deviations of the pulse
};

/// The rhythm of a piece of sound.
struct Rhythm {
  bool has_beat{false};
  std::optional<double> bpm;       ///< refined by the beats; unset without a beat
  std::optional<double> bpm_alt;   ///< the next best; unset without a beat
  std::optional<double> salience;  ///< unset when nothing in the sound changes
  std::vector<Beat> beats;         ///< in time order; empty without a beat
};

/// What a step costs that is `ratio` times the period: tightness * ln^2(ratio).
[[nodiscard]] double beat_penalty(double ratio, double tightness = 100.0);

/// The row of beats that follows the pulse and keeps to the tempo best.
///
/// With ls the pulse in standard deviations, smoothed over a 32nd of the period P:
///   C(i) = ls(i) + max over i - 2P <= j <= i - P/2 of [C(j) - penalty((i - j) / P)]
/// traced back from the last peak of C that reaches half the median peak; beats at either end
/// whose smoothed score is below half the RMS are dropped. `pulse` at kPulseFps, `bpm` > 0.
/// O(n P). Source: Ellis 2007.
[[nodiscard]] std::vector<Beat> track_beats(std::span<const double> pulse, double bpm,
                                            const BeatConfig& config = {});

/// Tempo and beats of a pulse. There is a beat if
///   1. at least count_min beats were found,
///   2. their mean score is at least contrast_min times the mean of all frames, and
///   3. the salience of the tempo is at least salience_min.
/// The tempo is then the slope of a line through the beats.
[[nodiscard]] Rhythm find_rhythm(std::span<const double> pulse, const TempoConfig& tempo = {},
                                 const BeatConfig& beat = {});

}  // namespace gv::audio
