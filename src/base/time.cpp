#include "base/time.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/utf8.h"

namespace gv {
namespace {

/// Takes `count` digits off the front of `rest`.
std::optional<int> take_digits(std::string_view& rest, std::size_t count) {
  if (rest.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (rest[i] < '0' || rest[i] > '9') return std::nullopt;
    value = value * 10 + (rest[i] - '0');
  }
  rest.remove_prefix(count);
  return value;
}

bool take(std::string_view& rest, std::string_view any_of) {
  if (rest.empty() || any_of.find(rest.front()) == std::string_view::npos) return false;
  rest.remove_prefix(1);
  return true;
}

std::optional<std::chrono::sys_days> take_date(std::string_view& rest) {
  const auto year = take_digits(rest, 4);
  if (!year || !take(rest, "-")) return std::nullopt;
  const auto month = take_digits(rest, 2);
  if (!month || !take(rest, "-")) return std::nullopt;
  const auto day = take_digits(rest, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

std::optional<Millis> take_clock(std::string_view& rest) {
  const auto hour = take_digits(rest, 2);
  if (!hour || *hour > 23 || !take(rest, ":")) return std::nullopt;
  const auto minute = take_digits(rest, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  int milli = 0;
  if (take(rest, ":")) {
    const auto read = take_digits(rest, 2);
    if (!read || *read > 60) return std::nullopt;
    second = *read;
    if (take(rest, ".")) {
      int digits = 0;
      for (; !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; ++digits) {
        if (digits < 3) milli = milli * 10 + (rest.front() - '0');
        rest.remove_prefix(1);
      }
      if (digits == 0) return std::nullopt;
      for (; digits < 3; ++digits) milli *= 10;
    }
    if (second == 60) second = 59, milli = 999;
  }
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{second} +
         Millis{milli};
}

std::optional<Millis> take_offset(std::string_view& rest) {
  if (take(rest, "Zz")) return Millis{0};
  if (rest.empty()) return std::nullopt;
  const int sign = rest.front() == '-' ? -1 : 1;
  if (!take(rest, "+-")) return std::nullopt;
  const auto hour = take_digits(rest, 2);
  if (!hour || *hour > 23) return std::nullopt;
  take(rest, ":");
  const auto minute = take_digits(rest, 2);
  if (!minute || *minute > 59) return std::nullopt;
  return sign * (std::chrono::hours{*hour} + std::chrono::minutes{*minute});
}

std::optional<TimePoint> read_time(std::string_view rest) {
  const auto date = take_date(rest);
  if (!date) return std::nullopt;
  if (rest.empty()) return TimePoint{*date};
  if (!take(rest, "Tt ")) return std::nullopt;
  const auto clock = take_clock(rest);
  if (!clock) return std::nullopt;
  const auto offset = take_offset(rest);
  if (!offset || !rest.empty()) return std::nullopt;
  return TimePoint{*date} + *clock - *offset;
}

}  // namespace

Result<TimePoint> parse_time(std::string_view text, std::string_view where) {
  if (const auto time = read_time(text)) return *time;
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be a time such as 2025-01-31T08:00:00Z, got \"" + excerpt(text, 40) + "\"");
}

std::string format_date(TimePoint time) {
  const std::chrono::year_month_day date{std::chrono::floor<Days>(time)};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string format_time(TimePoint time) {
  const auto of_day = time - std::chrono::floor<Days>(time);
  const auto seconds = of_day.count() / 1000;
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}000Z", format_date(time), seconds / 3600,
                     seconds / 60 % 60, seconds % 60, of_day.count() % 1000);
}

}  // namespace gv
