#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"

namespace gv::http {

/// A steady rate with room for bursts.
struct Rate {
  double per_minute{600.0};  ///< > 0
  double burst{120.0};       ///< >= 1: at once, after a pause
};

/// What a limiter says about one request.
struct Allowance {
  bool allowed{true};
  double retry_after_s{0.0};  ///< of a refused one: when one will pass; else 0
  double remaining{0.0};      ///< how many would pass at once now
  double reset_s{0.0};        ///< until the full burst is there again
};

/// Limits requests by key with GCRA (the virtual scheduling form of ITU-T I.371, 1993): per key one
/// instant, the theoretical arrival time of the next request at the steady rate. Thread-safe.
///
/// Keys whose burst is whole again are forgotten, so memory follows the keys of the last
/// burst / rate minutes; above `keys_max` of them new keys are refused rather than remembered.
class RateLimiter {
 public:
  explicit RateLimiter(std::size_t keys_max = 1u << 20) : keys_max_(keys_max) {}

  /// One request of `key` at `now`. A clock that goes back counts as standing still. Amortised
  /// O(1).
  [[nodiscard]] Allowance take(std::string_view key, const Rate& rate, TimePoint now);
  [[nodiscard]] std::size_t keys() const;

 private:
  void forget(double now_s);

  const std::size_t keys_max_;
  mutable std::mutex mutex_;
  /// Theoretical arrivals in seconds since `origin_`: since 1970 a double would be 1e-7 s coarse,
  /// and the sum of a hundred intervals a hundred times that.
  std::unordered_map<std::string, double> arrival_s_;
  std::optional<TimePoint> origin_;  ///< the first instant it was asked at
  double newest_s_{0.0};
  std::size_t forget_at_{1024};  ///< size at which it is worth to look for what can be forgotten
};

/// "RateLimit-Policy" and "RateLimit" of draft-ietf-httpapi-ratelimit-headers-10.
[[nodiscard]] std::string policy_text(std::string_view name, const Rate& rate);
[[nodiscard]] std::string allowance_text(std::string_view name, const Allowance& allowance);
/// Whole seconds for Retry-After, at least 1.
[[nodiscard]] int retry_after(const Allowance& allowance);

}  // namespace gv::http
