#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "io/http/headers.h"
#include "io/http/method.h"
#include "io/http/target.h"
#include "io/http/trace.h"

namespace gv::http {

/// Takes a body that is too large to be held in memory. Called on the blocking pool, one call at a
/// time, in order; destroyed without an end when the client goes away in the middle.
class BodySink {
 public:
  virtual ~BodySink() = default;
  /// An error ends the request with 507.
  [[nodiscard]] virtual Result<void> write(std::string_view piece) = 0;
};

/// One request, read whole. Before the body was read (`Route::admit`) `body` is empty.
struct Request {
  Method method{Method::Get};
  Target target;
  Headers headers;
  std::string body;                  ///< empty where the route has a sink
  std::shared_ptr<BodySink> sink{};  ///< has taken the body
  std::string remote_address;        ///< of the connection: "127.0.0.1"
  bool http_1_0{false};              ///< such a client knows no chunks
  bool tls{false};                   ///< came to us through TLS; not: to a proxy before us
  /// What the route's `{name}` segments matched, unescaped, by name.
  std::vector<std::pair<std::string, std::string>> path_values{};
  std::string id{};        ///< echoed as X-Request-Id
  Trace trace{};           ///< echoed as traceparent
  std::stop_token stop{};  ///< requested when the deadline is over or the server ends

  /// What `{name}` matched; empty when the route has no such segment.
  [[nodiscard]] std::string_view path_value(std::string_view name) const {
    for (const auto& [known, value] : path_values) {
      if (known == name) return value;
    }
    return {};
  }
};

}  // namespace gv::http
