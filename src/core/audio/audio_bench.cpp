#include <benchmark/benchmark.h>

#include "core/audio/analyzer.h"
#include "core/audio/evaluation.h"
#include "core/audio/testing.h"

namespace gv::audio {
namespace {

/// The three forms of one sound: a drum loop, a voice, and stereo noise.
struct Sound {
  std::vector<float> music;
  std::vector<float> voice;
  std::vector<float> native;

  explicit Sound(int seconds)
      : music(testing::drum_loop({.duration_s = static_cast<double>(seconds)}).samples),
        voice(testing::spoken_clip({.phrases = seconds}).samples),
        native(static_cast<std::size_t>(seconds) * 48000 * 2, 0.0F) {
    voice.resize(static_cast<std::size_t>(seconds) * 16000, 0.0F);
    testing::add_noise(native, 0.1, 1);
  }
};

/// What to leave out, to see what it costs.
enum Part { kAll, kMusic, kVoice, kLoudness };

void analyze_sound(benchmark::State& state, Part part) {
  const auto seconds = static_cast<int>(state.range(0));
  const Sound sound(seconds);
  const auto only = [part](Part wanted, const std::vector<float>& samples) {
    return part == kAll || part == wanted ? std::span<const float>(samples)
                                          : std::span<const float>();
  };
  for (auto _ : state) {
    const AudioSection section = testing::analyze(
        only(kMusic, sound.music), only(kVoice, sound.voice), only(kLoudness, sound.native));
    if (!section.has_audio) state.SkipWithError("heard nothing");
    if (part == kAll && section.onsets.size() < 10) state.SkipWithError("missed the drums");
  }
  // CPU seconds for a second of sound; the budget of the whole is .01.
  state.counters["per_second"] = benchmark::Counter(
      seconds, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK_CAPTURE(analyze_sound, all, kAll)->Name("analyze/smoke")->Arg(4);
BENCHMARK_CAPTURE(analyze_sound, all, kAll)
    ->Name("analyze")
    ->Arg(30)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(analyze_sound, music, kMusic)->Arg(30)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(analyze_sound, voice, kVoice)->Arg(30)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(analyze_sound, loudness, kLoudness)->Arg(30)->Unit(benchmark::kMillisecond);

/// The scores of the whole generated set, as counters.
void evaluate(benchmark::State& state) {
  for (auto _ : state) {
    const auto rhythm =
        testing::evaluate_rhythm(testing::click_specs(10.0), testing::drum_specs(10.0));
    const auto speech = testing::evaluate_speech(4);
    state.counters["onset_f_clean"] = rhythm.onset_f_clean;
    state.counters["onset_f_noise"] = rhythm.onset_f_noise;
    state.counters["beat_f"] = rhythm.beat_f;
    state.counters["tempo_exact"] = rhythm.tempo_exact;
    state.counters["tempo_octave"] = rhythm.tempo_octave;
    state.counters["onset_bias_s"] = rhythm.onset_bias_s;
    state.counters["beat_bias_s"] = rhythm.beat_bias_s;
    state.counters["speech_error"] = speech.clean;
    state.counters["speech_error_15db"] = speech.bed_15db;
    if (rhythm.beat_f < 0.98) state.SkipWithError("beats below the floor");
  }
}
BENCHMARK(evaluate)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gv::audio
