#include "core/insight/sync.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/insight/sync_match.h"
#include "core/stats/special.h"

namespace gv::insight {
namespace {

constexpr double kRounding = 1e-9;

template <class Peak, class Keep>
std::vector<double> times_of(const std::vector<Peak>& peaks, Keep keep) {
  std::vector<double> times;
  for (const auto& peak : peaks) {
    if (keep(peak)) times.push_back(peak.t);
  }
  return times;
}

bool is_cut(const VisualPeak& peak) {
  return peak.type == VisualKind::Cut || peak.type == VisualKind::Transition;
}
bool is_rhythm(const AudioPeak& peak) {
  return peak.type == SoundKind::Beat || peak.type == SoundKind::Drop;
}

/// Cuts and transitions against beats and drops: what the primary figures are about.
struct Primary {
  std::vector<double> cuts;
  std::vector<double> beats;
};

double chance_of(const std::vector<double>& beats, double duration_s, double tolerance_s) {
  std::vector<TimeSpan> near;
  for (const double t : beats) near.push_back({t - tolerance_s, t + tolerance_s});
  return covered_time(std::move(near), 0.0, duration_s) / duration_s;
}

std::optional<double> lift_of(std::size_t matched, std::size_t cuts, double p0) {
  if (cuts == 0 || p0 >= 1.0 - kRounding) return std::nullopt;
  const double p = static_cast<double>(matched) / static_cast<double>(cuts);
  return (p - p0) / (1.0 - p0);
}

/// P(X >= m), X ~ Bin(n, p) is the regularised incomplete beta function I_p(m, n - m + 1).
double binomial_tail(std::size_t m, std::size_t n, double p) {
  if (m == 0 || p >= 1.0) return 1.0;
  if (p <= 0.0) return 0.0;
  return stats::beta_cdf(static_cast<double>(m), static_cast<double>(n - m + 1), p);
}

double envelope_at(const SyncInput& input, double t) {
  const double at = (t - input.envelope_start_s) * input.envelope_rate;
  const auto& envelope = input.onset_envelope;
  if (at < 0.0 || at > static_cast<double>(envelope.size()) - 1.0) return 0.0;
  const auto i = static_cast<std::size_t>(at);
  const double rest = at - static_cast<double>(i);
  return rest > 0.0 ? envelope[i] * (1.0 - rest) + envelope[i + 1] * rest : envelope[i];
}

/// The shift of the picture that puts the cuts on the strongest onsets; of equal ones the least.
double best_lag(const SyncInput& input, const std::vector<double>& cuts, const SyncConfig& config) {
  const auto strength = [&](double lag) {
    double sum = 0.0;
    for (const double t : cuts) sum += envelope_at(input, t - lag);
    return sum;
  };
  double best = 0.0;
  double highest = strength(0.0);
  const auto steps = static_cast<int>(std::floor(config.lag_max_s / config.lag_step_s + kRounding));
  for (int i = 1; i <= steps; ++i) {
    for (const int side : {1, -1}) {
      const double lag = side * i * config.lag_step_s;
      const double sum = strength(lag);
      if (sum <= highest * (1.0 + kRounding)) continue;
      highest = sum;
      best = lag;
    }
  }
  return best;
}

void add_lag(SyncReport& report, const SyncInput& input, const Primary& primary,
             const SyncConfig& config) {
  if (!report.lift || input.onset_envelope.empty()) return;
  const double lag = best_lag(input, primary.cuts, config);
  auto shifted = primary.cuts;
  for (double& t : shifted) t -= lag;
  const auto matched = match_times(shifted, primary.beats, config.tolerance_s).size();
  const auto lift = lift_of(matched, shifted.size(), *report.p0);
  if (!lift || *lift - *report.lift < config.lag_lift_min) return;
  report.global_lag_s = lag;
  report.lip_sync = lip_sync_of(lag);
}

void add_pairs(SyncReport& report, const Primary& primary, const std::vector<Match>& matches,
               const SyncConfig& config) {
  std::vector<VisualPeak> cuts;
  std::copy_if(report.visual_peaks.begin(), report.visual_peaks.end(), std::back_inserter(cuts),
               is_cut);
  std::vector<AudioPeak> beats;
  std::copy_if(report.audio_peaks.begin(), report.audio_peaks.end(), std::back_inserter(beats),
               is_rhythm);
  std::vector<double> offsets;
  std::vector<double> distances;
  std::vector<double> scores;
  for (const auto& [v, a] : matches) {
    const double offset = primary.cuts[v] - primary.beats[a];
    const double score = std::max(0.0, 1.0 - std::abs(offset) / config.tolerance_s);
    report.pairs.push_back(
        {primary.cuts[v], primary.beats[a], offset, score, true, cuts[v].type, beats[a].type});
    offsets.push_back(offset);
    distances.push_back(std::abs(offset));
    scores.push_back(score);
  }
  if (offsets.empty()) return;
  report.mean_offset_s = mean_of(offsets);
  report.median_offset_s = percentile_of(offsets, 0.5);
  report.mean_abs_offset_s = mean_of(distances);
  report.mean_score = mean_of(scores);
}

std::optional<SyncRating> rating_of(std::size_t matched, const Primary& primary,
                                    const SyncConfig& config) {
  if (primary.beats.empty()) return std::nullopt;
  if (primary.cuts.size() < static_cast<std::size_t>(config.rating_cuts_min)) return std::nullopt;
  const double ratio = static_cast<double>(matched) / static_cast<double>(primary.cuts.size());
  if (ratio >= config.excellent_min) return SyncRating::Excellent;
  if (ratio >= config.good_min) return SyncRating::Good;
  return ratio >= config.fair_min ? SyncRating::Fair : SyncRating::Poor;
}

/// The figures need both sides: a video without cuts, or sound without a beat, has none.
void add_primary(SyncReport& report, const SyncInput& input, const Primary& primary,
                 const SyncConfig& config) {
  if (primary.cuts.empty() || primary.beats.empty()) return;
  const auto matches = match_times(primary.cuts, primary.beats, config.tolerance_s);
  const auto percent = [&](std::size_t whole) {
    return 100.0 * static_cast<double>(matches.size()) / static_cast<double>(whole);
  };
  add_pairs(report, primary, matches, config);
  report.sync_percentage = percent(primary.cuts.size());
  report.cut_on_beat_pct = report.sync_percentage;
  report.beat_coverage_pct = percent(primary.beats.size());
  report.p0 = chance_of(primary.beats, input.duration_s, config.tolerance_s);
  report.lift = lift_of(matches.size(), primary.cuts.size(), *report.p0);
  report.significance = binomial_tail(matches.size(), primary.cuts.size(), *report.p0);
  report.rating = rating_of(matches.size(), primary, config);
  add_lag(report, input, primary, config);

  std::vector<bool> cut_matched(primary.cuts.size(), false);
  std::vector<bool> beat_matched(primary.beats.size(), false);
  for (const auto& [v, a] : matches) cut_matched[v] = beat_matched[a] = true;
  std::vector<std::size_t> unmatched;
  std::vector<double> free;
  for (std::size_t v = 0; v < cut_matched.size(); ++v) {
    if (!cut_matched[v]) unmatched.push_back(v);
  }
  for (std::size_t a = 0; a < beat_matched.size(); ++a) {
    if (!beat_matched[a]) free.push_back(primary.beats[a]);
  }
  report.adjustments =
      adjust_cuts(primary.cuts, unmatched, free, input.duration_s, input.fps, config);
}

}  // namespace

LipSync lip_sync_of(double picture_late_s) {
  if (picture_late_s > 0.090 || picture_late_s < -0.185) return LipSync::Unacceptable;
  if (picture_late_s > 0.045 || picture_late_s < -0.125) return LipSync::Detectable;
  return LipSync::Fine;
}

SyncReport compare_sync(const SyncInput& input, const SyncConfig& config) {
  SyncReport report;
  report.visual_peaks = input.visual;
  std::sort(report.visual_peaks.begin(), report.visual_peaks.end(),
            [](const VisualPeak& a, const VisualPeak& b) {
              return std::tie(a.t, a.type, a.energy) < std::tie(b.t, b.type, b.energy);
            });
  report.audio_peaks = merge_audio_peaks(input.audio, config.merge_s);
  const Primary primary{times_of(report.visual_peaks, is_cut),
                        times_of(report.audio_peaks, is_rhythm)};
  add_primary(report, input, primary, config);

  const auto any = [](const auto&) { return true; };
  const auto seen = times_of(report.visual_peaks, any);
  const auto heard = times_of(report.audio_peaks, any);
  if (!seen.empty() && !heard.empty()) {
    const auto matched = match_times(seen, heard, config.tolerance_s).size();
    report.all_events_pct = 100.0 * static_cast<double>(matched) / static_cast<double>(seen.size());
  }
  return report;
}

}  // namespace gv::insight
