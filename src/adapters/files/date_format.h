#pragma once

#include <optional>
#include <string>
#include <string_view>

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

/// A text in one of the forms that cannot be mistaken: RFC 3339, "2025-01-31", "2025-01-31 08:00",
/// "Jan 31, 2025". Nothing for any other.
[[nodiscard]] std::optional<Reading> read_unmistakable(std::string_view text);

}  // namespace gv::files
