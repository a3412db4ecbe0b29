#pragma once

#include <string>

#include "app/ports/ad_policies.h"
#include "core/belief/records.h"

namespace gv::app {

/// What a policy in force asks of the unit that carries its ad's money: a lock holds it, bounds
/// tighten those of the policies before. Pure.
void bind_unit(const AdPolicy& policy, belief::BudgetUnit& unit);

/// A policy as part of what a run's digest is made of; one line.
[[nodiscard]] std::string policy_row(const AdPolicy& policy);

}  // namespace gv::app
