#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/execute/change_desk.h"
#include "app/ports/decisions.h"

namespace gv::app {

/// The changes that carry a run's decisions out, by the order of the decisions: an ad that gets
/// nothing is paused, one that comes back is activated, every other budget that differs is set.
/// Increases wait for the reductions that pay for them, so that the sum of all budgets never
/// exceeds max(`total_minor`, the sum before). Budgets before are what decisions knew: no platform
/// is held to them. Pure.
[[nodiscard]] std::vector<ChangeRequest> changes_of(std::span<const DecisionRecord> decisions,
                                                    std::int64_t total_minor);

}  // namespace gv::app
