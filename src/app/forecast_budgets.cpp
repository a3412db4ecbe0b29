#include "app/forecast_budgets.h"

#include <algorithm>

#include "app/account_view.h"
#include "base/check.h"
#include "core/allocate/response.h"

namespace gv::app {
namespace {

bool can_deliver(const decide::UnitView& unit, const decide::Assessment& assessment) {
  return std::any_of(unit.ads.begin(), unit.ads.end(), [&](std::size_t i) {
    return assessment.ads[i].fate != decide::Fate::Ineligible;
  });
}

allocate::PlanUnit plan_unit(const decide::UnitDecision& decision, double spend_daily,
                             double saturation, double elasticity) {
  return {.current = static_cast<double>(decision.current_budget_minor),
          .proposed = static_cast<double>(decision.recommended_budget_minor),
          .half_saturation = saturation,
          .rho0_factor = allocate::rho0_factor(spend_daily, saturation, elasticity)};
}

}  // namespace

Result<BudgetForecast> forecast_budgets(const RunInputs& inputs, const decide::CyclePlan& plan,
                                        const decide::Config& config, const ParallelFor& parallel) {
  GV_TRY(const auto view, AccountView::of(inputs.cycle, config, parallel));
  const auto& assessment = view->assessment();
  GV_CHECK(assessment.units.size() == plan.units.size());  // both by unit id
  const auto draws = static_cast<std::size_t>(config.sampler.allocation_draws);
  const double elasticity = config.response.elasticity;
  BudgetForecast out;
  std::vector<allocate::PlanUnit> units;
  std::vector<float> rho;
  for (std::size_t u = 0; u < plan.units.size(); ++u) {
    const auto& unit = assessment.units[u];
    if (!can_deliver(unit, assessment)) continue;
    out.units.push_back(unit.unit->id);
    units.push_back(
        plan_unit(plan.units[u], unit.spend_daily, view->half_saturation(), elasticity));
    const auto row = assessment.draws.begin() + static_cast<std::ptrdiff_t>(u * draws);
    rho.insert(rho.end(), row, row + static_cast<std::ptrdiff_t>(draws));
  }
  const allocate::Draws all{.values = rho, .units = units.size(), .draws = draws, .stride = draws};
  GV_TRY(out.values, allocate::forecast_reallocation(units, all, elasticity));
  return out;
}

}  // namespace gv::app
