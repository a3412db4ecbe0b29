#include "io/http/rate_limit.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gv::http {

// T = 60 / rate between requests; a request conforms while its theoretical arrival lies at most
// (burst - 1) T ahead of the clock.
Allowance RateLimiter::take(std::string_view key, const Rate& rate, TimePoint now) {
  const double interval = 60.0 / rate.per_minute;
  const double tolerance = (rate.burst - 1.0) * interval;
  // Milliseconds and thirds of seconds do not sum exactly; a request is not refused for 1e-6 s.
  constexpr double kSlack = 1e-6;
  const std::lock_guard lock(mutex_);
  if (!origin_) origin_ = now;
  newest_s_ = std::max(newest_s_, static_cast<double>((now - *origin_).count()) / 1e3);
  auto found = arrival_s_.find(std::string(key));
  if (found == arrival_s_.end()) {
    if (arrival_s_.size() >= forget_at_) forget(newest_s_);
    if (arrival_s_.size() >= keys_max_) return {.allowed = false, .retry_after_s = interval};
    found = arrival_s_.emplace(std::string(key), newest_s_).first;
  }
  const double arrival = std::max(found->second, newest_s_);
  const double ahead = arrival - newest_s_;
  if (ahead > tolerance + kSlack) {
    return {.allowed = false, .retry_after_s = ahead - tolerance, .reset_s = ahead};
  }
  found->second = arrival + interval;
  const double next = found->second - newest_s_;
  return {.allowed = true,
          .remaining = std::max(0.0, std::floor((tolerance - next) / interval + 1.0 + kSlack)),
          .reset_s = next};
}

void RateLimiter::forget(double now_s) {
  std::erase_if(arrival_s_, [&](const auto& entry) { return entry.second <= now_s; });
  forget_at_ = std::max<std::size_t>(1024, 2 * arrival_s_.size());
}

std::size_t RateLimiter::keys() const {
  const std::lock_guard lock(mutex_);
  return arrival_s_.size();
}

std::string policy_text(std::string_view name, const Rate& rate) {
  return fmt::format("\"{}\";q={:.0f};w=60", name, rate.per_minute);
}

std::string allowance_text(std::string_view name, const Allowance& allowance) {
  return fmt::format("\"{}\";r={:.0f};t={:.0f}", name, allowance.remaining,
                     std::ceil(allowance.reset_s));
}

int retry_after(const Allowance& allowance) {
  return std::max(1, static_cast<int>(std::ceil(allowance.retry_after_s)));
}

}  // namespace gv::http
