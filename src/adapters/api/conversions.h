#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/attribute.h"
#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/tracking_routes.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

struct ConversionLine {
  std::string conversion_id;
  std::string conversion_type;
  std::optional<Amount> conversion_value;
  TimePoint conversion_timestamp;
  std::string ad_id;                   ///< that has the largest share now; "unattributed" for none
  std::optional<std::string> ad_name;  ///< as its platform has it; none: it is not known there
  std::string attribution_method;
  double attribution_confidence{0.0};
  bool overridden{false};              ///< a person said so
  std::optional<std::string> deal_id;  ///< "hubspot:123", of the deal that holds its money
  std::optional<TimePoint> attributed_at;
};
BOOST_DESCRIBE_STRUCT(ConversionLine, (),
                      (conversion_id, conversion_type, conversion_value, conversion_timestamp,
                       ad_id, ad_name, attribution_method, attribution_confidence, overridden,
                       deal_id, attributed_at))

/// An ad's part of a conversion: numerator / denominator exactly, `share` for reading.
struct CreditLine {
  std::string ad_id;
  std::int64_t numerator{0};
  std::int64_t denominator{1};
  double share{0.0};
};
BOOST_DESCRIBE_STRUCT(CreditLine, (), (ad_id, numerator, denominator, share))

struct CreditSetLine {
  std::int64_t seq{0};
  TimePoint at;
  std::string origin;  ///< "first", "late", "weights", "override"
  std::string model;
  std::string method;
  double confidence{0.0};
  std::vector<CreditLine> credits;
  std::optional<std::string> actor;  ///< of an override
  std::string reason;
  std::int64_t config_version{0};
};
BOOST_DESCRIBE_STRUCT(CreditSetLine, (),
                      (seq, at, origin, model, method, confidence, credits, actor, reason,
                       config_version))

struct ConversionAnswer {
  ConversionLine conversion;
  std::vector<CreditSetLine> credit_sets;     ///< the last one holds
  std::optional<AttributionAnswer> evidence;  ///< of the last automatic set
};
BOOST_DESCRIBE_STRUCT(ConversionAnswer, (), (conversion, credit_sets, evidence))

struct TouchLine {
  TimePoint at;
  std::string ad_id;
  std::optional<std::string> ad_name;
  std::string campaign_id;
  std::string click_id;
};
BOOST_DESCRIBE_STRUCT(TouchLine, (), (at, ad_id, ad_name, campaign_id, click_id))

struct ModelLine {
  std::string model;
  bool insufficient_data{false};  ///< answered by "linear"
  std::vector<CreditLine> credits;
};
BOOST_DESCRIBE_STRUCT(ModelLine, (), (model, insufficient_data, credits))

struct ConversionPathAnswer {
  std::string conversion_id;
  std::vector<TouchLine> touches;  ///< oldest first
  std::vector<ModelLine> models;
};
BOOST_DESCRIBE_STRUCT(ConversionPathAnswer, (), (conversion_id, touches, models))

struct ConversionRequest {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(ConversionRequest, (), (id))

struct ListConversionsRequest : PageRequest {};
BOOST_DESCRIBE_STRUCT(ListConversionsRequest, (PageRequest), ())

struct OverrideRequest {
  std::string id;
  std::string ad_id;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(OverrideRequest, (), (id, ad_id, reason))

struct ListConversions {
  static constexpr RouteInfo kRoute{.path = "/api/v1/conversions",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Conversions, newest first"};
  TrackingServices services;
  Result<Collection<ConversionLine>> operator()(const Context& context,
                                                const ListConversionsRequest& request) const;
};

struct ShowConversion {
  static constexpr RouteInfo kRoute{.path = "/api/v1/conversions/{id}",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "One conversion, its credits and their evidence"};
  TrackingServices services;
  Result<ConversionAnswer> operator()(const Context& context,
                                      const ConversionRequest& request) const;
};

struct ShowConversionPath {
  static constexpr RouteInfo kRoute{.path = "/api/v1/conversions/{id}/path",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "The way to a conversion, and each model's credit"};
  TrackingServices services;
  Result<ConversionPathAnswer> operator()(const Context& context,
                                          const ConversionRequest& request) const;
};

/// A new set of credits; the ones before it stay readable.
struct OverrideConversion {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/conversions/{id}/override",
                                    .scope = app::Scope::Approve,
                                    .blocking = true,
                                    .summary = "Say which ad earned a conversion"};
  TrackingServices services;
  Result<ConversionAnswer> operator()(const Context& context, const OverrideRequest& request) const;
};

}  // namespace gv::api
