#include "adapters/meta/graph_error.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/utf8.h"
#include "io/json/json.h"
#include "io/json/loose.h"

namespace gv::meta {
namespace {

using execute::ErrorClass;
using execute::PlatformError;

constexpr json::ParseLimits kAnswerLimits{.bytes_max = 32u << 20, .depth_max = 32};
constexpr Millis kBudgetRest{3'600'000};
constexpr int kWrongOffset = 1363037;
constexpr int kBudgetTooOften = 1487632;
constexpr std::size_t kMessageMax = 500;

struct Codes {
  int http_status{0};
  int code{0};
  int subcode{0};
  bool transient{false};
  std::string field;
};

bool is_one_of(int code, std::initializer_list<int> codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool is_query_size(const Codes& codes) {
  return (codes.code == 1 && codes.subcode == 99) ||
         (codes.code == 2 && codes.subcode == 1504038) ||
         (codes.code == 100 && is_one_of(codes.subcode, {1487534, 1504018}));
}

std::optional<ErrorClass> rate_class(const Codes& codes) {
  if (codes.code == 613 && codes.subcode == kBudgetTooOften) return ErrorClass::RateBudget;
  if (codes.code == 17 && codes.field.find("budget") != std::string::npos) {
    return ErrorClass::RateBudget;
  }
  if (is_one_of(codes.code, {4, 341})) return ErrorClass::RateApp;
  const bool use_case = codes.code >= 80000 && codes.code <= 80014;
  if (use_case || is_one_of(codes.code, {17, 32, 613}) || codes.http_status == 429) {
    return ErrorClass::RateAccount;
  }
  return std::nullopt;
}

ErrorClass class_of(const Codes& codes) {
  if (codes.subcode == kWrongOffset) return ErrorClass::UploadOffset;
  if (is_query_size(codes)) return ErrorClass::QuerySize;
  if (const auto rate = rate_class(codes)) return *rate;
  const bool permission = codes.code == 10 || (codes.code >= 200 && codes.code <= 299);
  if (permission || is_one_of(codes.code, {102, 104, 190})) return ErrorClass::Auth;
  if (codes.code == 368) return ErrorClass::Policy;
  if (codes.code == 100 && codes.subcode == 33) return ErrorClass::Missing;
  if (!codes.field.empty()) return ErrorClass::Invalid;
  if (codes.subcode / 1000 == 1885) return ErrorClass::Policy;
  if (codes.transient || is_one_of(codes.code, {1, 2}) || codes.http_status >= 500) {
    return ErrorClass::Transient;
  }
  if (codes.code == 0 && is_one_of(codes.http_status, {401, 403})) return ErrorClass::Auth;
  if (codes.code == 0 && codes.http_status < 400) return ErrorClass::Transient;
  return ErrorClass::Invalid;
}

int code_at(const boost::json::object& error, std::string_view name) {
  return static_cast<int>(
      std::clamp<std::int64_t>(json::whole_of(error, name).value_or(0), 0, 1'000'000'000));
}

/// The first blamed field: "blame_field_specs": [["daily_budget"]].
std::string blamed(const boost::json::object& error) {
  boost::json::value unfolded;
  const auto* data = json::object_of(error, "error_data");
  if (data == nullptr) {
    auto tree = json::parse(json::text_of(error, "error_data"), "error_data", kAnswerLimits);
    if (!tree) return {};
    unfolded = *std::move(tree);
    data = unfolded.if_object();
  }
  const auto* specs = data == nullptr ? nullptr : json::array_of(*data, "blame_field_specs");
  while (specs != nullptr && !specs->empty()) {
    if (const auto* const field = specs->front().if_string()) return std::string(*field);
    specs = specs->front().if_array();
  }
  return {};
}

PlatformError described(const Codes& codes, const boost::json::object& error, bool writes) {
  PlatformError made{.error_class = class_of(codes),
                     .code = codes.code,
                     .subcode = codes.subcode,
                     .message = excerpt(printable(json::text_of(error, "message")), kMessageMax),
                     .field = codes.field,
                     .trace_id = json::text_of(error, "fbtrace_id")};
  if (const auto for_people = json::text_of(error, "error_user_msg"); !for_people.empty()) {
    made.message = excerpt(printable(for_people), kMessageMax);
  }
  made.maybe_applied = writes && made.error_class == ErrorClass::Transient;
  if (made.error_class == ErrorClass::RateBudget) made.retry_after = kBudgetRest;
  return made;
}

}  // namespace

std::optional<PlatformError> graph_error(int http_status, std::string_view body, bool writes) {
  const auto tree = json::parse(body, "answer", kAnswerLimits);
  const auto* const answer = tree ? tree->if_object() : nullptr;
  const auto* const error = answer == nullptr ? nullptr : json::object_of(*answer, "error");
  if (error != nullptr) {
    const Codes codes{.http_status = http_status,
                      .code = code_at(*error, "code"),
                      .subcode = code_at(*error, "error_subcode"),
                      .transient = json::flag_of(*error, "is_transient"),
                      .field = blamed(*error)};
    return described(codes, *error, writes);
  }
  const auto* const success = answer == nullptr ? nullptr : json::member(*answer, "success");
  const bool denied = success != nullptr && success->is_bool() && !success->get_bool();
  if (http_status < 400 && tree && !denied) return std::nullopt;
  const Codes codes{.http_status = http_status};
  auto made = described(codes, {}, writes);
  made.message = denied  ? "was answered with success: false"
                 : !tree ? "was answered with what is no JSON"
                         : "was answered without an error";
  made.message += ", status " + std::to_string(http_status);
  return made;
}

PlatformError transport_error(const Error& error, bool writes) {
  const bool never_sent = error.code == ErrorCode::NotAvailable ||
                          error.code == ErrorCode::InvalidInput || error.code == ErrorCode::Refused;
  return {.error_class = ErrorClass::Transient,
          .message = excerpt(printable(to_string(error)), kMessageMax),
          .maybe_applied = writes && !never_sent};
}

}  // namespace gv::meta
