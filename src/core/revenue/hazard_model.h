#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/revenue/stage_visits.h"

namespace gv::revenue {

/// First days of the age bins: 0, 1, ..., 6, 7-9, 10-13, 14-20, 21-29, 30 and older.
[[nodiscard]] std::span<const int> age_bins();

/// Prior weight of a bin's hazards, in deal-days. Prior.
inline constexpr double kHazardPrior = 10.0;

/// (d + m h0) / (R + m): exits d over days at risk R, shrunk to the prior hazard h0.
[[nodiscard]] double shrunken_hazard(double exits, double days_at_risk, double prior_hazard,
                                     double prior_weight = kHazardPrior);

/// Chance to leave a stage on a day of a given age, by cause: open stages x days x outcomes. The
/// last day holds for all later ones.
using HazardTable = std::vector<std::vector<std::vector<double>>>;

/// Cause-specific daily hazards from visits. A visit that left at age 2.6 days was at risk on days
/// 0, 1 and 2 and left on day 2; one still there was at risk on its full days only. Hazards are
/// constant within a bin. O(visits * bins). Method: discrete-time survival (Singer & Willett 1993)
/// with competing risks (Prentice et al. 1978).
[[nodiscard]] HazardTable fit_hazards(const OpenStages& stages, std::span<const StageVisit> visits,
                                      double prior_weight = kHazardPrior);

/// What follows from a hazard table, by open stage and age in whole days; the last entry of a
/// stage holds for all later ages.
struct HazardOutlook {
  std::vector<std::vector<double>> win;         ///< W: P(won), in [0, 1]
  std::vector<std::vector<double>> close_days;  ///< M / W: mean days to a win; 0 where W = 0
  [[nodiscard]] double win_at(std::size_t stage, double age_days) const;
  [[nodiscard]] double close_days_at(std::size_t stage, double age_days) const;
};

/// Solves, with h. the sum of the hazards, W(won) = 1, W(lost) = M(won) = 0:
///
///   W(s,a) = sum_j h_j(a) W(j,0) + (1 - h.(a)) W(s,a+1)
///   M(s,a) = W(s,a) + sum_j h_j(a) M(j,0) + (1 - h.(a)) M(s,a+1)
///
/// and on the last, constant day W = sum_j h_j W(j,0) / h., M = (W + sum_j h_j M(j,0)) / h..
/// Steps back make the stages cyclic, so the unknowns at age 0 are solved as a linear system.
/// Errors: InvalidInput for a hazard outside [0, 1], a day whose hazards sum beyond 1, a stage
/// nobody leaves, or stages deals could circle in for ever. O(stages * days * outcomes + stages^3).
Result<HazardOutlook> solve_hazards(const HazardTable& table);

/// P(won within `horizon_days` | stage, age in whole days), same layout as the outlook.
/// Precondition: the table is one `solve_hazards` accepts; 0 <= horizon_days <= 3650 (checked).
/// O(horizon * stages * days * outcomes).
[[nodiscard]] std::vector<std::vector<double>> close_within(const HazardTable& table,
                                                            int horizon_days);

}  // namespace gv::revenue
