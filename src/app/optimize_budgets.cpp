#include "app/optimize_budgets.h"

#include <algorithm>
#include <cmath>

#include "base/money.h"
#include "core/allocate/response.h"

namespace gv::app {
namespace {

allocate::OptimizerConfig rules_of(const decide::Config& config) {
  allocate::OptimizerConfig rules;
  rules.target_roas = config.target_roas;
  rules.min_roas_ratio = config.min_roas_ratio;
  rules.scale_roas_ratio = config.scale_roas_ratio;
  rules.min_spend_minor = config.min_spend_minor;
  rules.min_conversions = config.min_conversions;
  rules.learning_period_hours = config.learning_period_hours;
  rules.max_increase = config.limits.max_increase;
  rules.max_decrease = config.limits.max_decrease;
  rules.underperforming_decrease =
      std::min(rules.underperforming_decrease, config.limits.max_decrease);
  rules.min_budget_minor = config.limits.min_budget_minor;
  rules.allow_underspend = config.limits.allow_underspend;
  return rules;
}

bool is_killed(const decide::UnitView& unit, const decide::Assessment& assessment) {
  return std::all_of(unit.ads.begin(), unit.ads.end(),
                     [&](std::size_t i) { return assessment.ads[i].fate == decide::Fate::Killed; });
}

allocate::OptimizerUnit unit_of(const decide::UnitView& unit,
                                const decide::Assessment& assessment) {
  allocate::OptimizerUnit out;
  out.id = unit.unit->id.text();
  out.current_minor = unit.unit->daily_budget_minor;
  out.roas = unit.roas.mean;
  out.hours = unit.age_hours;
  out.spend_minor = unit.spend_minor;
  out.conversions = unit.deals;
  out.killed = is_killed(unit, assessment);
  double value = 0.0;
  for (const auto i : unit.ads) value += assessment.ads[i].evidence->value_minor;
  out.value_minor = round_half_away(value);
  return out;
}

}  // namespace

Result<OptimizedBudgets> optimize_budgets(const AccountView& view, const decide::Config& config,
                                          int days) {
  const auto& assessment = view.assessment();
  const auto draws = static_cast<std::size_t>(config.sampler.allocation_draws);
  std::vector<allocate::OptimizerUnit> units;
  std::vector<float> rho;
  std::vector<double> spend_daily;
  for (std::size_t u = 0; u < assessment.units.size(); ++u) {
    const auto& unit = assessment.units[u];
    const bool deliverable = std::any_of(unit.ads.begin(), unit.ads.end(), [&](std::size_t i) {
      return assessment.ads[i].fate != decide::Fate::Ineligible;
    });
    if (!deliverable) continue;
    units.push_back(unit_of(unit, assessment));
    const auto row = assessment.draws.begin() + static_cast<std::ptrdiff_t>(u * draws);
    rho.insert(rho.end(), row, row + static_cast<std::ptrdiff_t>(draws));
    spend_daily.push_back(unit.spend_daily);
  }
  OptimizedBudgets out;
  GV_TRY(out.plan, allocate::optimize_budgets(units, rules_of(config)));
  std::vector<allocate::PlanUnit> plan;
  const double saturation = view.half_saturation();
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto& unit = out.plan.units[i];
    plan.push_back({.current = static_cast<double>(unit.current_minor),
                    .proposed = static_cast<double>(unit.recommended_minor),
                    .half_saturation = saturation,
                    .rho0_factor = allocate::rho0_factor(spend_daily[i], saturation,
                                                         config.response.elasticity)});
  }
  const allocate::Draws all{.values = rho, .units = units.size(), .draws = draws, .stride = draws};
  GV_TRY(out.outlook, allocate::simulate_optimization(plan, all, config.response.elasticity, days));
  return out;
}

}  // namespace gv::app
