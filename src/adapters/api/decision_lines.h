#pragma once

#include <string_view>

#include "adapters/api/decision_list.h"
#include "core/decide/decision.h"

namespace gv::api {

/// How decisions look: of the core, by name, as stored.
[[nodiscard]] BudgetDecision shown(decide::DecisionType type);
[[nodiscard]] BudgetDecision decision_named(std::string_view text);
[[nodiscard]] DecisionLine decision_line(const app::DecisionRecord& record);

}  // namespace gv::api
