#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "core/market/draws.h"
#include "core/market/scenario.h"

namespace gv::market {

// The formulas of the simulated market, one hour at a time. Money in minor units, delays in days.

/// Share of a day's budget that goes out in each hour, relative to an even day: mean 1.
[[nodiscard]] const std::array<double, 24>& day_parts();

/// Fixed traits of one ad, known to nobody but the oracle.
struct AdTruth {
  Archetype archetype{Archetype::Average};
  std::int64_t launch_hour{0};   ///< hours since the scenario's start
  double launch_roas{0.0};       ///< without exposure and spend in the last 24 h
  double ctr{0.0};               ///< p_0
  double cvr{0.0};               ///< q_0, deals per click
  double fatigue{0.0};           ///< phi
  double delay_days{0.0};        ///< mean of the exponential, median of the log-normal delay
  double cpm_minor{0.0};         ///< cpm_0
  double audience{0.0};          ///< A
  double saturation_minor{0.0};  ///< H
  std::optional<double> predicted_roas;
};

/// Spend of one hour before rounding: budget x day part / 24 x exp(sigma z - sigma^2 / 2), within
/// `day_cap` budgets a day and `week_cap` a week. z = sigma / 2 gives the expected spend where no
/// cap binds.
[[nodiscard]] double hour_spend(const Scenario& scenario, double budget, int hour_of_day, double z,
                                double spent_today, double spent_week);

/// Factor on CPM for the spend of the last 24 h: (1 + s24 / H)^e.
[[nodiscard]] double crowding(double spend_24h, double saturation, double elasticity);
/// Factor on CPM in the learning phase: 1 + surcharge x max(0, 1 - n / events).
[[nodiscard]] double learning_factor(double optimisation_events, const Scenario& scenario);

/// Distinct people reached by `impressions` of the last 7 days: A (1 - e^(-I / A)).
[[nodiscard]] double reach(double impressions_7d, double audience);
/// Impressions per person reached; 1 without impressions.
[[nodiscard]] double frequency(double impressions_7d, double audience);

/// Click rate at exposure X: p_0 e^(-phi X).
[[nodiscard]] double click_rate(const AdTruth& ad, double exposure);

/// True ROAS of money spent at this CPM and exposure: 1000 / CPM x p x q x value.
[[nodiscard]] double true_roas(const AdTruth& ad, double cpm_minor, double exposure,
                               double cvr_factor, double value_minor);

/// Delay from click to count in days: uniform within the hour with probability pi_0, else the
/// scenario's slow law. Consumes two uniforms.
[[nodiscard]] double delay_days(const AdTruth& ad, const Scenario& scenario, Luck& luck);

}  // namespace gv::market
