#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/tracking_routes.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

class Binder;

struct CrmValuesRequest {
  std::map<std::string, Amount> ad_performances;  ///< by ad, bare or "<platform>:<id>"
};
BOOST_DESCRIBE_STRUCT(CrmValuesRequest, (), (ad_performances))
void check(const CrmValuesRequest& request, Binder& binder);

struct CrmValuesAnswer {
  std::string status;  ///< "ok"
  std::int64_t updated_ads{0};
  std::int64_t total_received{0};
  std::vector<std::string> unknown_ads;
};
BOOST_DESCRIBE_STRUCT(CrmValuesAnswer, (), (status, updated_ads, total_received, unknown_ads))

/// What the CRM says each ad's deals are worth in total. Replaces, does not add.
struct IngestCrmData {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/ingest-crm-data",
                                    .twin = "/api/v1/ingest-crm-data",
                                    .scope = app::Scope::Ingest,
                                    .rate = RateClass::Ingest,
                                    .body_bytes_max = 8u << 20,
                                    .blocking = true,
                                    .summary = "Set what ads are worth by the CRM"};
  TrackingServices services;
  Result<CrmValuesAnswer> operator()(const Context& context, const CrmValuesRequest& request) const;
};

}  // namespace gv::api
