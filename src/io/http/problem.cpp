#include "io/http/problem.h"

#include <array>

#include <boost/json/value.hpp>

#include "io/json/serialize.h"

namespace gv::http {
namespace {

struct Known {
  int status;
  std::string_view code;
  std::string_view detail;
  bool retryable;
};

constexpr std::array<Known, 16> kKnown{{
    {400, "malformed", "The request cannot be read.", false},
    {401, "unauthenticated", "Sign in, or send an API key that is valid.", false},
    {403, "forbidden", "This is not permitted with these credentials.", false},
    {404, "not_found", "There is nothing under this path.", false},
    {405, "method_not_allowed", "This path does not take this method.", false},
    {406, "not_acceptable", "The answer is not available in a form you accept.", false},
    {408, "timeout", "The request took too long to arrive.", true},
    {413, "too_large", "The body is larger than this path takes.", false},
    {415, "unsupported_media_type", "Send the body as application/json.", false},
    {431, "headers_too_large", "The request line and headers are too large.", false},
    {500, "internal", "Something went wrong on our side. It has been recorded.", false},
    {502, "provider", "A service that this depends on failed.", true},
    {503, "unavailable", "The server is busy. Try again in a moment.", true},
    {507, "storage_full", "There is no room left to keep this.", true},
    {504, "deadline", "This took too long and was stopped.", true},
    {429, "rate_limited", "Too many requests. Wait before the next one.", true},
}};

boost::json::object to_json(const FieldProblem& error) {
  boost::json::object out{
      {"pointer", error.pointer}, {"code", error.code}, {"message", error.message}};
  if (!error.hint.empty()) out["hint"] = error.hint;
  if (!error.value.empty()) out["value"] = error.value;
  return out;
}

}  // namespace

Problem problem_of(int status) {
  Problem problem;
  problem.status = status;
  for (const auto& known : kKnown) {
    if (known.status != status) continue;
    problem.code = std::string(known.code);
    problem.detail = std::string(known.detail);
    problem.retryable = known.retryable;
  }
  return problem;
}

Response problem_response(const Problem& problem, const Request& request) {
  boost::json::object body{{"type", "urn:geminivideo:problem:" + problem.code},
                           {"title", reason_phrase(problem.status)},
                           {"status", problem.status},
                           {"detail", problem.detail},
                           {"instance", request.id},
                           {"code", problem.code},
                           {"trace_id", request.trace.trace_id},
                           {"retryable", problem.retryable}};
  if (!problem.hint.empty()) body["hint"] = problem.hint;
  if (!problem.provider.empty()) body["provider"] = problem.provider;
  if (!problem.provider_code.empty()) body["provider_code"] = problem.provider_code;
  if (!problem.errors.empty()) {
    boost::json::array errors;
    for (const auto& error : problem.errors) errors.push_back(to_json(error));
    body["errors"] = std::move(errors);
  }
  auto response =
      text_response(problem.status, "application/problem+json", json::compact(std::move(body)));
  response.headers.add("Cache-Control", "no-store");
  if (problem.status == 401) response.headers.add("WWW-Authenticate", "Bearer");
  if (problem.retry_after_s) {
    response.headers.add("Retry-After", std::to_string(*problem.retry_after_s));
  }
  return response;
}

}  // namespace gv::http
