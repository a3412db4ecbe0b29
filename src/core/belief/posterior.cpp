#include "core/belief/posterior.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/stats/special.h"

namespace gv::belief {
namespace {

constexpr double kFewestSpendMinor = 100.0;  // below it the account's price is used

/// The parts of a mixture: built unnormalised in logarithms, then scaled to sum to 1.
class Mixture {
 public:
  Mixture(const Evidence& evidence, double eta, bool own_delay)
      : evidence_(evidence), eta_(eta), own_delay_(own_delay) {}

  void add(const DealPrior& prior, double weight) {
    if (weight <= 0.0) return;
    if (!own_delay_) return add(prior, weight, evidence_.n_eff_recent, 0.0);
    for (std::size_t j = 0; j < kDelayNodes; ++j) {
      add(prior, weight * kDelayWeights[j], evidence_.n_eff_stretched[j], evidence_.log_delays[j]);
    }
  }

  void write(Posterior& out) {
    double top = logs_[0];
    for (std::size_t i = 1; i < count_; ++i) top = std::max(top, logs_[i]);
    double sum = 0.0;
    for (std::size_t i = 0; i < count_; ++i) sum += parts_[i].weight = std::exp(logs_[i] - top);
    for (std::size_t i = 0; i < count_; ++i) parts_[i].weight /= sum;
    out.deals = parts_;
    out.parts = count_;
  }

 private:
  void add(const DealPrior& prior, double weight, double n_eff, double log_delays) {
    const double deals = eta_ * evidence_.deals_recent;
    const double rate = prior.strength / prior.mean;
    parts_[count_] = {.shape = prior.strength + deals, .rate = rate + eta_ * n_eff, .prior = rate};
    logs_[count_] = std::log(weight) + eta_ * log_delays +
                    log_marginal(prior.strength, prior.mean, deals, eta_ * n_eff);
    ++count_;
  }

  const Evidence& evidence_;
  double eta_;
  bool own_delay_;
  std::array<DealPart, kDealParts> parts_{};
  std::array<double, kDealParts> logs_{};
  std::size_t count_{0};
};

/// The deal rate's parts with their samplers made ready.
class DealSampler {
 public:
  explicit DealSampler(const Posterior& posterior) : posterior_(posterior) {
    for (std::size_t i = 0; i < posterior.parts; ++i)
      shapes_.emplace_back(posterior.deals[i].shape);
  }

  /// Picks a part by its weight, then draws; a single part costs no extra random number.
  double operator()(Rng& rng) const {
    std::size_t i = 0;
    if (posterior_.parts > 1) {
      double left = rng.uniform();
      while (i + 1 < posterior_.parts && left >= posterior_.deals[i].weight) {
        left -= posterior_.deals[i++].weight;
      }
    }
    return rng.gamma(shapes_[i]) / posterior_.deals[i].rate;
  }

 private:
  const Posterior& posterior_;
  std::vector<GammaShape> shapes_;
};

}  // namespace

double Posterior::value_quantile(double p) const {
  return phi * value_rate / stats::gamma_quantile(value_shape, 1.0 - p);
}

double Posterior::deal_rate_mean() const {
  double mean = 0.0;
  for (std::size_t i = 0; i < parts; ++i) mean += deals[i].weight * deals[i].shape / deals[i].rate;
  return mean;
}

double Posterior::lift(double boost) const {
  double lifted = 0.0;
  for (std::size_t i = 0; i < parts; ++i) {
    const auto& part = deals[i];
    lifted += part.weight * part.shape / (part.rate - part.prior + part.prior / boost);
  }
  return lifted / deal_rate_mean();
}

Posterior posterior_of(const Evidence& evidence, const AccountLevel& account,
                       const DealPriors& priors, double eta, const SamplerConfig& config) {
  Posterior posterior;
  posterior.click_a = config.ctr_strength + evidence.clicks_recent;
  // An account in which every impression was clicked on leaves no room for a miss.
  posterior.click_b = std::max(config.ctr_strength / account.ctr - config.ctr_strength +
                                   evidence.impressions_recent - evidence.clicks_recent,
                               1e-6);
  const bool priced = static_cast<double>(evidence.totals.spend_minor) >= kFewestSpendMinor &&
                      evidence.spend_recent > 0.0 && evidence.impressions_recent > 0.0;
  posterior.impressions_per_minor =
      priced ? evidence.impressions_recent / evidence.spend_recent : account.impressions_per_minor;
  Mixture mixture(evidence, eta, priors.own_delay);
  mixture.add(priors.pooled, 1.0 - priors.vague_weight);
  mixture.add(priors.vague, priors.vague_weight);
  mixture.write(posterior);
  posterior.phi = account.value_shape;
  posterior.value_shape = config.value_strength + eta * account.value_shape * evidence.deals_recent;
  posterior.value_rate = account.value_mean * (config.value_strength - 1.0) / account.value_shape +
                         eta * evidence.value_recent;
  return posterior;
}

void draw_roas(const Posterior& posterior, Rng& rng, std::span<double> out) {
  const double factor = posterior.impressions_per_minor * posterior.phi * posterior.value_rate;
  const GammaShape hits(posterior.click_a);
  const GammaShape misses(posterior.click_b);
  const DealSampler deal_rate(posterior);
  const GammaShape value_shape(posterior.value_shape);
  for (double& draw : out) {
    const double hit = rng.gamma(hits);
    const double miss = rng.gamma(misses);
    const double deals = deal_rate(rng);
    const double scarcity = rng.gamma(value_shape);
    draw = hit / (hit + miss) * deals / scarcity * factor;  // hit / (hit + miss): Beta(a, b)
  }
}

}  // namespace gv::belief
