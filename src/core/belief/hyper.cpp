#include "core/belief/hyper.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/stats/special.h"

namespace gv::belief {
namespace {

constexpr std::array kStrengths{0.5, 0.75, 1.0, 1.5, 2.0, 3.0};
constexpr std::array kElasticities{0.0, 0.25, 0.5, 0.75, 1.0};
constexpr std::array kTrusts{0.0, 0.25, 0.5, 0.75, 1.0};
constexpr std::size_t kRowsToFitTrust = 30;
constexpr double kDealsForShape = 20.0;
constexpr double kShapeWithoutDeals = 0.4;

double square(double x) { return x * x; }

double value_shape(std::span<const Evidence> ads) {
  double deals = 0.0;
  double sum = 0.0;
  double squares = 0.0;
  for (const auto& ad : ads) {
    deals += ad.deals;
    sum += ad.value_minor;
    squares += ad.value_squares;
  }
  if (deals < kDealsForShape || sum <= 0.0) return kShapeWithoutDeals;
  const double mean = sum / deals;
  const double variance = squares / deals - mean * mean;
  return std::clamp(variance > 0.0 ? mean * mean / variance : 100.0, 0.1, 100.0);
}

/// The grid search for one (elasticity, trust): rates relative to q-bar are computed once and
/// shared by all strengths.
class Candidate {
 public:
  Candidate(std::span<const HyperRow> rows, double elasticity, double trust,
            double deal_rate_default)
      : rows_(rows), relative_(rows.size()) {
    double deals = 2.0;
    double exposure = 2.0 / deal_rate_default;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      relative_[i] = std::exp(trust * rows[i].prediction_z - elasticity * rows[i].log_ctr_ratio);
      deals += rows[i].deals;
      exposure += rows[i].n_eff * relative_[i];
    }
    hyper_ = {.deal_rate = deals / exposure, .elasticity = elasticity, .prediction = trust};
  }

  double score(double strength) const {
    double sum = -0.5 * square((hyper_.elasticity - 0.5) / 0.35) -
                 0.5 * square(std::log(strength / 1.25) / 0.5);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      sum +=
          log_marginal(strength, hyper_.deal_rate * relative_[i], rows_[i].deals, rows_[i].n_eff);
    }
    return sum;
  }

  Hyper with(double strength) const {
    Hyper hyper = hyper_;
    hyper.strength = strength;
    return hyper;
  }

 private:
  std::span<const HyperRow> rows_;
  std::vector<double> relative_;
  Hyper hyper_;
};

}  // namespace

AccountLevel account_level(std::span<const Evidence> ads, const ValuePriors& priors,
                           double target_roas) {
  double impressions = 0.0;
  double clicks = 0.0;
  double spend = 0.0;
  double deals = 0.0;
  double value = 0.0;
  for (const auto& ad : ads) {
    impressions += static_cast<double>(ad.totals.impressions);
    clicks += static_cast<double>(ad.totals.clicks);
    spend += static_cast<double>(ad.totals.spend_minor);
    deals += ad.deals;
    value += ad.value_minor;
  }
  AccountLevel level;
  level.ctr = (clicks + 1.0) / (impressions + 80.0);
  level.value_mean = std::max((value + 2.0 * priors.count_value_minor) / (deals + 2.0), 1e-6);
  level.value_shape = value_shape(ads);
  // An account without delivery has no price yet: 1 impression a minor unit, replaced at once.
  level.impressions_per_minor = spend > 0.0 && impressions > 0.0 ? impressions / spend : 1.0;
  const double cost_per_click = spend > 0.0 && clicks > 0.0
                                    ? spend / clicks
                                    : 1.0 / (level.impressions_per_minor * level.ctr);
  level.deal_rate_default =
      0.6 * target_roas * cost_per_click / std::max(priors.count_value_minor, 1e-6);
  return level;
}

std::vector<HyperRow> hyper_rows(std::span<const Evidence> ads, const AccountLevel& account,
                                 const SamplerConfig& config) {
  std::vector<HyperRow> rows(ads.size());
  for (std::size_t i = 0; i < ads.size(); ++i) {
    const auto& e = ads[i];
    const double ctr =
        (static_cast<double>(e.totals.clicks) + config.ctr_strength) /
        (static_cast<double>(e.totals.impressions) + config.ctr_strength / account.ctr);
    rows[i] = {.deals = e.deals_recent,
               .n_eff = e.n_eff_recent,
               .log_ctr_ratio = std::log(ctr / account.ctr)};
  }
  return rows;
}

double log_marginal(double strength, double mean_rate, double deals, double n_eff) {
  const double rate = strength / mean_rate;
  return stats::log_gamma(strength + deals) - stats::log_gamma(strength) +
         strength * std::log(rate) - (strength + deals) * std::log(rate + n_eff);
}

Hyper fit_hyper(std::span<const HyperRow> rows, double deal_rate_default, double slope) {
  const bool predicted = std::any_of(rows.begin(), rows.end(),
                                     [](const HyperRow& row) { return row.prediction_z != 0.0; });
  const bool fit_trust = predicted && rows.size() >= kRowsToFitTrust;
  const std::array fixed{slope};
  const std::span<const double> trusts =
      fit_trust ? std::span<const double>(kTrusts) : std::span<const double>(fixed);
  Hyper best;
  double best_score = -std::numeric_limits<double>::infinity();
  for (const double trust : trusts) {
    const double trust_penalty = fit_trust ? 0.5 * square((trust - slope) / 0.25) : 0.0;
    for (const double elasticity : kElasticities) {
      const Candidate candidate(rows, elasticity, trust, deal_rate_default);
      for (const double strength : kStrengths) {
        const double score = candidate.score(strength) - trust_penalty;
        if (score > best_score) best_score = score, best = candidate.with(strength);
      }
    }
  }
  return best;
}

double prior_rate(const Hyper& hyper, const HyperRow& row) {
  return hyper.deal_rate *
         std::exp(hyper.prediction * row.prediction_z - hyper.elasticity * row.log_ctr_ratio);
}

}  // namespace gv::belief
