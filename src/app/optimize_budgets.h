#pragma once

#include <vector>

#include "app/account_view.h"
#include "core/allocate/optimizer.h"
#include "core/allocate/simulation.h"

namespace gv::app {

/// The rule allocator's plan and what it would earn.
struct OptimizedBudgets {
  allocate::OptimizerPlan plan;
  allocate::PlanSimulation outlook;  ///< of the current and the recommended budgets
};

/// Moves budget between units by the transparent rules and plays both plans `days` forward on the
/// posterior draws. The total is what is spent now. Units without a deliverable ad are left out.
/// Errors: those of `optimize_budgets` and `simulate_optimization`.
[[nodiscard]] Result<OptimizedBudgets> optimize_budgets(const AccountView& view,
                                                        const decide::Config& config, int days);

}  // namespace gv::app
