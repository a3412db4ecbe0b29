#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "core/allocate/draws.h"

namespace gv::allocate {

/// One unit under two budgets. Budgets in minor units per day.
struct PlanUnit {
  double current{0.0};          ///< >= 0
  double proposed{0.0};         ///< >= 0
  double half_saturation{0.0};  ///< H > 0
  double rho0_factor{1.0};      ///< rho0 = rho0_factor * draw, see `rho0_factor`
  double fatigue_slope{0.0};    ///< lambda >= 0 per day: value falls by exp(-lambda)
};

/// Mean and the 10 % and 90 % quantiles over draws.
struct Outlook {
  double mean{0.0};
  double low{0.0};
  double high{0.0};
};

/// What one plan earns in some span of days, minor units.
struct PlanOutlook {
  double spend{0.0};
  Outlook value;
  std::optional<Outlook> roas;  ///< none without spend
};

struct PlanComparison {
  PlanOutlook current;
  PlanOutlook proposed;
  /// Share of draws in which value - spend is higher under the proposed plan; with equal spend:
  /// in which it earns more. A plan that changes nothing improves nothing: 0.
  double improvement_probability{0.0};
};

struct PlanSimulation {
  std::vector<PlanComparison> days;
  PlanComparison total;
};

/// Plays both plans forward: V_d = rho0 * exp(-lambda d) * b (1 + b/H)^(-e) per unit, draw and
/// day d = 0 ... days - 1, summed over units.
///
/// Errors: InvalidInput for days outside [1, 90] or a number out of range, Nan.
/// O(units * (draws + days) + units * draws * days). Pure.
[[nodiscard]] Result<PlanSimulation> simulate_optimization(std::span<const PlanUnit> units,
                                                           const Draws& rho, double elasticity,
                                                           int days = 7);

/// A reallocation judged by one day at the present: expected values, the marginal value per unit
/// of spend of every unit (posterior mean) at both budgets, and P(improvement). The obstacles to
/// a plan, if there is none, are `obstacles` of project.h. Errors as above.
struct ReallocationForecast {
  PlanComparison outlook;
  std::vector<double> marginal_current;
  std::vector<double> marginal_proposed;
};
[[nodiscard]] Result<ReallocationForecast> forecast_reallocation(std::span<const PlanUnit> units,
                                                                 const Draws& rho,
                                                                 double elasticity);

}  // namespace gv::allocate
