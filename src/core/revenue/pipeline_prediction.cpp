#include "core/revenue/pipeline_prediction.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/money.h"
#include "base/rng.h"

namespace gv::revenue {
namespace {

constexpr std::size_t kSimulations = 10'000;

Result<std::int64_t> amount_of(const PipelineConfig& config, const PipelineDeal& deal,
                               const FxTable& rates, TimePoint as_of) {
  if (!deal.amount_minor) return config.spec().aov_minor;
  if (*deal.amount_minor < 0 || *deal.amount_minor > kAmountMax) {
    return fail(ErrorCode::InvalidInput, deal.id + ".amount",
                fmt::format("must lie in [0, 2^53] minor units, got {}", *deal.amount_minor));
  }
  const Currency own = config.currency();
  if (!deal.currency || *deal.currency == own) return *deal.amount_minor;
  const auto rate = rates.rate_e9(as_of, *deal.currency, own);
  if (!rate) {
    return fail(ErrorCode::NotFound, deal.id + ".currency",
                fmt::format("no rate from {} to {} on {}", deal.currency->code(), own.code(),
                            format_date(as_of)));
  }
  const auto amount = convert(*deal.amount_minor, *deal.currency, own, *rate);
  if (amount && *amount <= kAmountMax) return *amount;
  return fail(ErrorCode::Overflow, deal.id + ".amount", "exceeds 2^53 minor units");
}

Result<DealPrediction> predict(const PipelineConfig& config, const PipelineDeal& deal,
                               const FxTable& rates, TimePoint as_of,
                               const LearnedPrediction& learned) {
  const auto index = config.find(deal.stage);
  if (!index) {
    return fail(ErrorCode::UnknownStage, deal.id + ".stage",
                fmt::format("must be one of {}, got \"{}\"", config.known_keys(), deal.stage));
  }
  if (!std::isfinite(deal.age_in_stage_days) || deal.age_in_stage_days < 0.0) {
    return fail(ErrorCode::InvalidInput, deal.id + ".age_in_stage_days",
                fmt::format("must be finite and >= 0, got {}", deal.age_in_stage_days));
  }
  GV_TRY(const std::int64_t amount, amount_of(config, deal, rates, as_of));
  const Stage& stage = config.stages()[*index];
  DealPrediction result{.id = deal.id,
                        .probability = stage.win_probability,
                        .amount_minor = amount,
                        .close_days = stage.days_to_close_mean};
  if (learned && stage.kind == StageKind::Open) {
    if (const auto outlook = learned(stage.key, deal.age_in_stage_days)) {
      result.probability = outlook->win_probability;
      result.close_days = outlook->close_days;
      result.close_within_horizon = outlook->close_within_horizon;
      result.learned = true;
    }
  }
  result.expected_minor = round_half_away(result.probability * static_cast<double>(amount));
  return result;
}

/// Adds one deal's Bernoulli outcome to every simulated total.
void simulate(const DealPrediction& deal, std::uint64_t seed, std::vector<std::int64_t>& totals) {
  Rng rng(seed, xxh64(deal.id));
  for (auto& total : totals) total += rng.uniform() < deal.probability ? deal.amount_minor : 0;
}

}  // namespace

Result<PipelinePrediction> predict_pipeline(const PipelineConfig& config,
                                            std::span<const PipelineDeal> deals,
                                            const FxTable& rates, TimePoint as_of,
                                            std::uint64_t seed, const LearnedPrediction& learned) {
  PipelinePrediction result;
  std::int64_t largest = 0;
  double variance = 0.0;
  std::vector<std::int64_t> totals(kSimulations, 0);
  for (const PipelineDeal& deal : deals) {
    auto prediction = predict(config, deal, rates, as_of, learned);
    if (!prediction) {
      result.deals.push_back({.id = deal.id, .error = prediction.error()});
      continue;
    }
    if (__builtin_add_overflow(largest, prediction->amount_minor, &largest)) {
      return fail(ErrorCode::Overflow, "deals", "the amounts sum beyond the largest integer");
    }
    result.total_minor += prediction->expected_minor;
    const double p = prediction->probability;
    const auto amount = static_cast<double>(prediction->amount_minor);
    variance += p * (1.0 - p) * amount * amount;
    simulate(*prediction, seed, totals);
    result.deals.push_back(*std::move(prediction));
  }
  result.sd_minor = std::sqrt(variance);
  std::sort(totals.begin(), totals.end());
  const auto quantile = [&](std::size_t percent) {
    return totals[kSimulations * percent / 100 - 1];
  };
  result.p10_minor = quantile(10);
  result.p50_minor = quantile(50);
  result.p90_minor = quantile(90);
  return result;
}

}  // namespace gv::revenue
