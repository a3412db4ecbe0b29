#pragma once

#include <map>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/decision_routes.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

struct ImpactRequest {
  std::optional<TimePoint> from;  ///< 30 days before `to` when absent
  std::optional<TimePoint> to;    ///< now when absent
};
BOOST_DESCRIBE_STRUCT(ImpactRequest, (), (from, to))

/// An estimate with the 5 % and 95 % quantiles of the posteriors it rests on.
struct ImpactEstimate {
  Amount value;
  Amount lower;
  Amount upper;
};
BOOST_DESCRIBE_STRUCT(ImpactEstimate, (), (value, lower, upper))

struct ImpactAnswer {
  TimePoint from;
  TimePoint to;
  std::map<std::string, std::int64_t> actions;  ///< how many of each kind
  Amount budget_moved;                          ///< a day
  ImpactEstimate spend_avoided;                 ///< expected loss of seven days of what is paused
  ImpactEstimate value_gained;                  ///< a day, of what is raised and cut
  std::int64_t applied{0};                      ///< actions that reached a platform
  std::string method;
};
BOOST_DESCRIBE_STRUCT(ImpactAnswer, (),
                      (from, to, actions, budget_moved, spend_avoided, value_gained, applied,
                       method))

/// What the advice of a span of time is worth: of each ad the newest decision that is no preview.
struct ShowImpact {
  static constexpr RouteInfo kRoute{.path = "/api/v1/impact",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "What the advice of a span of time is worth"};
  DecisionServices services;
  Result<ImpactAnswer> operator()(const Context& context, const ImpactRequest& request) const;
};

}  // namespace gv::api
