#include "core/belief/score.h"

#include <algorithm>
#include <cmath>

namespace gv::belief {
namespace {

constexpr double kLargestBoost = 1.2;
constexpr double kLegacyDecayPerImpression = 1e-4;

double clamp_boost(double boost) {
  return std::isfinite(boost) ? std::clamp(boost, 1.0, kLargestBoost) : 1.0;
}

}  // namespace

Boosts clamp_boosts(double dna, double pattern, double max_total) {
  Boosts boosts{.dna = clamp_boost(dna), .pattern = clamp_boost(pattern)};
  if (boosts.product() > max_total) {
    const double power = std::log(max_total) / std::log(boosts.product());
    boosts.dna = std::pow(boosts.dna, power);
    boosts.pattern = max_total / boosts.dna;
  }
  return boosts;
}

double boost_of_match(double match_score) {
  return std::isfinite(match_score) ? 1.0 + 0.2 * std::clamp(2.0 * match_score - 1.0, 0.0, 1.0)
                                    : 1.0;
}

double decay_of(double impressions, double audience, const ScoreConfig& config) {
  double rate = 0.0;
  switch (config.decay) {
    case DecayMode::Audience:
      rate = audience > 0.0 ? config.decay_per_exposure / audience : 0.0;
      break;
    case DecayMode::Legacy:
      rate = kLegacyDecayPerImpression;
      break;
  }
  return std::max(config.decay_floor, std::exp(-rate * impressions));
}

Score score_of(const Evidence& evidence, double audience, const Boosts& boosts, Mode mode,
               const BlendConfig& blend, const ScoreConfig& config) {
  const auto& totals = evidence.totals;
  const double impressions = static_cast<double>(totals.impressions);
  const double spend = static_cast<double>(totals.spend_minor);
  const auto weights = blend_weights(evidence.age_hours, blend);
  Score score;
  score.ctr = impressions > 0.0 ? static_cast<double>(totals.clicks) / impressions : 0.0;
  score.pipeline_roas = spend > 0.0 ? totals.pipeline_value_minor / spend : 0.0;
  score.cash_roas = spend > 0.0 ? totals.cash_minor / spend : 0.0;
  score.w_ctr = weights.ctr;
  score.w_roas = weights.roas;
  score.ctr_n = std::min(score.ctr / config.ctr_full, 1.0);
  const double roas = mode == Mode::Direct ? score.cash_roas : score.pipeline_roas;
  score.roas_n = std::min(roas / config.roas_full, 1.0);
  score.blend = score.w_ctr * score.ctr_n + score.w_roas * score.roas_n;
  score.decay = decay_of(evidence.impressions_since, audience, config);
  score.dna = boosts.dna;
  score.pattern = boosts.pattern;
  score.score = score.blend * score.decay * score.dna * score.pattern;
  return score;
}

}  // namespace gv::belief
