#include "core/execute/rate.h"

#include <algorithm>
#include <string>

#include "base/check.h"

namespace gv::execute {
namespace {

constexpr Millis kHour{3'600'000};
constexpr Millis kDay{86'400'000};
constexpr std::int64_t kSpacingLeastMs = 3'000;
constexpr std::int64_t kSpacingMostMs = 18'000;

Result<void> within(const char* where, int least, int most, int got) {
  if (got >= least && got <= most) return {};
  return fail(ErrorCode::ConfigRange, where,
              "must lie in [" + std::to_string(least) + ", " + std::to_string(most) + "], got " +
                  std::to_string(got));
}

}  // namespace

Result<RateConfig> checked(const RateConfig& config) {
  const RateConfig widest;
  GV_TRY(within("rate.hour_max", 1, widest.hour_max, config.hour_max));
  GV_TRY(within("rate.day_max", 1, widest.day_max, config.day_max));
  GV_TRY(within("rate.hour_reserve", std::min(widest.hour_reserve, config.hour_max - 1),
                config.hour_max - 1, config.hour_reserve));
  GV_TRY(within("rate.day_reserve", std::min(widest.day_reserve, config.day_max - 1),
                config.day_max - 1, config.day_reserve));
  GV_TRY(within("rate.unit_hour_max", 1, widest.unit_hour_max, config.unit_hour_max));
  return config;
}

void SendLedger::record(TimePoint sent) {
  GV_CHECK(sends_.empty() || sends_.back() <= sent);
  sends_.push_back(sent);
  while (sends_.front() <= sent - kDay) sends_.pop_front();
}

TimePoint SendLedger::earliest(TimePoint now, Millis window, int max) const {
  GV_CHECK(max >= 1);
  const auto limit = static_cast<std::size_t>(max);
  if (sends_.size() < limit) return now;
  // The max-th send from the back has to leave the window first.
  return std::max(now, sends_[sends_.size() - limit] + window);
}

TimePoint earliest_send(const SendLedger& account, TimePoint now, Priority priority,
                        const RateConfig& config) {
  if (priority == Priority::Emergency) return now;
  const bool reserved = priority >= Priority::Increase;
  const int hour = config.hour_max - (reserved ? config.hour_reserve : 0);
  const int day = config.day_max - (reserved ? config.day_reserve : 0);
  return std::max(account.earliest(now, kHour, hour), account.earliest(now, kDay, day));
}

TimePoint earliest_edit(const SendLedger& unit, TimePoint now, const RateConfig& config) {
  return unit.earliest(now, kHour, config.unit_hour_max);
}

Millis draw_spacing(Rng& rng, Priority priority) {
  if (priority <= Priority::Kill) return Millis{0};
  const auto span = static_cast<std::uint64_t>(kSpacingMostMs - kSpacingLeastMs + 1);
  return Millis{kSpacingLeastMs + static_cast<std::int64_t>(rng.below(span))};
}

}  // namespace gv::execute
