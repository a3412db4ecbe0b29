#include "adapters/api/limits.h"

#include <string>

namespace gv::api {

const http::Rate& RateLimits::of(RateClass rate) const {
  switch (rate) {
    case RateClass::Standard:
      return standard;
    case RateClass::Heavy:
      return heavy;
    case RateClass::Ingest:
      return ingest;
    case RateClass::Webhook:
      return webhook;
    case RateClass::Login:
      return login;
  }
  return standard;
}

void Drawn::tell(http::Response& response) const {
  response.headers.add("RateLimit-Policy", http::policy_text(name, *rate));
  response.headers.add("RateLimit", http::allowance_text(name, allowance));
}

Drawn draw(http::RateLimiter& limiter, const RateLimits& limits, RateClass rate,
           const app::Principal* principal, const http::Request& request, TimePoint now) {
  std::string key(to_text(rate));
  key += principal != nullptr ? "|id|" + principal->id : "|at|" + request.remote_address;
  const auto& allowed = limits.of(rate);
  return {limiter.take(key, allowed, now), to_text(rate), &allowed};
}

}  // namespace gv::api
