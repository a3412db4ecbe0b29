#include "app/bound_units.h"

#include <algorithm>

#include <fmt/format.h>

namespace gv::app {

void bind_unit(const AdPolicy& policy, belief::BudgetUnit& unit) {
  unit.held = unit.held || policy.mode == AdPolicyMode::Locked;
  if (policy.min_budget_minor) {
    unit.policy_min_minor = std::max(unit.policy_min_minor.value_or(0), *policy.min_budget_minor);
  }
  if (policy.max_budget_minor) {
    unit.policy_max_minor = std::min(unit.policy_max_minor.value_or(*policy.max_budget_minor),
                                     *policy.max_budget_minor);
  }
}

std::string policy_row(const AdPolicy& policy) {
  return fmt::format("policy|{}|{}|{}|{}\n", policy.ad_id, policy.mode == AdPolicyMode::Locked,
                     policy.min_budget_minor.value_or(-1), policy.max_budget_minor.value_or(-1));
}

}  // namespace gv::app
