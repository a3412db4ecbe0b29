#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include <tl/expected.hpp>

#include "base/time.h"
#include "io/http_client/client.h"

namespace gv::hubspot {

/// With the dots that end what was cut it is 2 KiB.
inline constexpr std::size_t kRawExcerptMax = 2045;

/// What a call of the CRM came to, other than an answer.
struct ApiError {
  int http_status{0};   ///< 0: there was no answer
  std::string code;     ///< "RATE_LIMITS", "OBJECT_NOT_FOUND", ...; ours when there was no answer
  std::string message;  ///< of the CRM, or ours
  std::string request_id;  ///< the CRM's correlation id
  bool retryable{false};
  std::optional<Millis> retry_after;
  std::string raw_excerpt;  ///< at most 2 KiB of the answer
};
[[nodiscard]] std::string to_string(const ApiError& error);

template <class T>
using ApiResult = tl::expected<T, ApiError>;

/// From an answer of status 400 and above. Every member of the CRM's error is optional, and a
/// proxy's page is no JSON at all. A rate limit says how long: Retry-After, else by its policy 10
/// s, 1 s, or until the next midnight UTC for the daily one.
[[nodiscard]] ApiError api_error(const http_client::Response& response, TimePoint now);
/// From the want of an answer.
[[nodiscard]] ApiError api_error(const Error& error);

}  // namespace gv::hubspot
