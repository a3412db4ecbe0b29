#include "cuts_sets.h"
#include "sets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "core/audio/testing.h"
#include "core/insight/sync_match.h"

namespace gv::gvtest {
namespace {

constexpr double kDuration_s = 20.0;
constexpr double kFps = 30.0;
constexpr int kRate = 22'050;
constexpr double kTolerance_s = 0.1;

struct Plan {
  double bpm;
  double lag_s;
  double share;     ///< of the cuts that are made on a beat
  double jitter_s;  ///< standard deviation
  bool drums;
};

// Lags are told apart from the next beat only where beats are further apart than the search: slow
// clicks. The others are without lag.
constexpr std::array kPlans{
    Plan{64, 0.20, 1.0, 0.0, false},  Plan{66, 0.15, 1.0, 0.005, false},
    Plan{62, 0.08, 1.0, 0.0, false},  Plan{64, -0.08, 1.0, 0.005, false},
    Plan{66, -0.15, 1.0, 0.0, false}, Plan{62, -0.20, 0.9, 0.005, false},
    Plan{100, 0.0, 1.0, 0.0, true},   Plan{120, 0.0, 0.75, 0.01, true},
    Plan{90, 0.03, 0.5, 0.01, true},  Plan{110, -0.03, 0.8, 0.02, true},
    Plan{96, 0.0, 0.25, 0.0, true},   Plan{104, 0.0, 0.0, 0.0, true},
};

struct Cuts {
  std::vector<double> times;
  double lag_s{0.0};  ///< mean of cut - beat, of those on a beat, as the frames have it
};

/// Cuts every two beats or so, on a beat or in the middle between two.
Cuts cuts_of(const Plan& plan, const std::vector<double>& beats, Rng& rng) {
  Cuts cuts;
  double lag_sum = 0.0;
  int on_beat = 0;
  const double period = 60.0 / plan.bpm;
  const std::size_t step = plan.bpm < 80.0 ? 1 : 2;
  for (std::size_t i = 1; i + 1 < beats.size(); i += step + rng.below(2)) {
    const bool off = rng.uniform() >= plan.share;
    const double wanted = beats[i] + plan.lag_s + plan.jitter_s * rng.normal();
    const double t = std::round((wanted + (off ? period / 2.0 : 0.0)) * kFps) / kFps;
    if (t < 0.4 || t > kDuration_s - 0.4) continue;
    cuts.times.push_back(t);
    if (off) continue;
    lag_sum += t - beats[i];
    ++on_beat;
  }
  cuts.lag_s = on_beat > 0 ? lag_sum / on_beat : 0.0;
  return cuts;
}

TrueSync truth_of(const Plan& plan, const Cuts& cuts, const std::vector<double>& beats) {
  constexpr double kMostOnBeat = 0.8;
  TrueSync truth{.cuts = std::ssize(cuts.times)};
  if (plan.share >= kMostOnBeat) truth.lag_s = cuts.lag_s;
  for (const auto& pair : insight::match_times(cuts.times, beats, kTolerance_s)) {
    truth.pairs.push_back({cuts.times[pair.visual], beats[pair.audio]});
  }
  return truth;
}

}  // namespace

Result<void> make_sync(const GenerateOptions& options) {
  std::vector<ClipJob> jobs;
  for (std::size_t i = 0; i < kPlans.size(); ++i) {
    const Plan& plan = kPlans[i];
    const std::uint64_t seed = clip_seed(options, "G7", i);
    Rng rng(seed, 7);
    const audio::testing::RhythmSpec spec{
        .bpm = plan.bpm, .start_s = 0.3, .duration_s = kDuration_s, .seed = seed};
    auto sound = plan.drums ? audio::testing::drum_loop(spec) : audio::testing::click_track(spec);
    const Cuts cuts = cuts_of(plan, sound.beats, rng);
    const MontageStyle style{
        .width = 320, .height = 180, .cuts_s = cuts.times, .end_s = kDuration_s, .speed_max = 60.0};
    ClipJob job = montage_job(
        fmt::format("G7_{:02}", i),
        fmt::format("lag {} s, share {}, jitter {} s", plan.lag_s, plan.share, plan.jitter_s),
        style, seed, options);
    job.truth.sync = truth_of(plan, cuts, sound.beats);
    job.truth.rhythm = TrueRhythm{sound.bpm, 0.0, sound.beats, sound.onsets};
    media::ClipOptions clip = h264();
    clip.sounds = {{.codec = options.lossless ? "pcm_s16le" : "aac",
                    .rate = kRate,
                    .samples = std::move(sound.samples)}};
    const auto montage = std::make_shared<Montage>(style, seed);
    job.write = [montage, clip](const std::string& path) {
      return media::write_clip(
          path, static_cast<int>(montage->frames()), [&](int k) { return montage->frame(k); },
          clip);
    };
    jobs.push_back(std::move(job));
  }
  return write_clips("G7", std::move(jobs), options);
}

}  // namespace gv::gvtest
