#include "adapters/api/cors.h"

#include <algorithm>

namespace gv::api {
namespace {

/// Browsers ask again after it.
constexpr std::string_view kRemembered_s = "600";

void allow_origin(std::string_view origin, http::Response& response) {
  response.headers.add("Access-Control-Allow-Origin", std::string(origin));
}

}  // namespace

void Cors::tell_before(const http::Request& request, std::string_view allow,
                       http::Response& response) const {
  const auto origin = request.headers.find("Origin");
  if (!origin || !request.headers.find("Access-Control-Request-Method")) return;
  response.headers.add("Vary", "Origin");
  if (!origins_.anyone_allows(*origin, landing_.contains(request.target.path))) return;
  allow_origin(*origin, response);
  response.headers.add("Access-Control-Allow-Methods", std::string(allow));
  response.headers.add("Access-Control-Allow-Headers",
                       "Authorization, Content-Type, Accept, If-Match, If-None-Match, "
                       "Idempotency-Key, X-Account-Id, X-Request-Id, traceparent");
  response.headers.add("Access-Control-Max-Age", std::string(kRemembered_s));
}

void Cors::tell(const RouteInfo& info, const app::Principal* principal,
                const http::Request& request, http::Response& response) const {
  const auto origin = request.headers.find("Origin");
  if (!origin) return;
  response.headers.add("Vary", "Origin");
  const bool allowed = principal == nullptr
                           ? origins_.anyone_allows(*origin, info.landing)
                           : std::any_of(principal->accounts.begin(), principal->accounts.end(),
                                         [&](const AccountId& account) {
                                           return origins_.allows(account, *origin, info.landing);
                                         });
  if (!allowed) return;
  allow_origin(*origin, response);
  response.headers.add("Access-Control-Expose-Headers",
                       "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, "
                       "X-Request-Id");
}

}  // namespace gv::api
