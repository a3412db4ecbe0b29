#pragma once

#include <optional>
#include <string>

#include "app/ports/time_zones.h"
#include "base/cron.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// The first time after `after` at which `cron` fires by the clocks of `zone`. A reading that the
/// clocks skip in spring fires once, when they jump; one that they show twice in autumn, the first
/// time. An interval counts from the Unix epoch. Errors: InvalidInput for an unknown zone.
[[nodiscard]] Result<TimePoint> next_fire(const Cron& cron, const TimeZones& zones,
                                          const std::string& zone, TimePoint after);

/// The last time at or before `now`; none in the last five years. Errors: as `next_fire`.
[[nodiscard]] Result<std::optional<TimePoint>> last_fire(const Cron& cron, const TimeZones& zones,
                                                         const std::string& zone, TimePoint now);

/// `cron` some minutes later, the same in [0, 9] for the same account, so that not all accounts
/// fire at once: "20 * * * *" is "27 * * * *" somewhere. The first field is a minute up to 50, or a
/// step.
[[nodiscard]] std::string spread(std::string_view cron, const AccountId& account);

}  // namespace gv::app
