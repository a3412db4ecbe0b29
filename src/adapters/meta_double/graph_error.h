#pragma once

#include <string>
#include <string_view>

#include <boost/json/value.hpp>
#include <tl/expected.hpp>

namespace gv::meta_double {

/// A refusal in the terms of the Graph API.
struct GraphError {
  int status{400};
  int code{1};
  int subcode{0};  ///< 0: none
  std::string message;
  std::string user_message;
  bool transient{false};
  boost::json::object data;  ///< `error_data`, empty: none
};

template <class T>
using Graph = tl::expected<T, GraphError>;

/// Code 100 that blames one field.
[[nodiscard]] GraphError bad_parameter(std::string_view field, std::string_view message,
                                       int subcode = 0);
/// Code 100 with subcode 33: there is no such object, or the token may not see it.
[[nodiscard]] GraphError no_object(std::string_view id);

/// {"error": {...}} with the trace id that the caller counts.
[[nodiscard]] boost::json::object error_body(const GraphError& error, std::string_view trace_id);

}  // namespace gv::meta_double
