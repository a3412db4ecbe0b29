#pragma once

#include <span>

#include "core/belief/config.h"

namespace gv::belief {

/// How long after a click its deal is counted: a share `instant` within hours, the rest Weibull.
///   F(t) = instant + (1 - instant) (1 - exp(-(t / s)^shape)),  s = mean_days / Gamma(1 + 1/shape)
/// t in days since the click; F(t < 0) = 0.
/// Source: Chapelle, "Modeling delayed feedback in display advertising", KDD 2014.
struct DelayModel {
  double instant{0.0};    ///< [0, 1)
  double mean_days{3.0};  ///< mean of the slow part, > 0
  double shape{1.0};      ///< Weibull k, > 0
  friend bool operator==(const DelayModel&, const DelayModel&) = default;
};

/// The prior of a mode: direct 0.35 within the hour and half after a day; pipeline half a cycle.
[[nodiscard]] DelayModel delay_prior(Mode mode, double cycle_days_mean);
/// The guard against true delays slower than modelled: the same model with its mean stretched.
[[nodiscard]] DelayModel slowed(const DelayModel& model, Mode mode);

[[nodiscard]] double delay_cdf(const DelayModel& model, double days);
/// ln f(days), the density of F, days >= 0; the instant share is uniform on the first two hours.
[[nodiscard]] double log_delay_density(const DelayModel& model, double days);
/// Mean of F over ages uniform on [near, far] days, near <= far; ages below 0 count as 0.
/// Closed form for shape 1, else 16-point Gauss-Legendre.
[[nodiscard]] double delay_cdf_mean(const DelayModel& model, double near, double far);

/// Clicks of one age; `clicks` may be fractional.
struct ClickCohort {
  double age_days{0.0};
  double clicks{0.0};
};

/// The penalised likelihood's prior: where the fit starts from and is drawn to.
struct DelayPrior {
  DelayModel model;
  double log_mean_sd{0.5};
  double instant_sd{0.2};
};

/// The mean that maximises the likelihood at a fixed instant share and shape:
///   sum ln f(d_i) - N ln sum_j n_j F(e_j) - penalty
/// The second term is the profile over the deal rate; without it delays come out too short, since
/// only the fast conversions have been seen yet. `penalised` false leaves the penalty out.
/// Delays and ages in days, delays >= 0, at least one of each. O(delays + 40 x cohorts) with shape
/// 1, else O(40 x (delays + cohorts)).
[[nodiscard]] double fit_delay_mean(std::span<const double> delays,
                                    std::span<const ClickCohort> cohorts, double instant,
                                    const DelayPrior& prior, bool penalised = true);

/// Fits instant share (grid of 0.05) and mean. Fewer than 10 delays keep the prior. The mean moves
/// by at most a factor 1.5 away from `previous` (one refit a day), when there is one.
[[nodiscard]] DelayModel fit_delay(std::span<const double> delays,
                                   std::span<const ClickCohort> cohorts, const DelayPrior& prior,
                                   const DelayModel* previous);

}  // namespace gv::belief
