#pragma once

#include <optional>

#include "app/ports/ad_states.h"
#include "app/ports/learning_log.h"
#include "base/result.h"

namespace gv::app {

/// What is known of an ad after something was told of it: counts add up, it has run since the first
/// span began, and the sums reach to where the latest one ends. The live path and a rebuild from
/// the log both go through here. Errors: Overflow.
[[nodiscard]] Result<StoredAdState> state_after(const std::optional<StoredAdState>& before,
                                                const AdObserved& fact, std::int64_t seq,
                                                TimePoint recorded_at);

}  // namespace gv::app
