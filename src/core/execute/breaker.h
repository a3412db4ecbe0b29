#pragma once

#include <optional>
#include <span>

#include "base/time.h"

namespace gv::execute {

/// What became of one attempt on a platform.
struct AttemptEnd {
  TimePoint at{};
  bool failed{false};  ///< by an outage, see `is_outage`
};

/// How many of the newest attempts a breaker looks at.
inline constexpr int kBreakerWindow = 20;

/// Until when nothing is sent, judged by the newest attempts of one account on one platform, oldest
/// first: open when the newest one failed and it was the fifth in a row, or at least half of a full
/// window of 20 failed. It stays open for 60 s, doubled with every further failure in a row, at
/// most 15 min, counted from the newest attempt. After that one attempt is let through: its success
/// closes the breaker, its failure opens it for longer. Nothing: closed.
///
/// A pure function of what is recorded, so that it outlives the process and is alike for every
/// worker. O(n).
[[nodiscard]] std::optional<TimePoint> breaker_open_until(std::span<const AttemptEnd> attempts);

}  // namespace gv::execute
