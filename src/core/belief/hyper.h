#pragma once

#include <span>
#include <vector>

#include "core/belief/config.h"
#include "core/belief/evidence.h"

namespace gv::belief {

/// What the ads of one account have in common.
struct AccountLevel {
  double ctr{0.0};          ///< c-bar = (clicks + 1) / (impressions + 80)
  double value_mean{0.0};   ///< v-bar, minor units a deal
  double value_shape{0.4};  ///< phi = 1 / CV^2 of deal values, in [0.1, 100]
  double impressions_per_minor{0.0};
  double deal_rate_default{0.0};  ///< deals a click at which ROAS is 0.6 x target
};

/// Pools the evidence of an account. O(n).
[[nodiscard]] AccountLevel account_level(std::span<const Evidence> ads, const ValuePriors& priors,
                                         double target_roas);

/// What the empirical-Bayes fit sees of one ad.
struct HyperRow {
  double deals{0.0};          ///< N
  double n_eff{0.0};          ///< effective clicks
  double log_ctr_ratio{0.0};  ///< ln(smoothed CTR / account CTR)
  double prediction_z{0.0};   ///< ln(predicted ROAS / mean prediction); 0 without one
};

/// The prior of the deal rate q: Gamma(strength, rate strength / mean) with
///   mean_i = deal_rate x (ctr_i / ctr)^(-elasticity) x exp(prediction x z_i).
struct Hyper {
  double deal_rate{0.0};   ///< q-bar, deals a click
  double strength{1.25};   ///< a0: prior shape
  double elasticity{0.5};  ///< beta in [0, 1]; 0: CTR tells ROAS, 1: CTR tells nothing
  double prediction{0.0};  ///< b in [0, 1]: trust in the pre-launch prediction
  friend bool operator==(const Hyper&, const Hyper&) = default;
};

/// Rows of the fit, without predictions. O(n).
[[nodiscard]] std::vector<HyperRow> hyper_rows(std::span<const Evidence> ads,
                                               const AccountLevel& account,
                                               const SamplerConfig& config);

/// Log marginal likelihood of N deals in n_eff effective clicks under Gamma(a0, a0 / q), up to a
/// term free of the parameters.
[[nodiscard]] double log_marginal(double strength, double mean_rate, double deals, double n_eff);

/// Empirical Bayes on a grid with weak penalties. `slope` is the account's prediction slope; with
/// at least 30 rows the trust in predictions is fitted too, else it is `slope`. O(30 n), with
/// predictions O(150 n).
[[nodiscard]] Hyper fit_hyper(std::span<const HyperRow> rows, double deal_rate_default,
                              double slope);

/// Prior mean of the deal rate of one ad, before boosts.
[[nodiscard]] double prior_rate(const Hyper& hyper, const HyperRow& row);

}  // namespace gv::belief
