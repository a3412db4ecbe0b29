#pragma once

#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace gv::execute {

/// Hours of every day by a clock on the wall: [from, until), past midnight where `until` comes
/// first. Both lie in [0, 24 h) and differ.
struct ActiveHours {
  Millis from{0};
  Millis until{0};
  friend bool operator==(const ActiveHours&, const ActiveHours&) = default;
};

/// Reads "08:00-20:00". Errors: InvalidInput, with `where`.
[[nodiscard]] Result<ActiveHours> parse_active_hours(std::string_view text, std::string_view where);

/// Whether a reading of the clock, counted from any midnight, lies in the hours.
[[nodiscard]] bool is_active(const ActiveHours& hours, Millis reading);

}  // namespace gv::execute
