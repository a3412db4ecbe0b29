#include "adapters/google_ads/google_error.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "io/json/json.h"
#include "io/json/loose.h"

namespace gv::google_ads {
namespace {

using boost::json::object;
using execute::ErrorClass;
using execute::PlatformError;

constexpr json::ParseLimits kErrorLimits{.bytes_max = 32u << 20, .depth_max = 32};
constexpr std::size_t kMessageMax = 500;
constexpr int kAll = -1;  ///< the place of an error that is of no one operation
constexpr double kRetrySecondsMax = 86'400.0;

/// "quotaError", "RESOURCE_EXHAUSTED" of {"errorCode": {"quotaError": "RESOURCE_EXHAUSTED"}}.
struct Cause {
  std::string family{};
  std::string reason{};
};

Cause cause_of(const object& error) {
  const auto* const code = json::object_of(error, "errorCode");
  if (code == nullptr || code->empty()) return {};
  const auto& first = *code->begin();
  return {std::string(first.key()), json::text_of(*code, first.key())};
}

bool is_any(std::string_view text, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), text) != names.end();
}

/// What the status says where no cause is told.
ErrorClass class_of_status(int http_status, std::string_view status) {
  if (http_status == 429 || status == "RESOURCE_EXHAUSTED") return ErrorClass::RateAccount;
  if (is_any(status, {"UNAUTHENTICATED", "PERMISSION_DENIED"}) || http_status == 401 ||
      http_status == 403) {
    return ErrorClass::Auth;
  }
  if (is_any(status, {"INTERNAL", "UNAVAILABLE", "DEADLINE_EXCEEDED", "ABORTED"}) ||
      http_status >= 500 || http_status == 408 || http_status < 400) {
    return ErrorClass::Transient;
  }
  return ErrorClass::Invalid;
}

std::optional<ErrorClass> class_of_cause(const Cause& cause, std::string_view scope) {
  const auto& [family, reason] = cause;
  if (family == "quotaError") {
    return scope == "DEVELOPER" ? ErrorClass::RateApp : ErrorClass::RateAccount;
  }
  if (is_any(family, {"authenticationError", "authorizationError"})) return ErrorClass::Auth;
  if (family == "internalError" ||
      (family == "databaseError" && reason == "CONCURRENT_MODIFICATION")) {
    return ErrorClass::Transient;
  }
  if (reason == "RESOURCE_NOT_FOUND") return ErrorClass::Missing;
  if (family.starts_with("policy")) return ErrorClass::Policy;
  if (family.empty()) return std::nullopt;
  return ErrorClass::Invalid;
}

/// "30s", "1.5s".
std::optional<Millis> duration_of(const std::string& text) {
  double seconds = 0.0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool read = trouble == std::errc{} && end + 1 == text.data() + text.size() && *end == 's';
  if (!read || !(seconds >= 0.0)) return std::nullopt;
  return Millis(static_cast<std::int64_t>(std::min(seconds, kRetrySecondsMax) * 1'000.0));
}

/// The last name of the path that it blames: "amount_micros".
std::string blamed_field(const object& error) {
  const auto* const location = json::object_of(error, "location");
  const auto* const path =
      location == nullptr ? nullptr : json::array_of(*location, "fieldPathElements");
  if (path == nullptr || path->empty()) return {};
  const auto* const last = path->back().if_object();
  return last == nullptr ? std::string() : json::text_of(*last, "fieldName");
}

/// Which operation it is about.
int place_of(const object& error) {
  const auto* const location = json::object_of(error, "location");
  const auto* const path =
      location == nullptr ? nullptr : json::array_of(*location, "fieldPathElements");
  const auto* const first = path == nullptr || path->empty() ? nullptr : path->front().if_object();
  // Of the first operation some answers leave the index out, as 0 is what it is without.
  if (first == nullptr || json::text_of(*first, "fieldName") != "operations") return kAll;
  const auto index = json::whole_of(*first, "index").value_or(0);
  return index >= 0 && index < 1'000'000 ? static_cast<int>(index) : kAll;
}

const object* quota_of(const object& error) {
  const auto* const details = json::object_of(error, "details");
  return details == nullptr ? nullptr : json::object_of(*details, "quotaErrorDetails");
}

PlatformError one_error(const object& error, int http_status, std::string_view status,
                        bool writes) {
  const auto cause = cause_of(error);
  const auto* const quota = quota_of(error);
  const auto scope = quota == nullptr ? std::string() : json::text_of(*quota, "rateScope");
  PlatformError made{
      .error_class = class_of_cause(cause, scope).value_or(class_of_status(http_status, status)),
      .code = http_status,
      .message =
          excerpt(printable(fmt::format("{}{}{}: {}", cause.family, cause.family.empty() ? "" : ".",
                                        cause.reason.empty() ? status : cause.reason,
                                        json::text_of(error, "message"))),
                  kMessageMax),
      .field = blamed_field(error)};
  if (quota != nullptr) made.retry_after = duration_of(json::text_of(*quota, "retryDelay"));
  const bool undone = cause.family == "databaseError";  // it says that it lost the race
  made.maybe_applied = writes && made.error_class == ErrorClass::Transient && !undone;
  return made;
}

/// The failures among the details of a status, each with the id of its request.
template <class F>
void each_failure(const object& status, F use) {
  const auto* const details = json::array_of(status, "details");
  if (details == nullptr) return;
  for (const auto& detail : *details) {
    const auto* const failure = detail.if_object();
    const auto* const errors = failure == nullptr ? nullptr : json::array_of(*failure, "errors");
    if (errors == nullptr) continue;
    const auto request_id = json::text_of(*failure, "requestId");
    for (const auto& error : *errors) {
      if (const auto* const one = error.if_object()) use(*one, request_id);
    }
  }
}

PlatformError error_of_status(const object& status, int http_status, bool writes) {
  std::optional<PlatformError> first;
  const auto name = json::text_of(status, "status");
  each_failure(status, [&](const object& error, const std::string& request_id) {
    if (first) return;
    first = one_error(error, http_status, name, writes);
    first->trace_id = request_id;
  });
  return first ? *std::move(first) : one_error(status, http_status, name, writes);
}

/// {"error": {...}}; of a stream that of the first chunk that has one, whatever came before it.
const object* error_in(const boost::json::value& tree) {
  if (const auto* const answer = tree.if_object()) return json::object_of(*answer, "error");
  const auto* const chunks = tree.if_array();
  for (std::size_t i = 0; chunks != nullptr && i < chunks->size(); ++i) {
    const auto* const chunk = (*chunks)[i].if_object();
    const auto* const error = chunk == nullptr ? nullptr : json::object_of(*chunk, "error");
    if (error != nullptr) return error;
  }
  return nullptr;
}

}  // namespace

std::optional<PlatformError> google_error(int http_status, std::string_view body, bool writes) {
  const auto tree = json::parse(body, "answer", kErrorLimits);
  if (const auto* const error = tree ? error_in(*tree) : nullptr) {
    return error_of_status(*error, http_status, writes);
  }
  if (http_status < 400 && tree) return std::nullopt;
  PlatformError made{
      .error_class = class_of_status(http_status, ""),
      .code = http_status,
      .message = fmt::format("was answered {}, status {}",
                             tree ? "without an error" : "with what is no JSON", http_status)};
  made.maybe_applied = writes && made.error_class == ErrorClass::Transient;
  return made;
}

std::map<int, PlatformError> partial_failures(const object& answer) {
  constexpr int kPartial = 400;
  std::map<int, PlatformError> failed;
  const auto* const status = json::object_of(answer, "partialFailureError");
  if (status == nullptr) return failed;
  each_failure(*status, [&](const object& error, const std::string& request_id) {
    auto made = one_error(error, kPartial, "", true);
    made.trace_id = request_id;
    failed.try_emplace(place_of(error), std::move(made));  // the first of an operation counts
  });
  if (failed.empty()) failed.emplace(kAll, one_error(*status, kPartial, "", true));
  return failed;
}

PlatformError transport_error(const Error& error, bool writes) {
  const bool never_sent = error.code == ErrorCode::NotAvailable ||
                          error.code == ErrorCode::InvalidInput || error.code == ErrorCode::Refused;
  return {.error_class = ErrorClass::Transient,
          .message = excerpt(printable(to_string(error)), kMessageMax),
          .maybe_applied = writes && !never_sent};
}

}  // namespace gv::google_ads
