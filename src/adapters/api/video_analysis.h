#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/json/value.hpp>

#include "adapters/api/asset_routes.h"
#include "adapters/api/assets.h"
#include "adapters/api/context.h"
#include "adapters/api/jobs.h"
#include "adapters/api/route_info.h"

namespace gv::api {

using AnalysisAsked = AcceptedOr<JobStarted, boost::json::value>;

/// How many requests wait for their analysis: each holds a thread of the pool.
using Waiting = std::shared_ptr<std::atomic<int>>;

struct AnalyzeVideoRequest {
  std::string asset_id;
  std::optional<std::string> profile;                 ///< fast, standard, deep
  std::optional<std::vector<std::string>> analyzers;  ///< of faces, objects, ocr, asr
  std::optional<bool> salvage;                        ///< use what a damaged file still holds
};
BOOST_DESCRIBE_STRUCT(AnalyzeVideoRequest, (), (asset_id, profile, analyzers, salvage))

struct AnalyzeVideo {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/video/analyze",
                                    .scope = app::Scope::Media,
                                    .rate = RateClass::Heavy,
                                    .blocking = true,
                                    .deadline = Millis(45'000),
                                    .summary = "Have a video analysed"};
  AssetServices services;
  Waiting waiting;
  Result<AnalysisAsked> operator()(const Context& context,
                                   const AnalyzeVideoRequest& request) const;
};

struct AnalyzeAssetRequest {
  std::string id;
  std::optional<std::string> profile;
  std::optional<std::vector<std::string>> analyzers;
  std::optional<bool> salvage;
};
BOOST_DESCRIBE_STRUCT(AnalyzeAssetRequest, (), (id, profile, analyzers, salvage))

struct AnalyzeOneAsset {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/assets/{id}/analyze",
                                    .scope = app::Scope::Media,
                                    .rate = RateClass::Heavy,
                                    .blocking = true,
                                    .deadline = Millis(45'000),
                                    .summary = "Have a video analysed"};
  AssetServices services;
  Waiting waiting;
  Result<AnalysisAsked> operator()(const Context& context,
                                   const AnalyzeAssetRequest& request) const;
};

struct ShowAnalysis {
  static constexpr RouteInfo kRoute{.path = "/api/v1/assets/{id}/analysis",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "What was seen and heard in a video"};
  AssetServices services;
  Result<Tagged<boost::json::value>> operator()(const Context& context,
                                                const AssetRequest& request) const;
};

enum class ShotFormat { Csv, Edl, Otio };
BOOST_DESCRIBE_ENUM(ShotFormat, Csv, Edl, Otio)

struct ShotsRequest {
  std::string id;
  std::optional<ShotFormat> format;  ///< csv
};
BOOST_DESCRIBE_STRUCT(ShotsRequest, (), (id, format))

struct ExportShots {
  static constexpr RouteInfo kRoute{.path = "/api/v1/assets/{id}/shots",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "The shots of a video for other programs"};
  AssetServices services;
  Result<http::Response> operator()(const Context& context, const ShotsRequest& request) const;
};

}  // namespace gv::api
