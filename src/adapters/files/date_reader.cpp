#include "adapters/files/date_reader.h"

#include "base/hash.h"
#include "base/utf8.h"

namespace gv::files {

Result<Reading> DateReader::reading_of(std::string_view text, const CellName& name) const {
  constexpr std::chrono::sys_days kFirst{std::chrono::year{2000} / 1 / 1};
  constexpr std::chrono::sys_days kBehindLast{std::chrono::year{2100} / 1 / 1};
  const auto reading = format_ ? format_->read(text) : read_unmistakable(text);
  if (!reading) {
    const std::string form = format_ ? "must be a date of the form " + format_->pattern()
                                     : "must be a date such as 2025-01-31";
    return fail(ErrorCode::InvalidInput, name.text(), form + ", got \"" + excerpt(text, 40) + "\"",
                format_ ? "" : "name another form with --date-format, such as %d/%m/%Y");
  }
  if (reading->local < kFirst.time_since_epoch() ||
      reading->local >= kBehindLast.time_since_epoch()) {
    return fail(ErrorCode::InvalidInput, name.text(),
                "must lie in the years 2000 to 2099, got \"" + excerpt(text, 40) + "\"");
  }
  return *reading;
}

TimePoint DateReader::instant_of(const Reading& reading, Millis local) const {
  return reading.offset ? TimePoint{local - *reading.offset} : zone_.instant_of(local);
}

template <class Read>
Result<TimeSpan> DateReader::recall(Memory& memory, std::string_view text, Read read) {
  auto& last = memory[xxh64(text) % memory.size()];
  if (!text.empty() && last.text == text) return last.span;
  GV_TRY(const TimeSpan span, read());
  last = {std::string(text), span};
  return span;
}

Result<TimeSpan> DateReader::read(std::string_view text, const CellName& name) const {
  return recall(spans_, text, [&] { return span_of(text, name); });
}

Result<TimeSpan> DateReader::read_day(std::string_view text, const CellName& name) const {
  return recall(days_, text, [&] { return day_of(text, name); });
}

Result<TimeSpan> DateReader::span_of(std::string_view text, const CellName& name) const {
  GV_TRY(const Reading reading, reading_of(text, name));
  const TimePoint start = instant_of(reading, reading.local);
  // The next midnight, not 24 hours on: days of a clock change have 23 or 25.
  return TimeSpan{start, reading.date_only ? instant_of(reading, reading.local + Days{1}) : start};
}

Result<TimeSpan> DateReader::day_of(std::string_view text, const CellName& name) const {
  GV_TRY(const Reading reading, reading_of(text, name));
  // An instant is taken to the account's clock, however it was written.
  const Millis local =
      reading.offset ? zone_.local_of(TimePoint{reading.local - *reading.offset}) : reading.local;
  const Millis midnight = std::chrono::floor<Days>(local);
  return TimeSpan{zone_.instant_of(midnight), zone_.instant_of(midnight + Days{1})};
}

}  // namespace gv::files
