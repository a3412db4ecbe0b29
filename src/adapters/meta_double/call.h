#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/meta_double/graph_error.h"
#include "adapters/meta_double/request.h"

namespace gv::meta_double {

/// One operation on the graph, however its parameters came: query, form, multipart or JSON. What is
/// named twice counts as the body has it. Lists and objects that came as text are read.
struct Call {
  std::string method;             ///< GET, POST or DELETE; `_method` has been followed
  std::string version;            ///< "v25.0"; empty: none in the path
  std::vector<std::string> path;  ///< segments behind the version
  boost::json::object params;     ///< without the token and its proof
  std::map<std::string, std::string, std::less<>> files;
  std::string token;
  std::string proof;  ///< appsecret_proof
  std::string base;   ///< "http://127.0.0.1:9090", for links to further pages
  std::string if_none_match;

  /// A parameter as text: numbers and truth values as written, lists and objects as JSON. Nothing
  /// when it is absent or null.
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
  [[nodiscard]] const boost::json::value* find(std::string_view name) const;
  /// A whole number, or a text of one. `fallback` when absent; an error for anything else.
  [[nodiscard]] Graph<std::int64_t> whole(std::string_view name, std::int64_t fallback) const;
};

/// Errors: code 100 for a body that is not what its content type says, 2500 for a path that cannot
/// be read. Parser of a stranger's bytes.
[[nodiscard]] Graph<Call> read_call(const Request& request);

/// A whole number from a number or a text of one.
[[nodiscard]] std::optional<std::int64_t> whole_of(const boost::json::value& value);
/// As `Call::text` for one value that is not null.
[[nodiscard]] std::string text_of(const boost::json::value& value);

}  // namespace gv::meta_double
