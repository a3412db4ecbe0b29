#include "core/audio/evaluation.h"

#include <algorithm>
#include <array>

#include "core/audio/metrics.h"

namespace gv::audio::testing {
namespace {

constexpr double kTrimFrom_s = 15.0;
constexpr double kTrim_s = 5.0;

struct Sums {
  int clean{0};
  int noisy{0};
  RhythmReport total;
};

void add(const RhythmClip& clip, const RhythmSpec& spec, const AudioConfig& config, Sums& sums) {
  const AudioSection section = analyze(clip.samples, {}, {}, config);
  const EventScore onsets = score_events(clip.onsets, section.onsets);
  const double trim = spec.duration_s >= kTrimFrom_s ? kTrim_s : 0.0;
  const EventScore beats = score_beats(clip.beats, section.beats, trim);
  const TempoScore tempo = score_tempo(clip.bpm, section.bpm.value_or(0.0));
  RhythmReport& total = sums.total;
  if (spec.noise > 0.0) {
    ++sums.noisy;
    total.onset_f_noise += onsets.f;
  } else {
    ++sums.clean;
    total.onset_f_clean += onsets.f;
  }
  ++total.clips;
  total.beat_f += beats.f;
  total.tempo_exact += tempo.exact ? 1.0 : 0.0;
  total.tempo_octave += tempo.octave ? 1.0 : 0.0;
  total.onset_bias_s += onsets.bias_s;
  total.beat_bias_s += beats.bias_s;
}

}  // namespace

std::vector<RhythmSpec> click_specs(double duration_s, int every) {
  constexpr std::array<double, 4> kNoise{0.0, 0.01, 0.05, 0.1};
  std::vector<RhythmSpec> specs;
  int at = 0;
  for (int bpm = 60; bpm <= 180; bpm += 10) {
    for (const double noise : kNoise) {
      if (at++ % every != 0) continue;
      specs.push_back({.bpm = static_cast<double>(bpm),
                       .start_s = 0.1 + 0.1 * (at % 5),
                       .duration_s = duration_s,
                       .noise = noise,
                       .seed = static_cast<std::uint64_t>(at)});
    }
  }
  return specs;
}

std::vector<RhythmSpec> drum_specs(double duration_s, int every) {
  std::vector<RhythmSpec> specs;
  int at = 0;
  for (int bpm = 74; bpm <= 140; bpm += 6) {
    if (at++ % every != 0) continue;
    specs.push_back({.bpm = static_cast<double>(bpm),
                     .start_s = 0.1 + 0.1 * (at % 5),
                     .duration_s = duration_s,
                     .noise = 0.0,
                     .seed = static_cast<std::uint64_t>(at)});
  }
  return specs;
}

RhythmReport evaluate_rhythm(const std::vector<RhythmSpec>& clicks,
                             const std::vector<RhythmSpec>& drums, const AudioConfig& config) {
  Sums sums;
  for (const RhythmSpec& spec : clicks) add(click_track(spec), spec, config, sums);
  for (const RhythmSpec& spec : drums) add(drum_loop(spec), spec, config, sums);
  RhythmReport report = sums.total;
  const double clips = std::max(1, report.clips);
  report.onset_f_clean /= std::max(1, sums.clean);
  report.onset_f_noise /= std::max(1, sums.noisy);
  report.beat_f /= clips;
  report.tempo_exact /= clips;
  report.tempo_octave /= clips;
  report.onset_bias_s /= clips;
  report.beat_bias_s /= clips;
  return report;
}

SpeechReport evaluate_speech(int clips, const AudioConfig& config) {
  SpeechReport report;
  constexpr std::array<double, 3> kVoices{100.0, 150.0, 210.0};
  const double count = static_cast<double>(kVoices.size()) * std::max(1, clips);
  for (std::size_t voice = 0; voice < kVoices.size(); ++voice) {
    for (int k = 0; k < clips; ++k) {
      SpokenSpec spec{.pitch_hz = kVoices[voice],
                      .seed = 100 * voice + static_cast<std::uint64_t>(k)};
      const SpokenClip clean = spoken_clip(spec);
      spec.bed_db = 15.0;
      const SpokenClip bed = spoken_clip(spec);
      const auto error = [&](const SpokenClip& clip) {
        const AudioSection section = analyze({}, clip.samples, {}, config);
        return speech_frame_error(clip.segments, section.speech->segments, clip.duration_s);
      };
      report.clean += error(clean) / count;
      report.bed_15db += error(bed) / count;
    }
  }
  return report;
}

}  // namespace gv::audio::testing
