#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/files/date_format.h"
#include "adapters/files/time_zone.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::files {

/// What a cell covers: a date the whole day, a time nothing but that instant (start = end).
struct TimeSpan {
  TimePoint start;
  TimePoint end;
  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

/// Reads the dates and times of one file.
class DateReader {
 public:
  /// Without a format: what `read_unmistakable` reads.
  DateReader(std::optional<DateFormat> format, TimeZone zone)
      : format_(std::move(format)), zone_(std::move(zone)) {}

  /// Years before 2000 and after 2099 are slips of whoever wrote the file (a null date, a year of
  /// four nines): nothing was advertised then.
  /// Errors: InvalidInput; `where` names the cell.
  [[nodiscard]] Result<TimeSpan> read(std::string_view text, const std::string& where) const;
  /// The whole day, as the clocks of the zone count it, also where the cell says more than the day.
  /// Errors: as `read`.
  [[nodiscard]] Result<TimeSpan> read_day(std::string_view text, const std::string& where) const;

 private:
  [[nodiscard]] Result<Reading> reading_of(std::string_view text, const std::string& where) const;
  [[nodiscard]] TimePoint instant_of(const Reading& reading, Millis local) const;

  std::optional<DateFormat> format_;
  TimeZone zone_;
};

}  // namespace gv::files
