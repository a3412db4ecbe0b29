#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace date {
class time_zone;
}

namespace gv::files {

/// Where the days of an account begin: UTC, a fixed offset or a zone of the IANA database. A value
/// type; zones live as long as the program.
class TimeZone {
 public:
  TimeZone() = default;  ///< UTC
  /// "UTC", "+04:00" or "Asia/Dubai". Errors: InvalidInput; `where` names the option.
  static Result<TimeZone> parse(std::string_view text, std::string_view where);

  /// The instant of a local clock reading, counted from 1970-01-01 00:00 local time. A reading that
  /// occurs twice is the first of the two, one that is skipped the instant of the jump.
  [[nodiscard]] TimePoint instant_of(Millis local) const;
  /// What the clocks show at an instant.
  [[nodiscard]] Millis local_of(TimePoint instant) const;
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  std::string name_{"UTC"};
  Millis offset_{0};
  const date::time_zone* zone_{nullptr};  ///< not owned; null: `offset_`
};

}  // namespace gv::files
