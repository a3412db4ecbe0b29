#include "cuts_sets.h"
#include "sets.h"
#include "sound_clip.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "core/audio/evaluation.h"
#include "core/audio/testing.h"

namespace gv::gvtest {
namespace {

using audio::testing::RhythmSpec;

constexpr double kRhythm_s = 10.0;
constexpr int kRate = 22'050;  // of the generated rhythms
constexpr int kLoudRate = 48'000;

ClipJob rhythm_job(std::string name, const RhythmSpec& spec, bool drums) {
  const auto made = drums ? audio::testing::drum_loop(spec) : audio::testing::click_track(spec);
  ClipJob job;
  job.truth.file = std::move(name);
  job.truth.variant = drums ? "drums" : "clicks";
  job.truth.duration_s = spec.duration_s;
  job.truth.rhythm = TrueRhythm{made.bpm, spec.noise, made.beats, made.onsets};
  job.write = [spec, drums](const std::string& path) {
    auto clip = drums ? audio::testing::drum_loop(spec) : audio::testing::click_track(spec);
    return write_sound_clip(path, std::move(clip.samples), kRate, 1);
  };
  return job;
}

/// A stretch of a sine on all channels.
struct ToneStep {
  double seconds{0.0};
  std::vector<double> level_dbfs{};  ///< peak, one for each channel
};

/// A test signal of EBU Tech 3341 or 3342.
struct Signal {
  const char* name;
  std::vector<ToneStep> steps;
  TrueLoudness truth;
  double frequency_hz{1000.0};
  double phase{0.0};
};

ToneStep stereo(double seconds, double level_dbfs) { return {seconds, {level_dbfs, level_dbfs}}; }

/// Channels interleaved; the phase runs on through the steps. Signals of a known peak swell and
/// fade: a sine that starts at once overshoots between the samples.
std::vector<float> samples_of(const Signal& signal) {
  constexpr double kSwell_s = 0.1;
  double length_s = 0.0;
  for (const ToneStep& step : signal.steps) length_s += step.seconds;
  std::vector<float> samples;
  std::int64_t n = 0;
  for (const ToneStep& step : signal.steps) {
    std::vector<double> peaks;
    for (const double level : step.level_dbfs) peaks.push_back(std::pow(10.0, level / 20.0));
    for (auto left = std::llround(step.seconds * kLoudRate); left > 0; --left, ++n) {
      const double turn = std::fmod(static_cast<double>(n) * signal.frequency_hz, kLoudRate);
      double wave = std::sin(2.0 * std::numbers::pi * turn / kLoudRate + signal.phase);
      const double t = static_cast<double>(n) / kLoudRate;
      const double edge = std::min({1.0, t / kSwell_s, (length_s - t) / kSwell_s});
      if (signal.truth.dbtp) wave *= 0.5 - 0.5 * std::cos(std::numbers::pi * edge);
      for (const double peak : peaks) samples.push_back(static_cast<float>(peak * wave));
    }
  }
  return samples;
}

ToneStep five_channels() { return {20.0, {-28.0, -28.0, -24.0, -30.0, -30.0}}; }

Signal peak(const char* name, double divisor, double degrees, double amplitude, double dbtp) {
  return {name,
          {stereo(2.0, 20.0 * std::log10(amplitude))},
          {.dbtp = dbtp},
          kLoudRate / divisor,
          degrees * std::numbers::pi / 180.0};
}

Signal range(const char* name, const std::vector<double>& levels, double lra) {
  Signal signal{name, {}, {.lra = lra}};
  for (const double level : levels) signal.steps.push_back(stereo(20.0, level));
  return signal;
}

std::vector<Signal> signals() {
  return {{"3341_1", {stereo(20, -23)}, {.lufs = -23.0}},
          {"3341_2", {stereo(20, -33)}, {.lufs = -33.0}},
          {"3341_3", {stereo(10, -36), stereo(60, -23), stereo(10, -36)}, {.lufs = -23.0}},
          {"3341_4",
           {stereo(10, -72), stereo(10, -36), stereo(60, -23), stereo(10, -36), stereo(10, -72)},
           {.lufs = -23.0}},
          {"3341_5", {stereo(20, -26), stereo(20.1, -20), stereo(20, -26)}, {.lufs = -23.0}},
          {"3341_6", {five_channels()}, {.lufs = -23.0}},
          peak("3341_15", 4, 0, 0.5, -6.0),
          peak("3341_16", 4, 45, 0.5, -6.0),
          peak("3341_17", 6, 60, 0.5, -6.0),
          peak("3341_18", 8, 67.5, 0.5, -6.0),
          peak("3341_19", 4, 45, 1.41, 3.0),
          range("3342_1", {-20, -30}, 10.0),
          range("3342_2", {-20, -15}, 5.0),
          range("3342_3", {-40, -20}, 20.0),
          range("3342_4", {-50, -35, -20, -35, -50}, 15.0)};
}

}  // namespace

Result<void> make_rhythm(const GenerateOptions& options) {
  std::vector<ClipJob> jobs;
  const auto add = [&](const std::vector<RhythmSpec>& specs, const char* kind, bool drums) {
    for (const RhythmSpec& spec : specs) {
      // Every other one as advertisements carry it: coded, with the encoder's delay.
      const bool coded = jobs.size() % 2 == 1;
      jobs.push_back(rhythm_job(
          fmt::format("G6_{}_{:02}.{}", kind, jobs.size(), coded ? "mp4" : "mkv"), spec, drums));
    }
  };
  add(audio::testing::click_specs(kRhythm_s), "clicks", false);
  add(audio::testing::drum_specs(kRhythm_s), "drums", true);
  if (options.count > 0 && static_cast<std::size_t>(options.count) < jobs.size()) {
    jobs.resize(static_cast<std::size_t>(options.count));
  }
  return write_clips("G6", std::move(jobs), options);
}

Result<void> make_loudness(const GenerateOptions& options) {
  std::vector<ClipJob> jobs;
  for (const Signal& signal : signals()) {
    ClipJob job;
    job.truth.file = fmt::format("G8_{}.mkv", signal.name);
    job.truth.variant = fmt::format("EBU Tech {}", signal.name);
    for (const ToneStep& step : signal.steps) job.truth.duration_s += step.seconds;
    job.truth.loudness = signal.truth;
    job.write = [signal](const std::string& path) {
      const int channels = static_cast<int>(signal.steps.front().level_dbfs.size());
      return write_sound_clip(path, samples_of(signal), kLoudRate, channels);
    };
    jobs.push_back(std::move(job));
  }
  return write_clips("G8", std::move(jobs), options);
}

}  // namespace gv::gvtest
