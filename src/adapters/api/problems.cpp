#include "adapters/api/problems.h"

#include <fmt/format.h>

#include "base/text.h"

namespace gv::api {
namespace {

struct Told {
  int status;
  std::string_view code;
  bool retryable{false};
};

Told told(ErrorCode code) {
  switch (code) {
    case ErrorCode::NotFound:
      return {404, "not_found"};
    case ErrorCode::Unauthenticated:
      return {401, "unauthenticated"};
    case ErrorCode::Forbidden:
      return {403, "forbidden"};
    case ErrorCode::Conflict:
    case ErrorCode::Refused:
      return {409, "conflict"};
    case ErrorCode::Stale:
      return {412, "stale"};
    case ErrorCode::Gone:
      return {410, "gone"};
    case ErrorCode::Held:
      return {423, "held"};
    case ErrorCode::RateLimited:
      return {429, "rate_limited", true};
    case ErrorCode::ProviderFailed:
      return {502, "provider", true};
    case ErrorCode::Unavailable:
      return {503, "unavailable", true};
    case ErrorCode::StorageFull:
      return {507, "storage_full", true};
    case ErrorCode::SchemaMismatch:
      return {503, "schema_mismatch"};
    case ErrorCode::Stalled:
    case ErrorCode::TimedOut:
    case ErrorCode::Cancelled:
      return {504, "deadline", true};
    case ErrorCode::NotAvailable:
      return {501, "not_available"};
    case ErrorCode::UnknownStage:
      return {422, "unknown_stage"};
    case ErrorCode::UnsupportedMedia:
    case ErrorCode::ForbiddenFormat:
      return {415, "unsupported_media_type"};
    case ErrorCode::LimitSize:
      return {413, "too_large"};
    case ErrorCode::InvalidInput:
    case ErrorCode::NegativeCount:
    case ErrorCode::ClicksExceedImpressions:
    case ErrorCode::CurrencyMismatch:
    case ErrorCode::ClockSkew:
    case ErrorCode::DuplicateAd:
    case ErrorCode::UnknownBudgetUnit:
    case ErrorCode::Nan:
    case ErrorCode::ConfigRange:
    case ErrorCode::UnknownKey:
    case ErrorCode::Overflow:
    case ErrorCode::UnusableInput:
    case ErrorCode::EmptyFile:
    case ErrorCode::NoVideoStream:
    case ErrorCode::LimitDuration:
    case ErrorCode::LimitResolution:
    case ErrorCode::LimitMemory:
    case ErrorCode::Truncated:
    case ErrorCode::DecodeFailed:
      break;
  }
  return {422, "invalid"};
}

bool is_about_a_field(int status) { return status == 422 || status == 413 || status == 415; }

}  // namespace

std::string pointer_of(std::string_view where) {
  if (where.empty()) return "";
  std::string pointer = "/";
  for (const char c : where) {
    switch (c) {
      case '.':
      case '[':
        pointer += '/';
        break;
      case ']':
        break;
      case '~':
        pointer += "~0";
        break;
      case '/':
        pointer += "~1";
        break;
      default:
        pointer += c;
    }
  }
  return pointer;
}

http::Problem problem_of(const Error& error) {
  const auto [status, code, retryable] = told(error.code);
  http::Problem problem;
  problem.status = status;
  problem.code = std::string(code);
  problem.retryable = retryable;
  problem.hint = error.hint;
  const bool field = is_about_a_field(status) && !error.where.empty();
  problem.detail = field ? to_string(error) : error.message;
  if (field) {
    problem.errors.push_back(
        {pointer_of(error.where), std::string(to_text(error.code)), error.message, error.hint, {}});
  }
  return problem;
}

http::Problem invalid(std::vector<http::FieldProblem> complaints) {
  http::Problem problem;
  problem.status = 422;
  problem.code = "invalid";
  const auto& first = complaints.front();
  problem.detail = first.pointer.empty() ? "The request " + first.message + "."
                                         : first.pointer + " " + first.message + ".";
  if (complaints.size() > 1) {
    problem.detail = fmt::format("{} are wrong; the first: {}", counted(complaints.size(), "field"),
                                 problem.detail);
  }
  problem.errors = std::move(complaints);
  return problem;
}

http::Problem invalid(const std::vector<Error>& errors) {
  std::vector<http::FieldProblem> complaints;
  for (const auto& error : errors) {
    complaints.push_back(
        {pointer_of(error.where), std::string(to_text(error.code)), error.message, error.hint, {}});
  }
  return invalid(std::move(complaints));
}

}  // namespace gv::api
