#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/campaign_routes.h"
#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/fatigue.h"
#include "adapters/api/figures.h"
#include "adapters/api/route_info.h"

namespace gv::api {

/// How worn out an ad was at the end of one day, by what is known of its days now.
struct WearDay {
  TimePoint at;  ///< where the day begins, UTC
  WearStatus status{WearStatus::InsufficientData};
  std::int64_t severity{0};  ///< 0 ... 4
  double confidence{0.0};
  std::optional<double> days_until_critical;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(WearDay, (), (at, status, severity, confidence, days_until_critical, reason))

struct WearRequest : SpanRequest {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(WearRequest, (SpanRequest), (id))

/// The ad alone: what the account's prices did on the same days is not set against it.
struct ListWearDays {
  static constexpr RouteInfo kRoute{.path = "/api/v1/ads/{id}/fatigue",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "How worn out an ad was, by day, oldest first"};
  CampaignServices services;
  Result<Collection<WearDay>> operator()(const Context& context, const WearRequest& request) const;
};

}  // namespace gv::api
