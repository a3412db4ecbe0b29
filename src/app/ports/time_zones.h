#pragma once

#include <string>

#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// What clocks on walls show. Zones are IANA names; readings are counted from 1970-01-01 00:00
/// there. Thread-safe. Errors: InvalidInput for a zone that there is not.
class TimeZones {
 public:
  virtual ~TimeZones() = default;

  /// The instant of a reading. One that occurs twice is the first of the two, one that is skipped
  /// the instant of the jump.
  [[nodiscard]] virtual Result<TimePoint> instant_of(const std::string& zone,
                                                     Millis reading) const = 0;
  [[nodiscard]] virtual Result<Millis> reading_at(const std::string& zone,
                                                  TimePoint instant) const = 0;
};

}  // namespace gv::app
