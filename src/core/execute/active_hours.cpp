#include "core/execute/active_hours.h"

#include <optional>
#include <string>

namespace gv::execute {
namespace {

constexpr Millis kWholeDay{86'400'000};
constexpr std::size_t kClockBytes = 5;  // "08:00"

std::optional<int> two_digits(std::string_view text, int most) {
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
  }
  const int number = 10 * (text[0] - '0') + (text[1] - '0');
  return number <= most ? std::optional(number) : std::nullopt;
}

std::optional<Millis> clock_time(std::string_view text) {
  const auto hours = two_digits(text.substr(0, 2), 23);
  const auto minutes = two_digits(text.substr(3, 2), 59);
  if (text[2] != ':' || !hours || !minutes) return std::nullopt;
  return Millis{(*hours * 60 + *minutes) * std::int64_t{60'000}};
}

}  // namespace

Result<ActiveHours> parse_active_hours(std::string_view text, std::string_view where) {
  const bool shaped = text.size() == 2 * kClockBytes + 1 && text[kClockBytes] == '-';
  const auto from = shaped ? clock_time(text.substr(0, kClockBytes)) : std::nullopt;
  const auto until = shaped ? clock_time(text.substr(kClockBytes + 1)) : std::nullopt;
  if (from && until && *from != *until) return ActiveHours{*from, *until};
  return fail(
      ErrorCode::InvalidInput, std::string(where),
      "must be hours that begin and end at different times, such as \"08:00-20:00\", got \"" +
          std::string(text) + "\"");
}

bool is_active(const ActiveHours& hours, Millis reading) {
  const Millis time = ((reading % kWholeDay) + kWholeDay) % kWholeDay;
  if (hours.from < hours.until) return hours.from <= time && time < hours.until;
  return hours.from <= time || time < hours.until;
}

}  // namespace gv::execute
