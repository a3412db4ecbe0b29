#pragma once

#include <cstdint>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/asset_routes.h"
#include "adapters/api/assets.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"

namespace gv::api {

/// The bytes of an object, or the part of them that a Range asks for, under the type and the entity
/// tag given: never as a page that a browser would run. Errors: those of `ObjectStore::open`.
[[nodiscard]] Result<http::Response> object_response(app::ObjectStore& objects,
                                                     const http::Request& request,
                                                     const std::string& key,
                                                     const std::string& mime,
                                                     const std::string& etag);

struct ShowContent {
  static constexpr RouteInfo kRoute{.path = "/api/v1/assets/{id}/content",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "The bytes of a video or picture"};
  AssetServices services;
  Result<http::Response> operator()(const Context& context, const AssetRequest& request) const;
};

struct ShowPoster {
  static constexpr RouteInfo kRoute{.path = "/api/v1/assets/{id}/poster",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "The picture that stands for a video"};
  AssetServices services;
  Result<http::Response> operator()(const Context& context, const AssetRequest& request) const;
};

struct ThumbRequest {
  std::string id;
  std::int64_t n{1};  ///< from 1, the best picture first
};
BOOST_DESCRIBE_STRUCT(ThumbRequest, (), (id, n))

struct ShowThumb {
  static constexpr RouteInfo kRoute{.path = "/api/v1/assets/{id}/thumbs/{n}",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "One of the best pictures of a video"};
  AssetServices services;
  Result<http::Response> operator()(const Context& context, const ThumbRequest& request) const;
};

}  // namespace gv::api
