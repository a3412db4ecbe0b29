#include "core/decide/assess.h"

namespace gv::decide {

belief::Posterior posterior_of(const AdView& view, const AccountBeliefs& beliefs,
                               const Config& config, double eta, Prediction prediction) {
  // The vague prior knows only what a somewhat unprofitable ad earns; a high click rate does not
  // make it more optimistic, for it must hold for clickbait too.
  belief::Hyper pooled = beliefs.hyper;
  if (prediction == Prediction::LeftAside) pooled.prediction = 0.0;
  belief::Hyper vague = pooled;
  vague.deal_rate = beliefs.account.deal_rate_default;
  vague.elasticity = 1.0;
  const belief::DealPriors priors{
      .pooled = {pooled.strength, belief::prior_rate(pooled, *view.row)},
      .vague = {config.sampler.vague_strength, belief::prior_rate(vague, *view.row)},
      .vague_weight = config.sampler.vague_weight,
      .own_delay = beliefs.own_delays};
  return belief::posterior_of(*view.evidence, beliefs.account, priors, eta, config.sampler);
}

}  // namespace gv::decide
