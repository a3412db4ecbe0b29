#include "io/http_client/retry.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <thread>

#include <curl/curl.h>

#include "base/check.h"

namespace gv::http_client {
namespace {

constexpr std::int64_t kSecondsMax = 86'400;  // beyond it, all are too long alike

}  // namespace

Wait sleep_for() {
  return [](Millis pause) { std::this_thread::sleep_for(pause); };
}

std::optional<Millis> retry_after(std::string_view header, TimePoint now) {
  std::int64_t seconds = 0;
  const auto* const end = header.data() + header.size();
  const auto [stop, trouble] = std::from_chars(header.data(), end, seconds);
  if (trouble == std::errc{} && stop == end) {
    if (seconds < 0) return std::nullopt;
    return std::chrono::seconds(std::min(seconds, kSecondsMax));
  }
  if (header.size() > 64) return std::nullopt;
  const time_t date = curl_getdate(std::string(header).c_str(), nullptr);
  if (date < 0) return std::nullopt;
  const TimePoint until{std::chrono::seconds(date)};
  return std::clamp(until - now, Millis{0}, Millis{std::chrono::seconds(kSecondsMax)});
}

Millis backoff(int attempt, Rng& rng, const RetryPolicy& policy) {
  const double doubled =
      static_cast<double>(policy.first.count()) * std::exp2(static_cast<double>(attempt));
  const double capped = std::min(doubled, static_cast<double>(policy.longest.count()));
  return Millis(std::llround(capped * (1.0 + policy.jitter * (2.0 * rng.uniform() - 1.0))));
}

bool worth_repeating(const Request& request, const Result<Response>& result) {
  const bool repeatable = request.repeatable || request.method == "GET" || request.method == "HEAD";
  if (!result) {
    const ErrorCode code = result.error().code;
    return code == ErrorCode::NotAvailable ||
           (repeatable && (code == ErrorCode::TimedOut || code == ErrorCode::UnusableInput));
  }
  return result->status == 429 || (repeatable && (result->status == 408 || result->status >= 500));
}

Result<Response> send_with_retries(const Send& send, const Request& request, const Wait& wait,
                                   Rng& rng, const Clock& clock, const RetryPolicy& policy) {
  auto result = send(request);
  for (int n = 0; n < policy.retries_max && worth_repeating(request, result); ++n) {
    Millis pause = backoff(n, rng, policy);
    if (result) {
      if (const auto header = result->header("retry-after")) {
        pause = retry_after(*header, clock.now()).value_or(pause);
      }
    }
    if (pause > policy.retry_after_max) break;
    wait(pause);
    result = send(request);
  }
  return result;
}

void CircuitBreaker::record(bool success, TimePoint now) {
  failures_ = success ? 0 : failures_ + 1;
  if (failures_ >= failures_max_) closed_from_ = now + open_for_;
}

RateLimiter::RateLimiter(int count, Millis per)
    : count_(static_cast<std::size_t>(count)), per_(per) {
  GV_CHECK(count >= 1);
}

Millis RateLimiter::take(TimePoint now) {
  TimePoint at = now;
  if (taken_.size() == count_) {
    at = std::max(now, taken_.front() + per_);
    taken_.pop_front();
  }
  taken_.push_back(at);
  return at - now;
}

}  // namespace gv::http_client
