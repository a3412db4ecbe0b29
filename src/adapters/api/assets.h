#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/json/value.hpp>

#include "adapters/api/asset_routes.h"
#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

enum class AssetState { Ready, Rejected };
BOOST_DESCRIBE_ENUM(AssetState, Ready, Rejected)

enum class AssetKind { Video, Image };
BOOST_DESCRIBE_ENUM(AssetKind, Video, Image)

struct UploadAnswer {
  std::string asset_id;
  std::string video_id;  ///< the same
  AssetState status{AssetState::Ready};
  std::string sha256;
  bool duplicate{false};             ///< the account had this file already
  std::optional<std::string> error;  ///< why it was rejected
};
BOOST_DESCRIBE_STRUCT(UploadAnswer, (), (asset_id, video_id, status, sha256, duplicate, error))

struct UploadAsset {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/videos/upload",
                                    .twin = "/api/v1/assets",
                                    .scope = app::Scope::Media,
                                    .body_bytes_max = (512u << 20) + (64u << 10),
                                    .raw_body = true,
                                    .blocking = true,
                                    .deadline = Millis(120'000),
                                    .summary = "Upload a video as a form"};
  AssetServices services;
  Result<std::shared_ptr<http::BodySink>> open(const Context& context) const;
  Result<Created<UploadAnswer>> operator()(const Context& context, const Nothing&) const;
};

struct AssetLine {
  std::string id;
  std::string name;
  std::string kind;
  std::string mime;
  std::int64_t size_bytes{0};
  std::string sha256;
  AssetState status{AssetState::Ready};
  std::optional<std::string> error;
  std::optional<double> duration_s;
  std::optional<std::int64_t> width;
  std::optional<std::int64_t> height;
  std::optional<double> fps;
  std::optional<std::string> video_codec;
  std::optional<std::string> audio_codec;
  TimePoint created_at;
  std::optional<std::string> content_url;  ///< none when it was rejected
  std::optional<std::string> poster_url;
};
BOOST_DESCRIBE_STRUCT(AssetLine, (),
                      (id, name, kind, mime, size_bytes, sha256, status, error, duration_s, width,
                       height, fps, video_codec, audio_codec, created_at, content_url, poster_url))

struct ListAssetsRequest : PageRequest {
  std::optional<std::string> q;  ///< part of the name
  std::optional<AssetState> status;
  std::optional<AssetKind> kind;
};
BOOST_DESCRIBE_STRUCT(ListAssetsRequest, (PageRequest), (q, status, kind))

struct ListAssets {
  static constexpr RouteInfo kRoute{.path = "/api/v1/assets",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Videos and pictures, newest first"};
  AssetServices services;
  Result<Collection<AssetLine>> operator()(const Context& context,
                                           const ListAssetsRequest& request) const;
};

struct AssetsAnswer {
  std::vector<AssetLine> assets;
  std::int64_t count{0};  ///< of all that the filters let pass
  std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(AssetsAnswer, (), (assets, count, next_cursor))

struct ListAssetsFixed {
  static constexpr RouteInfo kRoute{.path = "/assets",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Videos and pictures, newest first"};
  AssetServices services;
  Result<AssetsAnswer> operator()(const Context& context, const ListAssetsRequest& request) const;
};

struct AssetRequest {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(AssetRequest, (), (id))

struct ShowAsset {
  static constexpr RouteInfo kRoute{.path = "/assets/{id}",
                                    .twin = "/api/v1/assets/{id}",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "One video or picture"};
  AssetServices services;
  Result<AssetLine> operator()(const Context& context, const AssetRequest& request) const;
};

struct RemoveAsset {
  static constexpr RouteInfo kRoute{.method = http::Method::Delete,
                                    .path = "/assets/{id}",
                                    .twin = "/api/v1/assets/{id}",
                                    .scope = app::Scope::Media,
                                    .blocking = true,
                                    .summary = "Delete a video or picture with its analyses"};
  AssetServices services;
  Result<NoContent> operator()(const Context& context, const AssetRequest& request) const;
};

struct ClipLine {
  std::string id;
  double start{0.0};  ///< s
  double end{0.0};
  double score{0.0};     ///< [0, 1]
  std::int64_t rank{0};  ///< 1 is the best
  boost::json::value features;
  std::optional<std::string> thumbnail_url;
};
BOOST_DESCRIBE_STRUCT(ClipLine, (), (id, start, end, score, rank, features, thumbnail_url))

struct ClipsAnswer {
  std::string asset_id;
  std::vector<ClipLine> clips;
};
BOOST_DESCRIBE_STRUCT(ClipsAnswer, (), (asset_id, clips))

struct ClipsRequest {
  std::string id;
  std::optional<bool> ranked;  ///< by rank; else by start
};
BOOST_DESCRIBE_STRUCT(ClipsRequest, (), (id, ranked))

struct ListClips {
  static constexpr RouteInfo kRoute{.path = "/assets/{id}/clips",
                                    .twin = "/api/v1/assets/{id}/clips",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "The stretches of a video that can stand alone"};
  AssetServices services;
  Result<ClipsAnswer> operator()(const Context& context, const ClipsRequest& request) const;
};

}  // namespace gv::api
