#pragma once

#include "base/time.h"

namespace gv::app {

/// How long to wait before retry n = 1, 2, ...: min(max, base 2^(n-1)), spread by `luck`, uniform
/// in [0, 1): the result lies in [1/2, 1) of it. `base`, `max` >= 0.
[[nodiscard]] Millis retry_delay(Millis base, Millis max, int retry, double luck);

}  // namespace gv::app
