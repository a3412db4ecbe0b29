#include "core/execute/breaker.h"

#include <algorithm>

namespace gv::execute {
namespace {

constexpr int kInARow = 5;
constexpr Millis kOpenFirst{60'000};
constexpr Millis kOpenMax{900'000};

}  // namespace

std::optional<TimePoint> breaker_open_until(std::span<const AttemptEnd> attempts) {
  if (attempts.empty() || !attempts.back().failed) return std::nullopt;
  int in_a_row = 0;
  for (auto at = attempts.rbegin(); at != attempts.rend() && at->failed; ++at) ++in_a_row;
  const auto newest = attempts.last(std::min<std::size_t>(attempts.size(), kBreakerWindow));
  const auto failed = std::count_if(newest.begin(), newest.end(),
                                    [](const AttemptEnd& attempt) { return attempt.failed; });
  const bool half = newest.size() == kBreakerWindow && 2 * failed >= kBreakerWindow;
  if (in_a_row < kInARow && !half) return std::nullopt;
  Millis open = kOpenFirst;
  for (int more = std::max(0, in_a_row - kInARow); more > 0 && open < kOpenMax; --more) open *= 2;
  return attempts.back().at + std::min(open, kOpenMax);
}

}  // namespace gv::execute
