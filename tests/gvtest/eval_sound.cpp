#include "evaluation.h"
#include "watch.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/audio/metrics.h"

namespace gv::gvtest {
namespace {

constexpr double kTrimFrom_s = 15.0;  // mir_eval trims beats; short clips would lose most of theirs
constexpr double kTrim_s = 5.0;

struct RhythmClip {
  audio::EventScore onsets;
  audio::EventScore beats;
  audio::TempoScore tempo;
  double bpm{0.0};
};

Result<RhythmClip> rhythm_of(const std::string& path, const ClipTruth& truth) {
  GV_TRY(const Watched found, watch(path, {.sound = true}));
  const TrueRhythm& rhythm = *truth.rhythm;
  RhythmClip clip;
  clip.bpm = found.audio.bpm.value_or(0.0);
  clip.onsets = audio::score_events(rhythm.onsets, found.audio.onsets);
  const double trim = truth.duration_s >= kTrimFrom_s ? kTrim_s : 0.0;
  clip.beats = audio::score_beats(rhythm.beats, found.audio.beats, trim);
  clip.tempo = audio::score_tempo(rhythm.bpm, clip.bpm);
  return clip;
}

class Mean {
 public:
  void add(double value) {
    sum_ += value;
    ++count_;
  }
  [[nodiscard]] std::optional<double> value() const {
    return count_ > 0 ? std::optional(sum_ / count_) : std::nullopt;
  }

 private:
  double sum_{0.0};
  int count_{0};
};

Measure row(std::string name, double floor, double goal, const Mean& mean) {
  return {.name = std::move(name), .floor = floor, .goal = goal, .ours = mean.value()};
}

Measure bias_row(std::string name, const Mean& mean) {
  Measure one{.name = std::move(name), .floor = 5.0, .goal = 3.0, .higher_is_better = false};
  if (const auto value = mean.value()) one.ours = 1000.0 * std::abs(*value);
  return one;
}

struct LoudClip {
  std::optional<double> lufs;  ///< measured - true
  std::optional<double> lra;
  std::optional<double> dbtp;
};

Result<LoudClip> loud_of(const std::string& path, const ClipTruth& truth) {
  GV_TRY(const Watched found, watch(path, {.sound = true}));
  const audio::Loudness loud = found.audio.loudness.value_or(audio::Loudness{});
  const auto error = [](const std::optional<double>& measured,
                        const std::optional<double>& expected) -> std::optional<double> {
    if (!expected) return std::nullopt;
    return measured.value_or(-1000.0) - *expected;
  };
  return LoudClip{error(loud.integrated_lufs, truth.loudness->lufs),
                  error(loud.lra_lu, truth.loudness->lra),
                  error(loud.true_peak_dbtp, truth.loudness->dbtp)};
}

}  // namespace

Rows evaluate_rhythm(const ClipFolder& set, const EvaluateOptions& options) {
  ClipFolder some = set;
  if (options.quick) {
    std::vector<ClipTruth> every;
    for (std::size_t i = 0; i < set.truth.clips.size(); i += 6) {
      every.push_back(set.truth.clips[i]);
    }
    some.truth.clips = every;
  }
  EvaluateOptions all = options;
  all.quick = false;
  GV_TRY(const auto results, each_clip<RhythmClip>(some, all, rhythm_of));
  Mean clean;
  Mean noisy;
  Mean beats;
  Mean exact;
  Mean octave;
  Mean onset_bias;
  Mean beat_bias;
  Measure detail;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const RhythmClip& clip = results[i];
    const ClipTruth& truth = some.truth.clips[i];
    (truth.rhythm->noise > 0.0 ? noisy : clean).add(clip.onsets.f);
    beats.add(clip.beats.f);
    exact.add(clip.tempo.exact ? 1.0 : 0.0);
    octave.add(clip.tempo.octave ? 1.0 : 0.0);
    onset_bias.add(clip.onsets.bias_s);
    beat_bias.add(clip.beats.bias_s);
    detail.clips[truth.file] = {{"onset_f", clip.onsets.f},
                                {"beat_f", clip.beats.f},
                                {"bpm", clip.bpm},
                                {"bpm_true", truth.rhythm->bpm}};
    if (clip.onsets.f < 0.9 || clip.beats.f < 0.9) {
      detail.remarks.push_back(fmt::format("{}: onset F {:.2f}, beat F {:.2f}, bpm {:.1f} of {}",
                                           truth.file, clip.onsets.f, clip.beats.f, clip.bpm,
                                           truth.rhythm->bpm));
    }
  }
  std::vector rows{row("onset F +-50 ms, G6 without noise", 0.98, 1.0, clean),
                   row("onset F +-50 ms, G6 with noise", 0.95, 1.0, noisy),
                   row("beat F +-70 ms, G6", 0.98, 0.98, beats),
                   row("tempo within 4 %, G6", 0.90, 0.95, exact),
                   row("tempo within 4 %, half and double too, G6", 1.0, 1.0, octave),
                   bias_row("onset bias, ms, G6", onset_bias),
                   bias_row("beat bias, ms, G6", beat_bias)};
  rows[0].clips = detail.clips;
  rows[0].shortfall = "one stroke of one drum loop is found twice";
  rows[1].shortfall = "clicks that drown in the strongest noise, sigma .1, are lost";
  for (Measure& one : rows) one.remarks = detail.remarks;
  return rows;
}

Rows evaluate_loudness(const ClipFolder& set, const EvaluateOptions& options) {
  EvaluateOptions all = options;
  all.quick = false;  // each signal is another case
  GV_TRY(const auto results, each_clip<LoudClip>(set, all, loud_of));
  const auto worst = [](const char* name, double floor, double goal) {
    return Measure{
        .name = name, .floor = floor, .goal = goal, .ours = 0.0, .higher_is_better = false};
  };
  Measure lufs = worst("integrated loudness error, LU, worst, G8", 0.1, 0.05);
  Measure lra = worst("loudness range error, LU, worst, G8", 1.0, 0.5);
  Measure above = worst("true peak too high, dB, worst, G8", 0.2, 0.2);
  Measure below = worst("true peak too low, dB, worst, G8", 0.4, 0.2);
  const auto take = [](Measure& measure, double error, const std::string& file) {
    measure.ours = std::max(*measure.ours, error);
    measure.clips[file] = {{"error", error}};
    measure.remarks.push_back(fmt::format("{}: {:.3f}", file, error));
  };
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto& file = set.truth.clips[i].file;
    if (results[i].lufs) take(lufs, std::abs(*results[i].lufs), file);
    if (results[i].lra) take(lra, std::abs(*results[i].lra), file);
    if (results[i].dbtp) take(above, std::max(0.0, *results[i].dbtp), file);
    if (results[i].dbtp) take(below, std::max(0.0, -*results[i].dbtp), file);
  }
  return std::vector{lufs, lra, above, below};
}

}  // namespace gv::gvtest
