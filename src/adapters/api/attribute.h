#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/tracking_routes.h"
#include "adapters/api/visitor.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

struct AttributeRequest {
  std::string conversion_id;  ///< "deal:<crm>:<id>" is a deal of a CRM
  std::string conversion_type;
  Amount conversion_value;
  TimePoint conversion_timestamp;
  std::optional<std::string> click_id;
  std::optional<std::string> fbclid;
  std::optional<std::string> gclid;
  std::optional<std::string> gbraid;
  std::optional<std::string> wbraid;
  std::optional<std::string> ttclid;
  std::optional<std::string> msclkid;
  std::optional<std::string> fbc;
  std::optional<std::string> ad_id;
  std::optional<std::string> fingerprint_hash;
  std::optional<std::string> ip_address;
  std::optional<std::string> user_agent;
  std::optional<std::string> email;
  std::optional<std::string> phone;
  std::optional<ConsentPart> consent;  ///< told: what it refuses is not used
};
BOOST_DESCRIBE_STRUCT(AttributeRequest, (),
                      (conversion_id, conversion_type, conversion_value, conversion_timestamp,
                       click_id, fbclid, gclid, gbraid, wbraid, ttclid, msclkid, fbc, ad_id,
                       fingerprint_hash, ip_address, user_agent, email, phone, consent))

struct CandidateLine {
  std::string click_id;
  std::string ad_id;
  double score{0.0};  ///< in [0, 1]
};
BOOST_DESCRIBE_STRUCT(CandidateLine, (), (click_id, ad_id, score))

struct AttributionAnswer {
  bool success{false};
  std::optional<std::string> attributed_click_id;
  std::optional<std::string> ad_id;
  std::optional<std::string> campaign_id;
  std::string attribution_method;  ///< "url_param", ..., "unattributed"
  double attribution_confidence{0.0};
  std::optional<double> attribution_window_hours;
  std::string layer_1_result;
  std::string layer_2_result;
  std::string layer_3_result;
  std::vector<CandidateLine> candidates;  ///< at most 5, best first
  std::string reason;
  std::string model_version;
};
BOOST_DESCRIBE_STRUCT(AttributionAnswer, (),
                      (success, attributed_click_id, ad_id, campaign_id, attribution_method,
                       attribution_confidence, attribution_window_hours, layer_1_result,
                       layer_2_result, layer_3_result, candidates, reason, model_version))

[[nodiscard]] AttributionAnswer answer_of(const attribution::Attribution& found);

/// Which ad a conversion came from. Decides it once: told again, it answers the same.
struct AttributeConversion {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/attribution/attribute",
                                    .twin = "/api/v1/attribution/attribute-conversion",
                                    .scope = app::Scope::Ingest,
                                    .rate = RateClass::Ingest,
                                    .blocking = true,
                                    .summary = "Find the ad of a conversion and credit it"};
  TrackingServices services;
  Result<AttributionAnswer> operator()(const Context& context,
                                       const AttributeRequest& request) const;
};

}  // namespace gv::api
