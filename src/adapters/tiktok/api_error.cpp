#include "adapters/tiktok/api_error.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "base/utf8.h"
#include "io/json/json.h"
#include "io/json/loose.h"

namespace gv::tiktok {
namespace {

using execute::ErrorClass;
using execute::PlatformError;

constexpr json::ParseLimits kAnswerLimits{.bytes_max = 32u << 20, .depth_max = 32};
constexpr std::size_t kMessageMax = 500;
constexpr std::size_t kFieldMax = 60;
constexpr Millis kNextSecond{1'000};
constexpr Millis kFiveMinutes{300'000};
constexpr int kPartly = 20001;
constexpr int kNoCode = -1;
constexpr int kMaintenance = 60001;

bool is_one_of(int code, std::initializer_list<int> codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool is_done(int code) { return is_one_of(code, {0, kPartly, kNothingToUpdate}); }
bool is_there_already(int code) { return is_one_of(code, {40050, 40911}); }
bool is_too_often(int code) { return is_one_of(code, {40100, 40132, 61000}); }

/// An advertiser that does not exist is as wrong a connection as a token without rights.
bool is_auth(int code) {
  return is_one_of(code, {40001, 40003, 40118, 40130, 40102, 40104, 40105, 40300});
}

bool may_pass(int code) {
  return is_one_of(code, {40200, 40201, 40202, 40901, 40902, kMaintenance}) ||
         (code >= 50000 && code < 60000);
}

ErrorClass class_of_code(int code) {
  if (is_too_often(code)) return ErrorClass::RateAccount;
  if (is_auth(code)) return ErrorClass::Auth;
  if (is_there_already(code) || may_pass(code)) return ErrorClass::Transient;
  return ErrorClass::Invalid;
}

/// Of an answer that is no envelope.
ErrorClass class_of_status(int http_status) {
  if (http_status == 429) return ErrorClass::RateAccount;
  if (http_status == 401 || http_status == 403) return ErrorClass::Auth;
  if (http_status >= 400 && http_status < 500 && http_status != 408) return ErrorClass::Invalid;
  return ErrorClass::Transient;
}

bool mentions(const std::string& message, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return message.find(word) != std::string::npos;
  });
}

Millis rest_of(const std::string& message, TimePoint now) {
  if (mentions(message, {"QPD", "per day", "daily"})) {
    return std::chrono::floor<Days>(now) + Days{1} - now;
  }
  return mentions(message, {"QPM", "per minute"}) ? kFiveMinutes : kNextSecond;
}

/// "budget" of "budget: Missing data for required field."
std::string blamed_field(const std::string& message) {
  const auto end = message.find(": ");
  const auto name = message.substr(0, end);
  const bool is_name =
      end != std::string::npos && !name.empty() && name.size() <= kFieldMax &&
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.[]") == std::string::npos;
  return is_name ? name : std::string();
}

PlatformError coded(int code, const boost::json::object& answer, bool writes, TimePoint now) {
  const auto message = excerpt(printable(json::text_of(answer, "message")), kMessageMax);
  PlatformError error{.error_class = class_of_code(code),
                      .code = code,
                      .message = message,
                      .field = blamed_field(message),
                      .trace_id = json::text_of(answer, "request_id")};
  if (is_too_often(code)) error.retry_after = rest_of(message, now);
  if (code == kMaintenance) error.retry_after = kFiveMinutes;
  error.maybe_applied = writes && error.error_class == ErrorClass::Transient;
  return error;
}

}  // namespace

std::optional<PlatformError> api_error(int http_status, std::string_view body, bool writes,
                                       TimePoint now) {
  const auto tree = json::parse(body, "answer", kAnswerLimits);
  const auto* const answer = tree ? tree->if_object() : nullptr;
  const auto told = answer == nullptr ? std::nullopt : json::whole_of(*answer, "code");
  const auto code =
      static_cast<int>(std::clamp<std::int64_t>(told.value_or(kNoCode), kNoCode, 1'000'000));
  if (code > kNoCode && (!is_done(code) || http_status < 400)) {
    return is_done(code) ? std::nullopt : std::optional(coded(code, *answer, writes, now));
  }
  PlatformError error{
      .error_class = class_of_status(http_status),
      .message = "was answered without a code, status " + std::to_string(http_status)};
  error.maybe_applied = writes && error.error_class == ErrorClass::Transient;
  return error;
}

PlatformError no_answer(const Error& error, bool writes) {
  const bool never_sent = error.code == ErrorCode::NotAvailable ||
                          error.code == ErrorCode::InvalidInput || error.code == ErrorCode::Refused;
  return {.error_class = ErrorClass::Transient,
          .message = excerpt(printable(to_string(error)), kMessageMax),
          .maybe_applied = writes && !never_sent};
}

}  // namespace gv::tiktok
