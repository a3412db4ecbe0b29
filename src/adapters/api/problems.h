#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "io/http/problem.h"

namespace gv::api {

/// "ads[3].spend" -> "/ads/3/spend": the place an `Error` names, as RFC 6901 has it.
[[nodiscard]] std::string pointer_of(std::string_view where);

/// How an `Error` of the core or a port is told to a client: status by its code, the field it names
/// in `errors`.
[[nodiscard]] http::Problem problem_of(const Error& error);

/// 422 with every complaint about the body.
[[nodiscard]] http::Problem invalid(std::vector<http::FieldProblem> complaints);
/// The same of errors whose `where` names the field. There is at least one.
[[nodiscard]] http::Problem invalid(const std::vector<Error>& errors);

}  // namespace gv::api
