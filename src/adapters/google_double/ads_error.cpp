#include "adapters/google_double/ads_error.h"

#include <fmt/format.h>

namespace gv::google_double {
namespace {

using boost::json::array;
using boost::json::object;

std::string_view status_name(int http_status) {
  switch (http_status) {
    case 401:
      return "UNAUTHENTICATED";
    case 403:
      return "PERMISSION_DENIED";
    case 404:
      return "NOT_FOUND";
    case 429:
      return "RESOURCE_EXHAUSTED";
    case 500:
      return "INTERNAL";
    case 503:
      return "UNAVAILABLE";
    default:
      return "INVALID_ARGUMENT";
  }
}

object one_of(const AdsError& error) {
  object one{{"errorCode", object{{error.family, error.reason}}}, {"message", error.message}};
  if (!error.path.empty()) {
    array path;
    for (const auto& [name, index] : error.path) {
      object element{{"fieldName", name}};
      // As Google's own JSON has it: the first index is 0, and 0 is left out.
      if (index && *index != 0) element["index"] = *index;
      path.push_back(std::move(element));
    }
    one["location"] = object{{"fieldPathElements", std::move(path)}};
  }
  if (error.retry_after) {
    one["details"] =
        object{{"quotaErrorDetails",
                {{"rateScope", "ACCOUNT"},
                 {"rateName", "Requests per service per account"},
                 {"retryDelay", fmt::format("{}s", error.retry_after->count() / 1'000)}}}};
  }
  return one;
}

}  // namespace

AdsError field_error(std::string_view field, std::string_view reason, std::string_view message) {
  return {.family = "fieldError",
          .reason = std::string(reason),
          .message = std::string(message),
          .path = {{std::string(field), std::nullopt}}};
}

object failure_of(const std::vector<AdsError>& errors, std::string_view request_id) {
  array all;
  for (const auto& error : errors) all.push_back(one_of(error));
  return {{"@type", "type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure"},
          {"errors", std::move(all)},
          {"requestId", request_id}};
}

object error_body(const AdsError& error, std::string_view request_id) {
  return {{"error",
           object{{"code", error.http_status},
                  {"message", error.http_status == 400 ? "Request contains an invalid argument."
                                                       : error.message},
                  {"status", status_name(error.http_status)},
                  {"details", array{failure_of({error}, request_id)}}}}};
}

}  // namespace gv::google_double
