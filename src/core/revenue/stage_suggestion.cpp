#include "core/revenue/stage_suggestion.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/money.h"
#include "core/revenue/transition_model.h"
#include "core/stats/special.h"

namespace gv::revenue {
namespace {

constexpr double kLowQuantile = 0.05;
constexpr double kHighQuantile = 0.95;

Result<void> check_rule(const SuggestionRule& rule) {
  if (rule.maturity_mult > 0.0 && rule.prior_weight > 0.0 && rule.matured_min >= 1 &&
      rule.holdout_share > 0.0 && rule.holdout_share < 1.0) {
    return {};
  }
  return fail(
      ErrorCode::ConfigRange, "stage_suggestion",
      fmt::format("maturity_mult, prior_weight and matured_min must be above 0 and "
                  "holdout_share in (0, 1), got {}, {}, {} and {}",
                  rule.maturity_mult, rule.prior_weight, rule.matured_min, rule.holdout_share));
}

/// The visits to one stage that are old enough, in order of entry.
std::vector<StageVisit> matured_visits(std::span<const StageVisit> visits, std::size_t stage,
                                       TimePoint data_cut, double maturity_days) {
  std::vector<StageVisit> old;
  for (const auto& visit : visits) {
    if (visit.stage == stage && days_between(visit.entered_at, data_cut) >= maturity_days) {
      old.push_back(visit);
    }
  }
  std::sort(old.begin(), old.end(), [](const StageVisit& a, const StageVisit& b) {
    return std::tie(a.entered_at, a.won) < std::tie(b.entered_at, b.won);
  });
  return old;
}

std::int64_t wins_in(std::span<const StageVisit> visits) {
  return std::count_if(visits.begin(), visits.end(),
                       [](const StageVisit& visit) { return visit.won; });
}

BetaShape close_rate_of(std::span<const StageVisit> visits, double prior, double weight) {
  const auto won = static_cast<double>(wins_in(visits));
  const auto lost = static_cast<double>(visits.size()) - won;
  // A prior of exactly 0 or 1 says never or always, which no count could move: kept a hair away.
  const double p = std::clamp(prior, 1e-6, 1.0 - 1e-6);
  return {won + weight * p, lost + weight * (1.0 - p)};
}

Result<double> brier_of(std::span<const StageVisit> visits, double probability) {
  std::vector<ForecastOutcome> forecasts;
  for (const auto& visit : visits) {
    forecasts.push_back({.probability = probability, .won = visit.won});
  }
  GV_TRY(const auto scored, calibrate(forecasts));
  return scored.brier;
}

/// How many of the matured deals come before the holdout. Deals that came at one time, as an import
/// brings them, are not parted: their order says nothing, and sorting them by outcome would.
std::size_t before_holdout(std::span<const StageVisit> matured, double holdout_share) {
  auto split =
      static_cast<std::size_t>(static_cast<double>(matured.size()) * (1.0 - holdout_share));
  while (split > 0 && matured[split - 1].entered_at == matured[split].entered_at) --split;
  return split;
}

/// Both scores on the latest of the matured deals, in order of entry and not empty.
Result<void> score_holdout(std::span<const StageVisit> matured, double prior,
                           const SuggestionRule& rule, StageSuggestion& of) {
  const auto split = before_holdout(matured, rule.holdout_share);
  const auto before = close_rate_of(matured.first(split), prior, rule.prior_weight);
  GV_TRY(of.brier_prior, brier_of(matured.subspan(split), prior));
  GV_TRY(of.brier_measured, brier_of(matured.subspan(split), before.mean()));
  return {};
}

void judge_suggestion(const SuggestionRule& rule, StageSuggestion& of) {
  if (of.matured < rule.matured_min) {  // 1.
    of.reason = fmt::format("{} deals have matured, {} are needed", of.matured, rule.matured_min);
  } else if (*of.brier_measured > *of.brier_prior) {  // 2.
    of.reason = fmt::format(
        "on the latest deals the measured rate foretells worse (Brier {:.4f}) than the "
        "configured one ({:.4f})",
        *of.brier_measured, *of.brier_prior);
  } else {
    of.enough = true;
    of.reason = fmt::format("{} of {} matured deals were won", of.won, of.matured);
  }
}

/// `matured` is in order of entry.
Result<StageSuggestion> suggestion_of(const Stage& stage, std::span<const StageVisit> matured,
                                      std::int64_t aov_minor, const SuggestionRule& rule) {
  const auto rate = close_rate_of(matured, stage.win_probability, rule.prior_weight);
  const auto value_at = [&](double share) {
    return round_half_away(share * static_cast<double>(aov_minor));
  };
  StageSuggestion of{.stage = stage.key,
                     .matured = static_cast<std::int64_t>(matured.size()),
                     .won = wins_in(matured),
                     .close_rate = rate.mean(),
                     .close_rate_low = stats::beta_quantile(rate.a, rate.b, kLowQuantile),
                     .close_rate_high = stats::beta_quantile(rate.a, rate.b, kHighQuantile),
                     .prior = stage.win_probability,
                     .current_minor = stage.value_minor,
                     .brier_prior = {},
                     .brier_measured = {},
                     .reason = {}};
  of.suggested_minor = value_at(of.close_rate);
  of.low_minor = value_at(of.close_rate_low);
  of.high_minor = value_at(of.close_rate_high);
  if (!matured.empty()) {
    GV_TRY(score_holdout(matured, stage.win_probability, rule, of));
  }
  judge_suggestion(rule, of);
  return of;
}

}  // namespace

Result<StageSuggestions> suggest_stages(const PipelineConfig& config,
                                        std::span<const StageVisit> visits,
                                        std::span<const std::int64_t> won_amounts,
                                        TimePoint data_cut, const SuggestionRule& rule) {
  GV_TRY(check_rule(rule));
  const OpenStages open(config);
  StageSuggestions result{.aov_minor = shrunken_aov(config.spec().aov_minor, won_amounts),
                          .won_amounts = static_cast<std::int64_t>(won_amounts.size()),
                          .stages = {},
                          .calibration = {}};
  std::vector<ForecastOutcome> forecasts;
  for (std::size_t s = 0; s < open.size(); ++s) {
    const Stage& stage = config.stages()[*config.find(open.keys()[s])];
    const double maturity_days = std::max(1.0, rule.maturity_mult * stage.days_to_close_mean);
    const auto matured = matured_visits(visits, s, data_cut, maturity_days);
    GV_TRY(auto of, suggestion_of(stage, matured, result.aov_minor, rule));
    of.maturity_days = maturity_days;
    of.reached = std::count_if(visits.begin(), visits.end(),
                               [&](const StageVisit& visit) { return visit.stage == s; });
    result.stages.push_back(std::move(of));
    for (const auto& visit : matured) {
      forecasts.push_back({.probability = stage.win_probability, .won = visit.won});
    }
  }
  if (!forecasts.empty()) {
    GV_TRY(result.calibration, calibrate(forecasts));
  }
  return result;
}

}  // namespace gv::revenue
