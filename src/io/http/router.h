#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "base/time.h"
#include "io/http/request.h"
#include "io/http/response.h"

namespace gv::http {

/// One method on one path, and what the server has to know before it calls it.
struct Route {
  Method method{Method::Get};
  /// "/api/v1/jobs/{id}": a segment in braces matches any one segment that is not empty. Case and
  /// a trailing slash count.
  std::string pattern;
  std::string label;                     ///< what log and metrics call it; empty: the pattern
  std::size_t body_bytes_max{1u << 20};  ///< above: 413, before the body is read
  Millis deadline{30'000};               ///< of the handler on the pool; then 504
  /// Asked with the head alone, on the input/output thread: an answer here is sent instead of
  /// reading the body. Must not block. Empty: nothing to object.
  std::function<std::optional<Response>(const Request&)> admit;
  /// Opens what takes the body instead of `Request::body`, on the pool, before it is read; or says
  /// why not. Empty: the body is held in memory.
  std::function<tl::expected<std::shared_ptr<BodySink>, Response>(const Request&)> sink;
  /// Whether `handle` may block for this request and so runs on the pool. Empty: never.
  std::function<bool(const Request&)> may_block;
  /// Exceptions become a 500. Called from several threads at once.
  std::function<Response(const Request&)> handle;
};

/// What a path and a method lead to.
struct Match {
  const Route* route{nullptr};  ///< null: 404, or 405 when `allow` is not empty
  std::string_view allow;       ///< methods of the path, "GET, HEAD, OPTIONS"; empty: no such path
  std::vector<std::pair<std::string, std::string>> path_values;
};

/// All routes of a server, immutable once it serves. HEAD is answered by GET's route, OPTIONS by
/// the server. A literal segment wins over one in braces, where both lead to a route.
class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  /// Bug: the same method and pattern twice, or two names for one segment in braces.
  void add(Route route);
  /// What answers GET on paths that no route has (the dashboard's own paths).
  void set_fallback(Route route);

  /// Called with every answer to OPTIONS, on the input/output thread: adds what the head alone
  /// tells. Must not block.
  void on_options(std::function<void(const Request&, std::string_view allow, Response&)> told) {
    told_ = std::move(told);
  }
  /// 204 with `Allow`, and what `on_options` adds.
  [[nodiscard]] Response options(const Request& request, std::string_view allow) const;

  /// O(segments). `path` as it came, escaped.
  [[nodiscard]] Match match(Method method, std::string_view path) const;
  /// In the order they were added.
  [[nodiscard]] std::vector<const Route*> routes() const;

 private:
  struct Node;
  static const Node* find(const Node& node, std::span<const std::string> segments, Match& match);

  std::unique_ptr<Node> root_;
  std::vector<std::unique_ptr<Route>> routes_;
  std::unique_ptr<Route> fallback_;
  std::function<void(const Request&, std::string_view, Response&)> told_;
};

}  // namespace gv::http
