#include "core/audio/speech.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/audio/fft.h"
#include "core/audio/series.h"

namespace gv::audio {
namespace {

// Windows of the syllable rhythm.
constexpr int kWindow = 128;            // frames, 1.28 s: bins of 0.78 Hz
constexpr std::size_t kWindowHop = 10;  // frames
constexpr std::size_t kRhythmLo = 4;    // 3.1 Hz
constexpr std::size_t kRhythmHi = 7;    // 5.5 Hz; the next bin lies beyond 6 Hz
constexpr std::size_t kTotalHi = 20;    // 15.6 Hz

constexpr int kMedianReach = 5;  // frames; 11 in all

// Priors of the liveliness of a voice.
constexpr int kVoicedLeast = 50;    // frames
constexpr double kRangeCalm = 3.0;  // semitones between P10 and P90
constexpr double kRangeLively = 12.0;
constexpr double kSpreadCalm = 5.0;  // dB, standard deviation
constexpr double kSpreadLively = 13.0;

int frames_in(double seconds) { return static_cast<int>(std::lround(seconds * kVoiceFps)); }

/// Frames whose level stands out of the floor.
std::vector<bool> audible_frames(const VoiceFrames& frames, const SpeechConfig& config) {
  const std::vector<float> floor =
      running_percentile(frames.level_db, frames_in(config.floor_span_s / 2.0), 0.1);
  std::vector<bool> audible(frames.size());
  for (std::size_t n = 0; n < frames.size(); ++n) {
    const auto level = static_cast<double>(frames.level_db[n]);
    audible[n] = level >= static_cast<double>(floor[n]) + config.above_floor_db &&
                 level > config.level_min_db;
  }
  return audible;
}

std::vector<bool> voiced_of(const VoiceFrames& frames, const std::vector<bool>& audible,
                            const SpeechConfig& config) {
  std::vector<bool> voiced(frames.size());
  for (std::size_t n = 0; n < frames.size(); ++n) {
    voiced[n] = audible[n] &&
                static_cast<double>(frames.periodicity[n]) >= config.periodicity_min &&
                static_cast<double>(frames.flatness[n]) < config.flatness_max;
  }
  return voiced;
}

/// The share in one window of the envelope.
float rhythm_of(std::span<const float> amplitude, double depth_min, PowerSpectrum& spectrum) {
  std::array<float, kWindow> window{};
  float mean = 0.0F;
  for (const float value : amplitude) mean += value;
  mean /= static_cast<float>(amplitude.size());
  double squares = 0.0;
  for (std::size_t i = 0; i < amplitude.size(); ++i) {
    window[i] = amplitude[i] - mean;
    squares += static_cast<double>(window[i] * window[i]);
  }
  const double depth = std::sqrt(squares / static_cast<double>(amplitude.size()));
  if (depth < depth_min * static_cast<double>(mean)) return 0.0F;
  const std::span<const float> power = spectrum.of(window);
  double rhythm = 0.0;
  double total = 0.0;
  for (std::size_t k = 1; k <= kTotalHi; ++k) {
    total += static_cast<double>(power[k]);
    if (k >= kRhythmLo && k <= kRhythmHi) rhythm += static_cast<double>(power[k]);
  }
  return total > 0.0 ? static_cast<float>(rhythm / total) : 0.0F;
}

std::vector<Run> closed(const std::vector<Run>& runs, int gap) {
  std::vector<Run> result;
  for (const Run& run : runs) {
    if (!result.empty() && run.first - result.back().last < gap) {
      result.back().last = run.last;
    } else {
      result.push_back(run);
    }
  }
  return result;
}

Run drawn_in(Run run, const std::vector<bool>& audible) {
  while (run.first < run.last && !audible[static_cast<std::size_t>(run.first)]) ++run.first;
  while (run.first < run.last && !audible[static_cast<std::size_t>(run.last - 1)]) --run.last;
  return run;
}

bool holds(const Run& run, const std::vector<bool>& voiced, const SpeechConfig& config) {
  const int length = run.last - run.first;
  if (length < std::max(1, frames_in(config.segment_min_s))) return false;
  const auto found = std::count(voiced.begin() + run.first, voiced.begin() + run.last, true);
  return static_cast<double>(found) >= config.voiced_min * length;
}

double deviation_of(const std::vector<double>& values) {
  double mean = 0.0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  double squares = 0.0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size()));
}

/// Pitch and liveliness of the voiced frames inside the runs.
void describe_voice(const VoiceFrames& frames, const std::vector<bool>& voiced,
                    const std::vector<Run>& runs, Speech& speech) {
  std::vector<double> pitch;
  std::vector<double> level;
  for (const Run& run : runs) {
    for (auto n = static_cast<std::size_t>(run.first); n < static_cast<std::size_t>(run.last);
         ++n) {
      if (!voiced[n]) continue;
      pitch.push_back(static_cast<double>(frames.pitch_hz[n]));
      level.push_back(static_cast<double>(frames.level_db[n]));
    }
  }
  if (pitch.empty()) return;
  const std::span<const double> pitches(pitch);
  speech.pitch_hz = percentile(pitches, 0.5);
  if (static_cast<int>(pitch.size()) < kVoicedLeast) return;
  const double range = 12.0 * std::log2(percentile(pitches, 0.9) / percentile(pitches, 0.1));
  const double lively = 0.5 * ramp(range, kRangeCalm, kRangeLively) +
                        0.5 * ramp(deviation_of(level), kSpreadCalm, kSpreadLively);
  speech.voice_energy = lively < 1.0 / 3.0   ? VoiceEnergy::Calm
                        : lively < 2.0 / 3.0 ? VoiceEnergy::Neutral
                                             : VoiceEnergy::Excited;
}

}  // namespace

std::vector<bool> voiced_frames(const VoiceFrames& frames, const SpeechConfig& config) {
  return voiced_of(frames, audible_frames(frames, config), config);
}

std::vector<float> syllable_rhythm(const VoiceFrames& frames, double depth_min) {
  std::vector<float> amplitude;
  for (const float db : frames.level_db) amplitude.push_back(std::pow(10.0F, db / 20.0F));
  PowerSpectrum spectrum(kWindow, kWindow);
  std::vector<float> rhythm(frames.size(), 0.0F);
  const std::size_t length = std::min<std::size_t>(kWindow, frames.size());
  for (std::size_t first = 0; length > 0; first += kWindowHop) {
    const std::size_t start = std::min(first, frames.size() - length);
    const auto window = std::span<const float>(amplitude).subspan(start, length);
    const float share = rhythm_of(window, depth_min, spectrum);
    for (std::size_t n = start; n < start + length; ++n) rhythm[n] = std::max(rhythm[n], share);
    if (first + length >= frames.size()) break;
  }
  return rhythm;
}

Speech find_speech(const VoiceFrames& frames, const SpeechConfig& config) {
  const std::vector<bool> audible = audible_frames(frames, config);
  const std::vector<bool> voiced = voiced_of(frames, audible, config);
  const std::vector<float> rhythm = syllable_rhythm(frames, config.depth_min);
  std::vector<bool> spoken = widened(voiced, frames_in(config.reach_s));  // 1.
  for (std::size_t n = 0; n < spoken.size(); ++n) {
    spoken[n] = spoken[n] && static_cast<double>(rhythm[n]) >= config.modulation_min;
  }
  std::vector<Run> runs;
  for (const Run& run :
       closed(runs_of(running_majority(spoken, kMedianReach)), frames_in(config.gap_s))) {  // 2.
    const Run segment = drawn_in(run, audible);                                             // 3.
    if (holds(segment, voiced, config)) runs.push_back(segment);                            // 4.
  }

  Speech speech;
  int total = 0;
  for (const Run& run : runs) {
    speech.segments.push_back({run.first / kVoiceFps, run.last / kVoiceFps});
    total += run.last - run.first;
  }
  if (frames.size() > 0) speech.ratio = total / static_cast<double>(frames.size());
  describe_voice(frames, voiced, runs, speech);
  return speech;
}

}  // namespace gv::audio
