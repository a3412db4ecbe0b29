#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace gv::meta_double {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A request as a server hands it over: header names in lower case, target with its query.
struct Request {
  std::string method;
  std::string target;
  Headers headers;
  std::string body;
  [[nodiscard]] std::string_view header(std::string_view name) const;
  [[nodiscard]] std::string_view path() const;
};

/// What a server does with the answer beside sending it.
enum class Delivery { Normal, Drop, Truncate };

struct Response {
  int status{200};
  Headers headers;
  std::string body;
  Millis delay{0};
  Delivery delivery{Delivery::Normal};
};

}  // namespace gv::meta_double
