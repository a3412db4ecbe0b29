#pragma once

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/revenue_routes.h"
#include "adapters/api/route_info.h"
#include "app/event_feed.h"
#include "io/http/response.h"

namespace gv::api {

struct StreamRequest {
  std::optional<std::string> topics;         ///< "decisions,jobs"; none: all
  std::optional<std::string> last_event_id;  ///< where the header Last-Event-ID cannot be set
};
BOOST_DESCRIBE_STRUCT(StreamRequest, (), (topics, last_event_id))

/// Server-sent events of an account: what its log records, and how its jobs get on.
struct Stream {
  static constexpr RouteInfo kRoute{.path = "/api/v1/stream",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "What happens in an account, as it happens"};
  app::EventFeed& feed;
  ScopeOf scope_of;

  Result<http::Response> operator()(const Context& context, const StreamRequest& request) const;
};

/// What is passed outlives the api.
void add_stream_routes(Api& api, app::EventFeed& feed, ScopeOf scope_of);

}  // namespace gv::api
