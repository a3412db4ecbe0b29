#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string_view>

#include "base/rng.h"
#include "io/http_client/client.h"

namespace gv::http_client {

struct RetryPolicy {
  int retries_max{3};
  Millis first{500};  ///< before the first repetition, then twice as long
  Millis longest{8'000};
  double jitter{0.25};              ///< share by which a pause may be shorter or longer
  Millis retry_after_max{300'000};  ///< a server that asks for more is not asked again
};

/// Where the time between attempts goes: sleeping, or a test.
using Wait = std::function<void(Millis)>;
[[nodiscard]] Wait sleep_for();

/// "120" or an HTTP date; never negative. Nothing for what is neither.
[[nodiscard]] std::optional<Millis> retry_after(std::string_view header, TimePoint now);

/// min(longest, first * 2^attempt), give or take the jitter.
[[nodiscard]] Millis backoff(int attempt, Rng& rng, const RetryPolicy& policy);

/// Whether an attempt is worth repeating: no connection, 408, 429, 5xx, and for a request that is
/// repeatable also a time-out and a broken answer. What may have been processed and must not happen
/// twice is not repeated, 429 apart, which says that it was not.
[[nodiscard]] bool worth_repeating(const Request& request, const Result<Response>& result);

/// Sends until there is an answer that repeating would not better; at most 1 + retries_max times.
/// Returns the last answer or error.
[[nodiscard]] Result<Response> send_with_retries(const Send& send, const Request& request,
                                                 const Wait& wait, Rng& rng, const Clock& clock,
                                                 const RetryPolicy& policy = {});

/// Keeps a service that fails from being called again and again. One per service and account. Not
/// safe to use from several threads at once.
class CircuitBreaker {
 public:
  explicit CircuitBreaker(int failures_max = 5, Millis open_for = Millis{60'000})
      : failures_max_(failures_max), open_for_(open_for) {}
  /// Open: no; after its time one call may try, and its outcome decides.
  [[nodiscard]] bool allows(TimePoint now) const { return now >= closed_from_; }
  void record(bool success, TimePoint now);

 private:
  int failures_max_;
  Millis open_for_;
  int failures_{0};
  TimePoint closed_from_{};
};

/// At most `count` requests within any span of `per`, as services with a rolling limit count them.
/// A token bucket will not do: its burst and what it refills may fall into one span. Not safe to
/// use from several threads at once.
class RateLimiter {
 public:
  /// Precondition (checked): count >= 1.
  RateLimiter(int count, Millis per);
  /// Takes a place and says how long to wait before using it.
  [[nodiscard]] Millis take(TimePoint now);

 private:
  std::size_t count_;
  Millis per_;
  std::deque<TimePoint> taken_;  ///< the last `count_` places
};

}  // namespace gv::http_client
