#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gv {

using Millis = std::chrono::milliseconds;
/// An instant: milliseconds since the Unix epoch, UTC.
using TimePoint = std::chrono::sys_time<Millis>;
using Hours = std::chrono::hours;
using Days = std::chrono::days;

/// Elapsed time as a real number, negative when `to` lies before `from`.
[[nodiscard]] inline double hours_between(TimePoint from, TimePoint to) {
  return static_cast<double>((to - from).count()) / 3.6e6;
}
[[nodiscard]] inline double days_between(TimePoint from, TimePoint to) {
  return static_cast<double>((to - from).count()) / 8.64e7;
}

/// Reads RFC 3339 ("2025-01-31T08:00:00Z", with optional fraction and offset "+04:00") and plain
/// dates ("2025-01-31", midnight UTC). Finer than milliseconds is floored. A leap second reads as
/// the last millisecond of its minute.
/// Errors: InvalidInput; `where` names the field.
Result<TimePoint> parse_time(std::string_view text, std::string_view where);

/// "2025-01-31T08:00:00.000000Z".
[[nodiscard]] std::string format_time(TimePoint time);
/// "2025-01-31".
[[nodiscard]] std::string format_date(TimePoint time);

/// Where `now` comes from. The core never holds one; it receives instants.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual TimePoint now() const = 0;
};

}  // namespace gv
