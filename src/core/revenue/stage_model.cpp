#include "core/revenue/stage_model.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace gv::revenue {
namespace {

/// A total order, so that the fit sees the same sequence whatever the input's.
bool earlier(const StageVisit& a, const StageVisit& b) {
  return std::tie(a.stage, a.entered_at, a.until, a.left, a.outcome, a.resolved, a.won,
                  a.resolved_at) < std::tie(b.stage, b.entered_at, b.until, b.left, b.outcome,
                                            b.resolved, b.won, b.resolved_at);
}

/// The visits of each stage, in order of entry. `visits` is sorted by `earlier`.
std::vector<std::span<const StageVisit>> by_stage(std::span<const StageVisit> visits,
                                                  std::size_t stages) {
  std::vector<std::span<const StageVisit>> groups;
  std::size_t begin = 0;
  for (std::size_t s = 0; s < stages; ++s) {
    std::size_t end = begin;
    while (end < visits.size() && visits[end].stage == s) ++end;
    groups.push_back(visits.subspan(begin, end - begin));
    begin = end;
  }
  return groups;
}

std::size_t training_size(std::size_t visits, double holdout_share) {
  return static_cast<std::size_t>(static_cast<double>(visits) * (1.0 - holdout_share));
}

/// What was known of all visits at a time: those entered before it, as far as they had come.
std::vector<StageVisit> known_at(std::span<const StageVisit> visits, TimePoint time) {
  std::vector<StageVisit> known;
  for (StageVisit visit : visits) {
    if (visit.entered_at >= time) continue;
    visit.left = visit.left && visit.until <= time;
    visit.until = std::min(visit.until, time);
    visit.resolved = visit.resolved && visit.resolved_at <= time;
    visit.resolved_at = std::min(visit.resolved_at, time);
    known.push_back(visit);
  }
  return known;
}

/// The chance to win that the visits known when the holdout of stage `s` began gave it.
Result<double> win_before_holdout(const OpenStages& stages, std::size_t s,
                                  std::span<const StageVisit> visits,
                                  std::span<const StageVisit> of_stage,
                                  const ActivationRule& rule) {
  const std::size_t holdout = training_size(of_stage.size(), rule.holdout_share);
  const auto known = holdout < of_stage.size() ? known_at(visits, of_stage[holdout].entered_at)
                                               : std::vector<StageVisit>();
  GV_TRY(const HazardOutlook outlook, solve_hazards(fit_hazards(stages, known)));
  return outlook.win[s][0];
}

std::vector<WinForecast> forecasts(std::span<const StageVisit> visits, double probability) {
  std::vector<WinForecast> result;
  for (const StageVisit& visit : visits) {
    result.push_back({probability, visit.resolved, visit.won,
                      days_between(visit.entered_at, visit.resolved_at)});
  }
  return result;
}

StageActivation judge(const OpenStages& stages, std::size_t s, std::span<const StageVisit> visits,
                      double learned_win, const ActivationRule& rule) {
  StageActivation result{.stage = stages.keys()[s]};
  result.exits = std::count_if(visits.begin(), visits.end(),
                               [](const StageVisit& visit) { return visit.left; });
  const auto holdout = visits.subspan(training_size(visits.size(), rule.holdout_share));
  result.holdout = static_cast<std::int64_t>(holdout.size());
  result.brier_prior = ipcw_brier(forecasts(holdout, stages.prior_win(s)));
  result.brier_learned = ipcw_brier(forecasts(holdout, learned_win));
  if (result.exits < rule.exits_min) {  // 1.
    result.reason =
        fmt::format("{} deals left the stage, {} are needed", result.exits, rule.exits_min);
  } else if (!result.brier_prior) {
    result.reason = "no deal of the holdout is resolved";
  } else if (*result.brier_learned > *result.brier_prior) {  // 2.
    result.reason = fmt::format("holdout Brier {:.4f} is worse than the prior's {:.4f}",
                                *result.brier_learned, *result.brier_prior);
  } else {
    result.active = true;
    result.reason = fmt::format("holdout Brier {:.4f} against the prior's {:.4f}",
                                *result.brier_learned, *result.brier_prior);
  }
  return result;
}

}  // namespace

std::optional<double> ipcw_brier(std::span<const WinForecast> forecasts) {
  std::vector<WinForecast> sorted(forecasts.begin(), forecasts.end());
  std::sort(sorted.begin(), sorted.end(), [](const WinForecast& a, const WinForecast& b) {
    // At equal times a resolution is seen before the censoring.
    return std::tuple(a.days, !a.resolved, a.won, a.probability) <
           std::tuple(b.days, !b.resolved, b.won, b.probability);
  });
  double observed = 1.0;  // P(not yet censored)
  double weights = 0.0;
  double errors = 0.0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (!sorted[i].resolved) {
      observed *= 1.0 - 1.0 / static_cast<double>(sorted.size() - i);
      continue;
    }
    const double miss = (sorted[i].won ? 1.0 : 0.0) - sorted[i].probability;
    weights += 1.0 / observed;
    errors += miss * miss / observed;
  }
  if (weights == 0.0) return std::nullopt;
  return errors / weights;
}

Result<StageModel> StageModel::fit(const PipelineConfig& config, std::vector<StageVisit> visits,
                                   const ActivationRule& rule) {
  if (!(rule.holdout_share > 0.0 && rule.holdout_share < 1.0)) {
    return fail(ErrorCode::ConfigRange, "holdout_share",
                fmt::format("must lie in (0, 1), got {}", rule.holdout_share));
  }
  OpenStages stages(config);
  std::sort(visits.begin(), visits.end(), earlier);
  const auto groups = by_stage(visits, stages.size());
  HazardTable table = fit_hazards(stages, visits);
  GV_TRY(HazardOutlook outlook, solve_hazards(table));
  StageModel model(std::move(stages), std::move(table), std::move(outlook));
  for (std::size_t s = 0; s < groups.size(); ++s) {
    GV_TRY(const double win, win_before_holdout(model.stages_, s, visits, groups[s], rule));
    model.activation_.push_back(judge(model.stages_, s, groups[s], win, rule));
  }
  return model;
}

std::optional<std::size_t> StageModel::active_index(std::string_view stage_key) const {
  const auto index = stages_.index_of(stage_key);
  if (!index || !activation_[*index].active) return std::nullopt;
  return index;
}

LearnedDecay StageModel::decay() const {
  return [this](std::string_view stage_key, double age_days) -> std::optional<double> {
    const auto stage = active_index(stage_key);
    if (!stage || !(outlook_.win[*stage][0] > 0.0)) return std::nullopt;
    return std::min(1.0, outlook_.win_at(*stage, age_days) / outlook_.win[*stage][0]);
  };
}

LearnedPrediction StageModel::prediction(std::optional<int> horizon_days) const {
  std::vector<std::vector<double>> within;
  if (horizon_days) within = close_within(table_, *horizon_days);
  return [this, within = std::move(within)](std::string_view stage_key,
                                            double age_days) -> std::optional<LearnedOutlook> {
    const auto stage = active_index(stage_key);
    if (!stage) return std::nullopt;
    LearnedOutlook outlook{outlook_.win_at(*stage, age_days),
                           outlook_.close_days_at(*stage, age_days), std::nullopt};
    if (!within.empty()) {
      const auto last = static_cast<double>(within[*stage].size() - 1);
      outlook.close_within_horizon =
          within[*stage][static_cast<std::size_t>(std::min(age_days, last))];
    }
    return outlook;
  };
}

}  // namespace gv::revenue
