#pragma once

#include <optional>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/publish_routes.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

enum class CreativeState { Draft, Approved };
BOOST_DESCRIBE_ENUM(CreativeState, Draft, Approved)

struct CreativeBody {
  std::string asset_id;  ///< of a video
  std::string name;
  std::string message;
  std::string headline;
  std::string link;
  std::string call_to_action;
  std::optional<std::string> youtube_video_id;
};
BOOST_DESCRIBE_STRUCT(CreativeBody, (),
                      (asset_id, name, message, headline, link, call_to_action, youtube_video_id))
void check(const CreativeBody& body, Binder& binder);

struct CreativeLine {
  std::string id;
  std::string asset_id;
  std::string name;
  std::string message;
  std::string headline;
  std::string link;
  std::string call_to_action;
  std::optional<std::string> youtube_video_id;
  CreativeState status{CreativeState::Draft};
  std::string created_by;
  TimePoint created_at;
  std::optional<std::string> approved_by;
  std::optional<TimePoint> approved_at;
};
BOOST_DESCRIBE_STRUCT(CreativeLine, (),
                      (id, asset_id, name, message, headline, link, call_to_action,
                       youtube_video_id, status, created_by, created_at, approved_by, approved_at))

struct ListCreativesRequest : PageRequest {
  std::optional<CreativeState> status;
};
BOOST_DESCRIBE_STRUCT(ListCreativesRequest, (PageRequest), (status))

struct CreativeIdRequest {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(CreativeIdRequest, (), (id))

struct CreateCreative {
  static constexpr RouteInfo kRoute{
      .method = http::Method::Post,
      .path = "/api/v1/creatives",
      .scope = app::Scope::Publish,
      .blocking = true,
      .summary = "Make a creative of a video and the words beside it"};
  PublishServices services;
  Result<Created<CreativeLine>> operator()(const Context& context, const CreativeBody& body) const;
};

struct ListCreatives {
  static constexpr RouteInfo kRoute{.path = "/api/v1/creatives",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Creatives, newest first"};
  PublishServices services;
  Result<Collection<CreativeLine>> operator()(const Context& context,
                                              const ListCreativesRequest& request) const;
};

struct ShowCreative {
  static constexpr RouteInfo kRoute{.path = "/api/v1/creatives/{id}",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "One creative"};
  PublishServices services;
  Result<CreativeLine> operator()(const Context& context, const CreativeIdRequest& request) const;
};

struct ApproveCreative {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/creatives/{id}/approve",
                                    .scope = app::Scope::Approve,
                                    .blocking = true,
                                    .summary = "Let a creative be published"};
  PublishServices services;
  Result<CreativeLine> operator()(const Context& context, const CreativeIdRequest& request) const;
};

}  // namespace gv::api
