#include "base/cron.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/check.h"

namespace gv {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays{"sun", "mon", "tue", "wed",
                                                    "thu", "fri", "sat"};
constexpr Millis kIntervalMax = days{7};
/// Two leap days are at most this far apart.
constexpr days kSearched{9 * 366};

/// What one field may say.
struct FieldRange {
  std::string_view name;
  int from;
  int to;
};

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<int> number_in(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && text.front() != '-' ? std::optional(number) : std::nullopt;
}

/// A number, or a name where `range` is of months or weekdays.
std::optional<int> value_in(std::string_view text, const FieldRange& range) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::optional<int> value = number_in(lower);
  if (range.name == "month") {
    const auto found = std::find(kMonths.begin(), kMonths.end(), lower);
    if (found != kMonths.end()) value = static_cast<int>(found - kMonths.begin()) + 1;
  } else if (range.name == "weekday") {
    const auto found = std::find(kWeekdays.begin(), kWeekdays.end(), lower);
    if (found != kWeekdays.end()) value = static_cast<int>(found - kWeekdays.begin());
  }
  const bool fits = value && *value >= range.from && *value <= range.to;
  return fits ? value : std::nullopt;
}

/// Sets the bits of "3", "1-5", "*/15", "10-40/10" or "5/20".
template <std::size_t N>
bool add_item(std::string_view item, const FieldRange& range, std::bitset<N>& bits) {
  const auto slash = item.find('/');
  const auto body = item.substr(0, slash);
  const auto step =
      slash == std::string_view::npos ? std::optional(1) : number_in(item.substr(slash + 1));
  if (!step || *step < 1 || *step > range.to || body.empty()) return false;
  int from = range.from;
  int to = range.to;
  if (body != "*") {
    const auto dash = body.find('-');
    const auto first = value_in(body.substr(0, dash), range);
    const auto last =
        dash == std::string_view::npos ? first : value_in(body.substr(dash + 1), range);
    if (!first || !last || *first > *last) return false;
    from = *first;
    to = dash == std::string_view::npos && slash != std::string_view::npos ? range.to : *last;
  }
  for (int value = from; value <= to; value += *step) bits.set(static_cast<std::size_t>(value));
  return true;
}

template <std::size_t N>
Result<void> read_field(std::string_view text, const FieldRange& range, std::string_view where,
                        std::bitset<N>& bits) {
  for (const auto item : split(text, ',')) {
    if (add_item(item, range, bits)) continue;
    return fail(
        ErrorCode::InvalidInput, std::string(where),
        fmt::format("the {} must be *, or numbers, ranges and steps in [{}, {}], got \"{}\"",
                    range.name, range.from, range.to, text));
  }
  return {};
}

std::optional<Millis> read_interval(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  const auto number = number_in(text.substr(0, text.size() - 1));
  if (!number || *number < 1) return std::nullopt;
  switch (text.back()) {
    case 's':
      return std::chrono::seconds{*number};
    case 'm':
      return minutes{*number};
    case 'h':
      return hours{*number};
    default:
      return std::nullopt;
  }
}

}  // namespace

Result<Cron> Cron::parse(std::string_view text, std::string_view where) {
  Cron cron;
  cron.text_ = std::string(text);
  constexpr std::string_view kEvery = "@every ";
  if (text.starts_with(kEvery)) {
    cron.interval_ = read_interval(text.substr(kEvery.size()));
    if (cron.interval_ && *cron.interval_ <= kIntervalMax) return cron;
    return fail(ErrorCode::InvalidInput, std::string(where),
                "must be like \"@every 90s\", with s, m or h, up to 168h");
  }
  const auto fields = split(text, ' ');
  if (fields.size() != 5) {
    return fail(ErrorCode::InvalidInput, std::string(where),
                "must have five fields, \"minute hour day month weekday\", or be like "
                "\"@every 90s\"");
  }
  GV_TRY(read_field(fields[0], {"minute", 0, 59}, where, cron.minutes_));
  GV_TRY(read_field(fields[1], {"hour", 0, 23}, where, cron.hours_));
  GV_TRY(read_field(fields[2], {"day", 1, 31}, where, cron.days_));
  GV_TRY(read_field(fields[3], {"month", 1, 12}, where, cron.months_));
  GV_TRY(read_field(fields[4], {"weekday", 0, 7}, where, cron.weekdays_));
  if (cron.weekdays_.test(7)) cron.weekdays_.set(0);
  cron.any_day_ = fields[2] == "*";
  cron.any_weekday_ = fields[4] == "*";
  if (cron.search(Millis{0})) return cron;
  return fail(ErrorCode::InvalidInput, std::string(where), "names a day that never comes");
}

Millis Cron::next(Millis local) const {
  GV_CHECK(!interval_);
  const auto found = search(local);
  GV_CHECK(found.has_value());
  return *found;
}

bool Cron::takes_day(std::chrono::sys_days day) const {
  const std::chrono::year_month_day date(day);
  if (!months_.test(static_cast<unsigned>(date.month()))) return false;
  const bool by_day = days_.test(static_cast<unsigned>(date.day()));
  const bool by_weekday = weekdays_.test(std::chrono::weekday(day).c_encoding());
  if (any_day_ || any_weekday_) return by_day && by_weekday;
  return by_day || by_weekday;
}

std::optional<Millis> Cron::search(Millis local) const {
  const auto start = std::chrono::floor<minutes>(local) + minutes{1};
  const auto last = std::chrono::floor<days>(start) + kSearched;
  auto day = std::chrono::floor<days>(start);
  auto minute = start - day;  // of that day
  for (; day <= last; day += days{1}, minute = minutes{0}) {
    if (!takes_day(std::chrono::sys_days{day})) continue;
    for (; minute < days{1}; ++minute) {
      const auto hour = std::chrono::floor<hours>(minute);
      const auto in_hour = (minute - hour).count();
      if (!hours_.test(static_cast<std::size_t>(hour.count()))) {
        minute = hour + minutes{59};
      } else if (minutes_.test(static_cast<std::size_t>(in_hour))) {
        return day + minute;
      }
    }
  }
  return std::nullopt;
}

}  // namespace gv
