#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/api/admission.h"
#include "adapters/api/context.h"
#include "adapters/api/cors.h"
#include "adapters/api/limits.h"
#include "adapters/api/problems.h"
#include "adapters/api/route_info.h"
#include "app/ports/idempotency.h"
#include "base/time.h"
#include "io/http/router.h"
#include "io/json/json.h"

namespace gv::api {

class KeyedCalls;

/// What a request brings: the members of its body, or its query as text, and what the path names.
class Input {
 public:
  /// Errors: a problem of 400 for a body that is no JSON, 415 for one of another type.
  static tl::expected<Input, http::Problem> read(const http::Request& request);
  /// What the path names alone. No errors.
  static tl::expected<Input, http::Problem> without_body(const http::Request& request);

  [[nodiscard]] const boost::json::value& members() const { return *document_.root; }
  [[nodiscard]] const json::LongNumbers& long_numbers() const { return document_.long_numbers; }
  [[nodiscard]] bool from_text() const { return from_text_; }
  [[nodiscard]] const boost::json::object& path_members() const { return path_members_; }

 private:
  json::ExactDocument document_;
  boost::json::object path_members_;
  bool from_text_{false};
};

/// The types of an endpoint, as JSON Schema; made when asked for.
struct EndpointShape {
  int status{200};
  std::function<boost::json::object(Family)> request;
  std::function<boost::json::object(Family)> answer;  ///< empty: no JSON answer
};

/// One route as served, for the contract with api/openapi.yaml.
struct ServedRoute {
  RouteInfo info;
  std::string path;  ///< of the two of `info`
  Family family{Family::Fixed};
  EndpointShape shape;
};

[[nodiscard]] http::Response json_response(int status, const boost::json::value& body);

/// Everything that is served under our own paths. Endpoints are added by `add` (endpoint.h); the
/// router is then handed to a server. Dependencies outlive it.
class Api {
 public:
  Api(app::Authenticator& authenticator, const app::AccountDirectory& accounts, const Clock& clock,
      const RateLimits& limits = {})
      : admission_(authenticator, accounts), clock_(clock), limits_(limits) {}
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  /// POST requests of an account may bring an Idempotency-Key from now on. What is passed outlives
  /// the api.
  void keep_answers(app::Store& store, app::IdempotencyKeys& keys);

  /// Pages of other sites may call from now on, where accounts let them; before the first `add`.
  void allow_origins(const app::ForeignOrigins& origins);

  using Call = std::function<http::Response(const Context&, const Input&)>;
  /// Opens what takes a body that is too large for memory, once it is known who sends it.
  using Open = std::function<Result<std::shared_ptr<http::BodySink>>(const Context&)>;
  /// `open` goes with `raw_body`.
  void add(const RouteInfo& info, EndpointShape shape, Call call, Open open = {});

  [[nodiscard]] http::Router& router() { return router_; }
  [[nodiscard]] const std::vector<ServedRoute>& served() const { return served_; }
  [[nodiscard]] const RateLimits& limits() const { return limits_; }

 private:
  void add_path(const RouteInfo& info, std::string_view path, EndpointShape shape, Call call,
                Open open);
  http::Response answer(const RouteInfo& info, Family family, const Call& call,
                        const http::Request& request);
  http::Response answer(const RouteInfo& info, Family family, const Call& call,
                        const http::Request& request,
                        const std::optional<app::Principal>& principal) const;
  http::Response answer_keyed(const RouteInfo& info, const Call& call, const Context& context,
                              const Input& input) const;
  [[nodiscard]] bool is_keyed(const RouteInfo& info, const http::Request& request) const;
  tl::expected<std::shared_ptr<http::BodySink>, http::Problem> open(
      const RouteInfo& info, Family family, const Open& open, const http::Request& request) const;
  tl::expected<Context, http::Problem> context_of(const RouteInfo& info, Family family,
                                                  const http::Request& request,
                                                  const std::optional<app::Principal>& principal,
                                                  const json::Value* body) const;

  Admission admission_;
  const Clock& clock_;
  const RateLimits limits_;
  http::RateLimiter limiter_;
  http::Router router_;
  std::vector<ServedRoute> served_;
  std::shared_ptr<const KeyedCalls> keyed_;
  std::optional<Cors> cors_;
};

}  // namespace gv::api
