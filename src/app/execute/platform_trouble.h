#pragma once

#include "app/ports/ad_changes.h"
#include "core/execute/reaction.h"

namespace gv::app {

/// Uniform in [0, 1) and the same for the same attempt: retries are spread by the changes
/// themselves.
[[nodiscard]] double luck_of_change(const AdChange& change);

/// After what time something that could not be read is read again; at least a second, a minute when
/// the platform says that asking again cannot help.
[[nodiscard]] Millis read_again_in(const execute::PlatformError& error, int attempts, double luck);

/// What a platform's refusal says of a change.
[[nodiscard]] ChangeTrouble trouble_of(const execute::PlatformError& error);

}  // namespace gv::app
