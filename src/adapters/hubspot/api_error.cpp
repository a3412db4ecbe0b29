#include "adapters/hubspot/api_error.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "io/http_client/retry.h"
#include "io/json/json.h"
#include "io/json/loose.h"

namespace gv::hubspot {
namespace {

constexpr std::array kRetryable{408, 423, 429, 477, 502, 503, 504, 521, 523, 524};

Millis pause_of(std::string_view policy, TimePoint now) {
  if (policy == "DAILY") return std::chrono::ceil<Days>(now + Millis{1}) - now;
  return policy == "SECONDLY" ? Millis{1'000} : Millis{10'000};
}

}  // namespace

std::string to_string(const ApiError& error) {
  return fmt::format("hubspot: {} {}: {}{}", error.http_status, error.code,
                     printable(error.message),
                     error.request_id.empty() ? "" : " (request " + error.request_id + ")");
}

ApiError api_error(const http_client::Response& response, TimePoint now) {
  ApiError error{.http_status = response.status,
                 .raw_excerpt = excerpt(response.body, kRawExcerptMax)};
  error.retryable = response.status >= 500 || std::find(kRetryable.begin(), kRetryable.end(),
                                                        response.status) != kRetryable.end();
  std::string policy;
  const auto tree = json::parse(response.body, "answer", {.bytes_max = 1U << 20, .depth_max = 32});
  if (const auto* const from = tree ? tree->if_object() : nullptr) {
    error.code = json::text_of(*from, "category");
    if (error.code.empty()) error.code = json::text_of(*from, "errorType");
    error.message = json::text_of(*from, "message");
    error.request_id = json::text_of(*from, "correlationId");
    policy = json::text_of(*from, "policyName");
  }
  if (const auto header = response.header("retry-after")) {
    error.retry_after = http_client::retry_after(*header, now);
  }
  if (response.status == 429 && !error.retry_after) error.retry_after = pause_of(policy, now);
  return error;
}

ApiError api_error(const Error& error) {
  return {.code = std::string(to_text(error.code)),
          .message = to_string(error),
          .retryable = error.code == ErrorCode::NotAvailable || error.code == ErrorCode::TimedOut ||
                       error.code == ErrorCode::UnusableInput};
}

}  // namespace gv::hubspot
