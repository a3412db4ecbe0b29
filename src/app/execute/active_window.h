#pragma once

#include <string>

#include "app/ports/time_zones.h"
#include "base/result.h"
#include "base/time.h"
#include "core/execute/active_hours.h"

namespace gv::app {

/// `now` where the clock of the zone shows active hours, else the beginning of the first minute
/// after it in which it does, whatever the clock skips or shows twice on the way. At most some
/// 3,000 looks at the zone. Errors: InvalidInput for a zone that there is not.
[[nodiscard]] Result<TimePoint> next_active(const execute::ActiveHours& hours,
                                            const TimeZones& zones, const std::string& zone,
                                            TimePoint now);

}  // namespace gv::app
