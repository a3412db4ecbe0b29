#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/audio/config.h"
#include "core/audio/section.h"

/// Generated sound with known truth, the same on every machine.
namespace gv::audio::testing {

/// Adds white Gaussian noise of the given standard deviation.
void add_noise(std::vector<float>& samples, double sigma, std::uint64_t seed);

/// Mono sound at 22,050 Hz and what is in it.
struct RhythmClip {
  std::vector<float> samples;
  std::vector<double> onsets;  ///< seconds
  std::vector<double> beats;   ///< seconds
  double bpm{0.0};
};

struct RhythmSpec {
  double bpm{120.0};
  double start_s{0.25};  ///< of the first beat
  double duration_s{10.0};
  double noise{0.0};  ///< standard deviation; full scale is 1
  std::uint64_t seed{1};
};

/// A short tone on every beat.
[[nodiscard]] RhythmClip click_track(const RhythmSpec& spec);
/// Bass drum on one and three, snare drum on two and four, hi-hat on every half beat.
[[nodiscard]] RhythmClip drum_loop(const RhythmSpec& spec);

/// Mono sound at 16,000 Hz with syllables in it.
struct SpokenClip {
  std::vector<float> samples;
  std::vector<SpeechSegment> segments;
  double duration_s{0.0};
};

struct SpokenSpec {
  int phrases{3};
  double pitch_hz{120.0};
  std::optional<double> bed_db;  ///< a bed of music this much below the speech
  std::uint64_t seed{1};
};

/// Phrases of vowel syllables at about 4 Hz with noisy consonants, separated by pauses; over a
/// quiet room, or over held chords.
[[nodiscard]] SpokenClip spoken_clip(const SpokenSpec& spec);

/// Held chords at 22,050 or 16,000 Hz: two seconds a chord, smooth changes.
[[nodiscard]] std::vector<float> chords(double duration_s, double rate, double amplitude);

/// A stretch of a test signal: a sine of the given peak level (dB of full scale).
struct ToneStep {
  double seconds{0.0};
  std::vector<double> level_dbfs;  ///< one for each channel
};

/// Sends the steps, channels interleaved at `rate` Hz, to `sink` in pieces. `frequency_hz` is a
/// divisor of `rate`.
void play_tones(std::span<const ToneStep> steps, double frequency_hz, double rate,
                const std::function<void(std::span<const float>)>& sink);

/// The section of a clip; spans may be empty. `native` is stereo at 48,000 Hz.
[[nodiscard]] AudioSection analyze(std::span<const float> mono_22k,
                                   std::span<const float> mono_16k = {},
                                   std::span<const float> native = {},
                                   const AudioConfig& config = {});

}  // namespace gv::audio::testing
