#pragma once

#include <optional>
#include <string_view>

#include "adapters/api/route_info.h"
#include "app/ports/principal.h"
#include "io/http/rate_limit.h"
#include "io/http/request.h"
#include "io/http/response.h"

namespace gv::api {

/// Allowances of one credential, or of one address that brings none; per class.
struct RateLimits {
  http::Rate standard{600, 120};
  http::Rate heavy{60, 20};
  http::Rate ingest{6'000, 1'200};
  http::Rate webhook{3'000, 600};
  http::Rate login{5, 5};

  [[nodiscard]] const http::Rate& of(RateClass rate) const;
};

/// What a request draws on, drawn.
struct Drawn {
  http::Allowance allowance;
  std::string_view name;  ///< of the class
  const http::Rate* rate{nullptr};

  /// The headers that tell a client how much is left.
  void tell(http::Response& response) const;
};

/// Takes one request of `principal`, or of the address of `request`, out of the class's allowance.
[[nodiscard]] Drawn draw(http::RateLimiter& limiter, const RateLimits& limits, RateClass rate,
                         const app::Principal* principal, const http::Request& request,
                         TimePoint now);

}  // namespace gv::api
