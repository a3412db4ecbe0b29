#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "app/execute/change_desk.h"
#include "app/ports/decisions.h"

namespace gv::app {

/// The changes that carry a run's decisions out. Of each budget unit: 1. a unit that gets nothing
/// has each of its ads paused 2. else an ad that is killed is paused and one that comes back is
/// activated, which moves no money between units 3. and its budget is set, once, where it differs.
/// A unit of a platform is addressed as such; what clients tell of, as the ad.
///
/// Increases wait for the reductions that pay for them, so that the sum of all budgets never
/// exceeds max(`total_minor`, the sum before). A pause pays when it leaves nothing of its unit
/// running. What comes back gets its budget before it is activated; where that is above what its
/// platform has, it rises as far as velocity allows, from there. Where a platform told of a budget
/// or a status, the change expects to find it.
///
/// Units that are `kept`, by their names, stay as they are. Where they keep what others were to
/// get, what would start comes to nothing, the last first, and then increases are cut back in
/// proportion. Pure.
[[nodiscard]] std::vector<ChangeRequest> changes_of(std::span<const DecisionRecord> decisions,
                                                    std::int64_t total_minor,
                                                    const std::set<std::string>& kept = {});

}  // namespace gv::app
