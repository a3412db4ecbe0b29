#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/fwd.hpp>

#include "io/http/request.h"
#include "io/http/response.h"

namespace gv::http {

/// One complaint about one member of a request.
struct FieldProblem {
  std::string pointer;  ///< RFC 6901 into the body ("/ads/3/spend"); "" is the body itself
  std::string code;     ///< snake_case, stable
  std::string message;
  std::string hint;
  std::string value;  ///< what came, as short text; empty: left out
};

/// What went wrong, as a client reads it (RFC 9457). `detail` is one sentence a person can act on;
/// never SQL, secrets, stack traces or another account's data.
struct Problem {
  int status{500};
  std::string code{"internal"};  ///< snake_case, stable; `type` is urn:geminivideo:problem:<code>
  std::string detail;
  std::string hint;
  bool retryable{false};
  std::optional<int> retry_after_s;  ///< also sent as Retry-After
  std::string provider;              ///< of 502: who failed
  std::string provider_code;
  std::vector<FieldProblem> errors;
};

/// The problem of a status that says it all: 404, 405, 408, 413, 415, 431, 500, 503, 504.
[[nodiscard]] Problem problem_of(int status);

/// application/problem+json with the request's id and trace.
[[nodiscard]] Response problem_response(const Problem& problem, const Request& request);

}  // namespace gv::http
