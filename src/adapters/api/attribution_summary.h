#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/tracking_routes.h"

namespace gv::api {

struct AttributionSummaryRequest {
  std::optional<TimePoint> from;  ///< 28 days before `to` when absent
  std::optional<TimePoint> to;    ///< left out itself; just after now when absent
};
BOOST_DESCRIBE_STRUCT(AttributionSummaryRequest, (), (from, to))

struct LagBucketLine {
  std::optional<double> hours_max;  ///< none: the last one, without an end
  std::int64_t conversions{0};
};
BOOST_DESCRIBE_STRUCT(LagBucketLine, (), (hours_max, conversions))

struct LagsLine {
  std::int64_t conversions{0};  ///< that were found by a click
  std::optional<double> median_hours;
  std::optional<double> p90_hours;
  std::vector<LagBucketLine> buckets;  ///< ascending
};
BOOST_DESCRIBE_STRUCT(LagsLine, (), (conversions, median_hours, p90_hours, buckets))

/// What each layer said of conversions that no ad was found for.
struct MissedLine {
  std::string layer_1;
  std::string layer_2;
  std::string layer_3;
  std::int64_t conversions{0};
};
BOOST_DESCRIBE_STRUCT(MissedLine, (), (layer_1, layer_2, layer_3, conversions))

struct AttributionSummaryAnswer {
  TimePoint from;
  TimePoint to;
  LagsLine lags;
  std::vector<MissedLine> missed;  ///< the most frequent first
};
BOOST_DESCRIBE_STRUCT(AttributionSummaryAnswer, (), (from, to, lags, missed))

struct SummariseAttribution {
  static constexpr RouteInfo kRoute{
      .path = "/api/v1/attribution/summary",
      .scope = app::Scope::Read,
      .rate = RateClass::Heavy,
      .blocking = true,
      .summary = "How long conversions took, and why some found no ad"};
  TrackingServices services;
  Result<AttributionSummaryAnswer> operator()(const Context& context,
                                              const AttributionSummaryRequest& request) const;
};

}  // namespace gv::api
