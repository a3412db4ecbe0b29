#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/files/time_zone.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::files {

/// A clock reading as written, before a zone is applied.
struct Reading {
  Millis local{0};                 ///< since 1970-01-01 00:00 of the same clock
  bool date_only{true};            ///< no hour: the whole day is meant
  std::optional<Millis> offset{};  ///< written with an offset from UTC
};

/// A pattern as of strptime, without a locale: %Y %y %m %d %e %b %B %H %I %p %M %S %z %F %T %R %%.
/// Month names are English; a blank stands for any number of blanks; %y is 2000 to 2099.
class DateFormat {
 public:
  /// Errors: InvalidInput for an unknown directive or a pattern without year, month and day.
  static Result<DateFormat> parse(std::string_view pattern, std::string_view where);

  /// Nothing when `text` does not match to its end or names no day of the calendar.
  [[nodiscard]] std::optional<Reading> read(std::string_view text) const;
  [[nodiscard]] const std::string& pattern() const { return pattern_; }

 private:
  explicit DateFormat(std::string pattern) : pattern_(std::move(pattern)) {}
  std::string pattern_;
};

/// What a cell covers: a date the whole day, a time nothing but that instant (start = end).
struct TimeSpan {
  TimePoint start;
  TimePoint end;
  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

/// Reads the dates and times of one file.
class DateReader {
 public:
  /// Without a format: RFC 3339, "2025-01-31", "2025-01-31 08:00", "Jan 31, 2025".
  DateReader(std::optional<DateFormat> format, TimeZone zone)
      : format_(std::move(format)), zone_(std::move(zone)) {}

  /// Errors: InvalidInput; `where` names the cell.
  [[nodiscard]] Result<TimeSpan> read(std::string_view text, const std::string& where) const;

 private:
  std::optional<DateFormat> format_;
  TimeZone zone_;
};

}  // namespace gv::files
