#pragma once

#include <array>
#include <span>

#include "base/rng.h"
#include "core/belief/hyper.h"

namespace gv::belief {

/// One explanation of an ad's deals: a prior of the rate and a delay. q ~ Gamma(shape, rate).
struct DealPart {
  double weight{0.0};
  double shape{1.0};
  double rate{1.0};   ///< prior rate + effective clicks
  double prior{1.0};  ///< the prior's share of `rate`
};
inline constexpr std::size_t kDealParts = 2 * kDelayNodes;

/// Gamma(strength, rate strength / mean).
struct DealPrior {
  double strength{1.0};
  double mean{0.0};  ///< deals a click, > 0
};

/// The prior of the deal rate: the account's fitted one mixed with a vague one that knows only what
/// a break-even ad needs (a robust prior, Schmidli et al. 2014).
struct DealPriors {
  DealPrior pooled;
  DealPrior vague;
  double vague_weight{0.0};  ///< [0, 1)
  bool own_delay{false};     ///< also mix over the ad's own delay
};

/// Posterior of ROAS = p x (M / S) x q x v of one ad: click rate x impressions per minor unit x
/// deals per click x value per deal, drawn independently.
struct Posterior {
  double click_a{1.0};  ///< p ~ Beta(click_a, click_b)
  double click_b{1.0};
  double impressions_per_minor{0.0};
  std::array<DealPart, kDealParts> deals{};  ///< q: one of these gammas, by weight
  std::size_t parts{0};
  double value_shape{2.0};  ///< v = phi / nu, nu ~ Gamma(value_shape, rate value_rate)
  double value_rate{1.0};
  double phi{1.0};

  [[nodiscard]] double click_rate_mean() const { return click_a / (click_a + click_b); }
  [[nodiscard]] double deal_rate_mean() const;
  /// The mean of q if every prior mean were `boost` times as high, relative to the mean of q.
  [[nodiscard]] double lift(double boost) const;
  [[nodiscard]] double value_mean() const { return phi * value_rate / (value_shape - 1.0); }
  [[nodiscard]] double roas_mean() const {
    return click_rate_mean() * impressions_per_minor * deal_rate_mean() * value_mean();
  }
  /// Quantile of the value per deal, 0 < p < 1.
  [[nodiscard]] double value_quantile(double p) const;
};

/// Updates the priors by the evidence; `eta` in [0, 1] is the power of conversion evidence (power
/// prior, Ibrahim & Chen 2000). Parts are weighted by how well they explain the number of deals
/// and, with `own_delay`, their delays.
/// Sources: Vernade et al. 2017 (delayed Poissonisation), Fader & Hardie 2005 (Gamma-Gamma).
[[nodiscard]] Posterior posterior_of(const Evidence& evidence, const AccountLevel& account,
                                     const DealPriors& priors, double eta,
                                     const SamplerConfig& config);

/// Fills `out` with draws of ROAS. Draw k depends on the posterior and the stream alone.
void draw_roas(const Posterior& posterior, Rng& rng, std::span<double> out);

}  // namespace gv::belief
