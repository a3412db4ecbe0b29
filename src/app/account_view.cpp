#include "app/account_view.h"

#include <algorithm>

namespace gv::app {
namespace {

/// As configured, else five times the median daily budget of the units.
double half_saturation_of(const decide::Assessment& assessment, const decide::Config& config) {
  if (config.response.half_saturation_minor > 0.0) return config.response.half_saturation_minor;
  std::vector<std::int64_t> budgets;
  for (const auto& unit : assessment.units) {
    if (unit.unit->daily_budget_minor > 0) budgets.push_back(unit.unit->daily_budget_minor);
  }
  if (budgets.empty()) return 5.0 * static_cast<double>(config.limits.launch_budget_minor);
  const auto middle = budgets.begin() + static_cast<std::ptrdiff_t>(budgets.size() / 2);
  std::nth_element(budgets.begin(), middle, budgets.end());
  return 5.0 * static_cast<double>(*middle);
}

}  // namespace

Result<std::unique_ptr<AccountView>> AccountView::of(const decide::CycleInput& input,
                                                     const decide::Config& config,
                                                     const ParallelFor& parallel) {
  GV_TRY(decide::check(config));
  GV_TRY(decide::check_account(input));
  auto view = std::unique_ptr<AccountView>(new AccountView());
  view->valid_ = decide::validate(input);
  view->beliefs_ = decide::form_beliefs(input, view->valid_, config, parallel);
  view->assessment_ = decide::assess(input, view->valid_, view->beliefs_, config, parallel);
  view->half_saturation_ = half_saturation_of(view->assessment_, config);
  return view;
}

}  // namespace gv::app
