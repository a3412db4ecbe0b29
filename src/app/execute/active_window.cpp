#include "app/execute/active_window.h"

namespace gv::app {
namespace {

using std::chrono::minutes;

/// Of any two days one has the hours, however the clocks change.
constexpr minutes kLookedAhead{49 * 60};

}  // namespace

Result<TimePoint> next_active(const execute::ActiveHours& hours, const TimeZones& zones,
                              const std::string& zone, TimePoint now) {
  GV_TRY(const auto shown, zones.reading_at(zone, now));
  if (execute::is_active(hours, shown)) return now;
  const TimePoint first = std::chrono::floor<minutes>(now) + minutes{1};
  for (TimePoint at = first; at < first + kLookedAhead; at += minutes{1}) {
    GV_TRY(const auto reading, zones.reading_at(zone, at));
    if (execute::is_active(hours, reading)) return at;
  }
  return first + kLookedAhead;
}

}  // namespace gv::app
