#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/files/cell_name.h"
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

/// Reads the dates and times of one file. Files repeat the same few, so those read last are
/// remembered. Not thread-safe.
class DateReader {
 public:
  /// Without a format: what `read_unmistakable` reads.
  DateReader(std::optional<DateFormat> format, TimeZone zone)
      : format_(std::move(format)), zone_(std::move(zone)) {}

  /// Years before 2000 and after 2099 are slips of whoever wrote the file (a null date, a year of
  /// four nines): nothing was advertised then.
  /// Errors: InvalidInput; `name` is the cell's.
  [[nodiscard]] Result<TimeSpan> read(std::string_view text, const CellName& name) const;
  /// The whole day, as the clocks of the zone count it, also where the cell says more than the day.
  /// Errors: as `read`.
  [[nodiscard]] Result<TimeSpan> read_day(std::string_view text, const CellName& name) const;

 private:
  [[nodiscard]] Result<Reading> reading_of(std::string_view text, const CellName& name) const;
  [[nodiscard]] TimePoint instant_of(const Reading& reading, Millis local) const;

  struct Remembered {
    std::string text;
    TimeSpan span;
  };
  using Memory = std::array<Remembered, 64>;  ///< by hash of the text; empty text: nothing

  /// What `read` gave for this text last time, or gives now.
  template <class Read>
  static Result<TimeSpan> recall(Memory& memory, std::string_view text, Read read);
  [[nodiscard]] Result<TimeSpan> span_of(std::string_view text, const CellName& name) const;
  [[nodiscard]] Result<TimeSpan> day_of(std::string_view text, const CellName& name) const;

  std::optional<DateFormat> format_;
  TimeZone zone_;
  mutable Memory spans_;
  mutable Memory days_;
};

}  // namespace gv::files
