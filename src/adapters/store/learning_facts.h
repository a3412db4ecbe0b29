#pragma once

#include <optional>
#include <string>

#include "app/ports/event_log.h"
#include "app/ports/learning_log.h"

namespace gv::store {

/// A learning fact as the log takes it. Its payload names every member; doubles are written so that
/// they read back the same.
[[nodiscard]] app::NewEvent event_of_fact(const app::LearningFact& fact);

/// The fact of an event of the log; nothing when it is of another kind.
/// Errors: UnusableInput, InvalidInput for a payload that cannot be.
[[nodiscard]] Result<std::optional<app::LearningFact>> fact_of_event(const app::NewEvent& event);

}  // namespace gv::store
