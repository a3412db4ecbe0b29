#pragma once

#include <optional>

#include "adapters/tiktok_double/envelope.h"

namespace gv::tiktok_double {

/// Counts one call of the app, or refuses it with 40100: the basic tier has 10 calls a second,
/// which leaves no more than its 600 a minute. What is refused does not count. The market's full
/// tier has no quota: its time may stand still.
[[nodiscard]] std::optional<ApiError> charge(Platform& platform);

}  // namespace gv::tiktok_double
