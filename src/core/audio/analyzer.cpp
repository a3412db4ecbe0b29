#include "core/audio/analyzer.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "core/audio/beats.h"
#include "core/audio/drops.h"
#include "core/audio/music.h"
#include "core/audio/speech.h"

namespace gv::audio {
namespace {

constexpr float kLoudest = 8.0F;
constexpr std::int64_t kSilentChunk = 4096;    // sample frames
constexpr std::int64_t kFurthest = 1LL << 31;  // sample frame; 3 hours at 192 kHz
constexpr double kVocalStart_s = 0.3;

/// `samples`, or a copy in `scratch` if any of them cannot be used as it is.
std::span<const float> usable(std::span<const float> samples, std::vector<float>& scratch) {
  const auto fits = [](float sample) { return std::abs(sample) <= kLoudest; };  // false for NaN
  if (std::all_of(samples.begin(), samples.end(), fits)) return samples;
  scratch.assign(samples.begin(), samples.end());
  for (float& sample : scratch) {
    sample = std::isfinite(sample) ? std::clamp(sample, -kLoudest, kLoudest) : 0.0F;
  }
  return scratch;
}

/// Hands `samples` (which begin at sample frame `at`) to `sink` so that what it gets is without
/// gap or overlap: `next` is the first frame it has not had.
template <class Sink>
void feed(std::int64_t at, std::span<const float> samples, int channels, std::int64_t& next,
          Sink&& sink) {
  if (samples.empty()) return;
  const auto width = static_cast<std::size_t>(channels);
  GV_CHECK(at < kFurthest && at > -kFurthest && samples.size() % width == 0);
  const auto frames = static_cast<std::int64_t>(samples.size() / width);
  if (at + frames <= next) return;
  if (at > next) {
    const std::vector<float> silence(static_cast<std::size_t>(kSilentChunk) * width, 0.0F);
    for (; next < at; next += std::min(kSilentChunk, at - next)) {
      const auto count = static_cast<std::size_t>(std::min(kSilentChunk, at - next));
      sink(std::span<const float>(silence).first(count * width));
    }
  }
  sink(samples.subspan(static_cast<std::size_t>(next - at) * width));
  next = at + frames;
}

/// RMS of the first moments of each segment.
std::vector<double> strengths_of(const VoiceFrames& frames,
                                 std::span<const SpeechSegment> segments) {
  std::vector<double> strengths;
  for (const SpeechSegment& segment : segments) {
    const auto first = static_cast<std::size_t>(std::lround(segment.t0 * kVoiceFps));
    const auto last = static_cast<std::size_t>(
        std::lround(std::min(segment.t1, segment.t0 + kVocalStart_s) * kVoiceFps));
    double sum = 0.0;
    for (std::size_t n = first; n < last; ++n) sum += static_cast<double>(frames.power[n]);
    strengths.push_back(std::sqrt(sum / std::max(1.0, static_cast<double>(last - first))));
  }
  return strengths;
}

void describe_onsets(std::vector<float> novelty, const OnsetConfig& config, AudioSection& section) {
  for (const Onset& onset : pick_onsets(novelty, config)) {
    section.onsets.push_back(onset.t);
    section.series.onset_strengths.push_back(onset.strength);
  }
  section.series.onset_envelope = std::move(novelty);
}

void describe_rhythm(const PulseFeatures& features, const AudioConfig& config,
                     AudioSection& section) {
  const Rhythm rhythm = find_rhythm(pulse_of(features.rise_db()), config.tempo, config.beat);
  section.has_beat = rhythm.has_beat;
  section.bpm = rhythm.bpm;
  section.bpm_alt = rhythm.bpm_alt;
  section.salience = rhythm.salience;
  for (const Beat& beat : rhythm.beats) {
    section.beats.push_back(beat.t);
    section.series.beat_strengths.push_back(beat.strength);
  }
  section.drops = find_drops(features.power(), config.drop);
}

void describe_voice(const VoiceFrames& frames, const AudioConfig& config, AudioSection& section) {
  Speech speech = find_speech(frames, config.speech);
  const std::vector<bool> music =
      music_frames(frames, section.beats, speech.segments, config.music);
  section.music_ratio = share_of(music);
  section.series.audio_clarity = audio_clarity(frames);
  section.series.background_ratio = background_ratio(frames, music, speech.segments);
  section.series.vocal_strengths = strengths_of(frames, speech.segments);
  section.speech = std::move(speech);
}

}  // namespace

AudioAnalyzer::AudioAnalyzer(const AudioConfig& config)
    : config_(config), novelty_(config.onset.method), loudness_(config.loudness) {}

void AudioAnalyzer::on_sound(const SoundView& sound) {
  feed(sound.at_22k, usable(sound.mono_22k, scratch_), 1, next_22k_,
       [this](std::span<const float> samples) {
         novelty_.push(samples);
         pulse_.push(samples);
       });
  feed(sound.at_16k, usable(sound.mono_16k, scratch_), 1, next_16k_,
       [this](std::span<const float> samples) { voice_.push(samples); });
  feed(
      sound.at_native, usable(sound.native, scratch_), std::max(1, sound.channels), next_native_,
      [&](std::span<const float> samples) { loudness_.push(samples, sound.rate, sound.channels); });
}

AudioSection AudioAnalyzer::finish() {
  AudioSection section;
  section.has_audio = next_22k_ > 0 || next_16k_ > 0 || next_native_ > 0;
  if (next_22k_ > 0) {
    pulse_.finish();
    describe_onsets(novelty_.finish(), config_.onset, section);
    describe_rhythm(pulse_, config_, section);
  }
  if (next_16k_ > 0) describe_voice(voice_.finish(), config_, section);
  LoudnessResult loudness = loudness_.finish();
  section.loudness = loudness.loudness;
  section.silence_ratio = loudness.silence_ratio;
  section.series.momentary_lufs = std::move(loudness.momentary_lufs);
  return section;
}

}  // namespace gv::audio
