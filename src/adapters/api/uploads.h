#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/asset_routes.h"
#include "adapters/api/assets.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"

namespace gv::api {

struct ShowUploadRules {
  static constexpr RouteInfo kRoute{.method = http::Method::Options,
                                    .path = "/api/v1/uploads",
                                    .of_account = false,
                                    .summary = "What the server knows of tus"};
  static constexpr int kStatus = 204;
  Result<http::Response> operator()(const Context& context, const Nothing&) const;
};

struct BeginUpload {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/uploads",
                                    .scope = app::Scope::Media,
                                    .body_bytes_max = 0,
                                    .raw_body = true,
                                    .blocking = true,
                                    .summary = "Begin an upload that may break off"};
  static constexpr int kStatus = 201;
  AssetServices services;
  Result<http::Response> operator()(const Context& context, const Nothing&) const;
};

struct UploadState {
  std::string id;
  std::string name;
  std::int64_t length{0};
  std::int64_t offset{0};
  std::optional<std::string> asset_id;  ///< what became of it
  TimePoint expires_at;
};
BOOST_DESCRIBE_STRUCT(UploadState, (), (id, name, length, offset, asset_id, expires_at))

struct ShowUpload {
  static constexpr RouteInfo kRoute{.path = "/api/v1/uploads/{id}",
                                    .scope = app::Scope::Media,
                                    .blocking = true,
                                    .summary = "How far an upload is"};
  AssetServices services;
  Result<WithHeaders<UploadState>> operator()(const Context& context,
                                              const AssetRequest& request) const;
};

struct ContinueUpload {
  static constexpr RouteInfo kRoute{.method = http::Method::Patch,
                                    .path = "/api/v1/uploads/{id}",
                                    .scope = app::Scope::Media,
                                    .body_bytes_max = 16u << 20,
                                    .raw_body = true,
                                    .blocking = true,
                                    .deadline = Millis(120'000),
                                    .summary = "Send the next bytes of an upload"};
  static constexpr int kStatus = 204;
  AssetServices services;
  Result<std::shared_ptr<http::BodySink>> open(const Context& context) const;
  Result<http::Response> operator()(const Context& context, const AssetRequest& request) const;
};

struct EndUpload {
  static constexpr RouteInfo kRoute{.method = http::Method::Delete,
                                    .path = "/api/v1/uploads/{id}",
                                    .scope = app::Scope::Media,
                                    .blocking = true,
                                    .summary = "Give an upload up"};
  static constexpr int kStatus = 204;
  AssetServices services;
  Result<http::Response> operator()(const Context& context, const AssetRequest& request) const;
};

}  // namespace gv::api
