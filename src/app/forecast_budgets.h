#pragma once

#include <vector>

#include "app/decide_budgets.h"
#include "core/allocate/simulation.h"

namespace gv::app {

/// What one day of today's and of the recommended budgets earns. `values.marginal_*` are in the
/// order of `units`.
struct BudgetForecast {
  std::vector<BudgetUnitId> units;  ///< those with a deliverable ad
  allocate::ReallocationForecast values;
};

/// Plays the plan that `decide_budgets` made of `inputs` against today's budgets, on the posterior
/// draws it was made of and without boosts: what is promised rests on evidence alone.
/// Errors: those of `AccountView` and of `allocate::forecast_reallocation`.
[[nodiscard]] Result<BudgetForecast> forecast_budgets(const RunInputs& inputs,
                                                      const decide::CyclePlan& plan,
                                                      const decide::Config& config,
                                                      const ParallelFor& parallel);

}  // namespace gv::app
