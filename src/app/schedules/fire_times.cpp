#include "app/schedules/fire_times.h"

#include <charconv>

#include <fmt/format.h>

#include "base/hash.h"

namespace gv::app {
namespace {

constexpr std::uint64_t kSpreadMinutes = 10;
constexpr Hours kFirstWindow{1};
constexpr Days kLastWindow{5 * 366};

int number_of(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

Result<TimePoint> next_fire(const Cron& cron, const TimeZones& zones, const std::string& zone,
                            TimePoint after) {
  if (const auto interval = cron.interval()) {
    return TimePoint{(after.time_since_epoch() / *interval + 1) * *interval};
  }
  GV_TRY(auto reading, zones.reading_at(zone, after));
  for (;;) {
    reading = cron.next(reading);
    GV_TRY(const auto instant, zones.instant_of(zone, reading));
    if (instant > after) return instant;  // not one that was, before the clocks went back
  }
}

Result<std::optional<TimePoint>> last_fire(const Cron& cron, const TimeZones& zones,
                                           const std::string& zone, TimePoint now) {
  // Looked for in ever longer windows, so that a schedule of every minute is not walked for years.
  for (Millis window = kFirstWindow; window <= kLastWindow; window *= 4) {
    GV_TRY(auto fire, next_fire(cron, zones, zone, now - window));
    if (fire > now) continue;
    for (;;) {
      GV_TRY(const auto later, next_fire(cron, zones, zone, fire));
      if (later > now) return std::optional(fire);
      fire = later;
    }
  }
  return std::optional<TimePoint>();
}

std::string spread(std::string_view cron, const AccountId& account) {
  const auto minutes = static_cast<int>(xxh64(account.text()) % kSpreadMinutes);
  const auto first = cron.substr(0, cron.find(' '));
  const auto rest = cron.substr(first.size());
  if (!first.starts_with("*/")) return fmt::format("{}{}", number_of(first) + minutes, rest);
  const int step = number_of(first.substr(2));
  return fmt::format("{}/{}{}", minutes % step, step, rest);
}

}  // namespace gv::app
