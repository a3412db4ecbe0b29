#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "app/ports/loop_times.h"
#include "base/time.h"

namespace gv::app {

/// How late a stage of the loop is.
struct LoopLag {
  std::optional<TimePoint>
      newest{};                    ///< when something left the stage last; none: nothing ever did
  std::optional<Millis> median{};  ///< from begin to end, >= 0; none: nothing ever left it
  std::int64_t count{0};           ///< of the things that it is the median of
};

/// Of two in the middle the longer counts: a lag that was really measured. What ends before it
/// begins (an hour whose figures were complete early) has no lag. O(n).
[[nodiscard]] LoopLag lag_of(std::span<const LoopTime> times);

}  // namespace gv::app
