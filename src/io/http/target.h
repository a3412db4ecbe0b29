#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace gv::http {

/// "a%20b" -> "a b". Nothing for a broken escape, one of a NUL byte, or what is no UTF-8 then. '+'
/// stays as it is.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text);

/// What a request line asks for. Path segments stay escaped until a route has taken them apart, so
/// that an escaped '/' cannot become a separator.
struct Target {
  std::string path;                                        ///< begins with '/', escaped as it came
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded, '+' is a blank, in order
  std::string text{};  ///< path and query as they came: what senders sign

  /// The first value of a query parameter.
  [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
};

/// Takes a request target in origin form ("/a/b?x=1&y=2") apart; '*' and absolute forms are
/// refused, this server is no proxy. Errors: InvalidInput.
[[nodiscard]] Result<Target> parse_target(std::string_view text);

}  // namespace gv::http
