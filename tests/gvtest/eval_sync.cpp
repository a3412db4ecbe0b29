#include "evaluation.h"
#include "watch.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/video/readings.h"
#include "core/insight/sync.h"

namespace gv::gvtest {
namespace {

constexpr double kSameAudio_s = 0.05;  // a found pair names the true beat
constexpr double kLagMin_s = 0.12;     // lags above the tolerance: nothing is in sync without them

std::string seconds(const std::optional<double>& value) {
  return value ? fmt::format("{:.3f}", *value) : "none";
}

struct SyncClip {
  insight::SyncReport report;
  int matched{0};
  int missed{0};
  int extra{0};
  double offset_error_sum{0.0};
  std::optional<double> lag_error{};
};

/// Pairs that name the same cut and the same beat, each once.
void match_pairs(const TrueSync& truth, double frame_s, SyncClip& clip) {
  std::vector<bool> used(truth.pairs.size());
  for (const auto& found : clip.report.pairs) {
    bool hit = false;
    for (std::size_t i = 0; i < used.size() && !hit; ++i) {
      const TruePair& one = truth.pairs[i];
      if (used[i] || std::abs(found.visual_s - one.visual_s) > 1.01 * frame_s ||
          std::abs(found.audio_s - one.audio_s) > kSameAudio_s) {
        continue;
      }
      used[i] = hit = true;
      const double offset = one.visual_s - one.audio_s;
      clip.offset_error_sum += std::abs(found.offset_s - offset);
    }
    ++(hit ? clip.matched : clip.extra);
  }
  clip.missed = static_cast<int>(used.size()) - clip.matched;
}

Result<SyncClip> sync_of(const std::string& path, const ClipTruth& truth) {
  GV_TRY(Watched found, watch(path, {.shots = true, .sound = true}));
  video::Measured measured;
  measured.facts.fps = found.fps;
  measured.duration_s = found.end.covered_s;
  measured.pictures.times = found.times;
  measured.pictures.shots = std::move(found.shots);
  measured.audio = std::move(found.audio);
  SyncClip clip;
  clip.report = insight::compare_sync(video::sync_input(measured, std::nullopt));
  match_pairs(*truth.sync, 1.0 / found.fps, clip);
  if (const auto lag = truth.sync->lag_s) {
    // Below the tolerance a lag need not be reported: the cuts are in sync with it.
    if (clip.report.global_lag_s) clip.lag_error = std::abs(*clip.report.global_lag_s - *lag);
    if (!clip.lag_error && std::abs(*lag) >= kLagMin_s) clip.lag_error = std::abs(*lag);
  }
  return clip;
}

}  // namespace

Rows evaluate_sync(const ClipFolder& set, const EvaluateOptions& options) {
  EvaluateOptions all = options;
  all.quick = false;  // each clip is another case
  GV_TRY(const auto results, each_clip<SyncClip>(set, all, sync_of));
  int matched = 0;
  int missed = 0;
  int extra = 0;
  double offset_sum = 0.0;
  double lag_worst = 0.0;
  double share_worst = 0.0;
  Measure f1{.name = "sync pairs F1, G7", .floor = 0.97, .goal = 0.99};
  for (std::size_t i = 0; i < results.size(); ++i) {
    const SyncClip& clip = results[i];
    const ClipTruth& truth = set.truth.clips[i];
    matched += clip.matched;
    missed += clip.missed;
    extra += clip.extra;
    offset_sum += clip.offset_error_sum;
    lag_worst = std::max(lag_worst, clip.lag_error.value_or(0.0));
    const double share = 100.0 * static_cast<double>(truth.sync->pairs.size()) /
                         static_cast<double>(std::max<std::int64_t>(1, truth.sync->cuts));
    const double found = clip.report.sync_percentage.value_or(0.0);
    share_worst = std::max(share_worst, std::abs(found - share));
    f1.clips[truth.file] = {{"matched", clip.matched},
                            {"missed", clip.missed},
                            {"extra", clip.extra},
                            {"sync_percent", found},
                            {"sync_percent_true", share}};
    f1.remarks.push_back(fmt::format(
        "{} ({}): {} matched, {} missed, {} extra, sync {:.0f} % of {:.0f} %, lag {} of {}",
        truth.file, truth.variant, clip.matched, clip.missed, clip.extra, found, share,
        seconds(clip.report.global_lag_s), seconds(truth.sync->lag_s)));
  }
  f1.ours = matched > 0 ? 2.0 * matched / (2 * matched + missed + extra) : 0.0;
  const double half_frame_ms = 1000.0 / 30.0 / 2.0;
  Measure offset{.name = "sync offset error, mean ms, G7",
                 .floor = 5.0 + half_frame_ms,
                 .ours = 1000.0 * offset_sum / std::max(1, matched),
                 .higher_is_better = false};
  Measure lag{.name = "global lag error, worst ms, G7",
              .floor = 10.0,
              .ours = 1000.0 * lag_worst,
              .higher_is_better = false,
              .remarks = f1.remarks};
  Measure share{.name = "sync percentage error, worst points, G7",
                .ours = share_worst,
                .higher_is_better = false};
  return std::vector{f1, offset, lag, share};
}

}  // namespace gv::gvtest
