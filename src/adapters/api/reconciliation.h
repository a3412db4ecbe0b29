#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/tracking_routes.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

struct ReconciliationRequest {
  TimePoint from;
  TimePoint to;  ///< the first day that is left out
};
BOOST_DESCRIBE_STRUCT(ReconciliationRequest, (), (from, to))

struct GapLine {
  std::string cause;  ///< "window", "view_through", ..., "untracked"
  Amount amount;
};
BOOST_DESCRIBE_STRUCT(GapLine, (), (cause, amount))

struct ReconciliationLine {
  std::string day;  ///< "2025-01-31", UTC
  std::string ad_id;
  std::optional<std::string> ad_name;  ///< as its platform has it; none: it is not known there
  Amount platform;
  Amount tracked;
  Amount crm;
  Amount cash;
  std::vector<GapLine> platform_minus_tracked;
  std::vector<GapLine> crm_minus_tracked;
  std::vector<GapLine> crm_minus_cash;
};
BOOST_DESCRIBE_STRUCT(ReconciliationLine, (),
                      (day, ad_id, ad_name, platform, tracked, crm, cash, platform_minus_tracked,
                       crm_minus_tracked, crm_minus_cash))

struct ReconciliationAnswer {
  std::vector<ReconciliationLine> days;
};
BOOST_DESCRIBE_STRUCT(ReconciliationAnswer, (), (days))

/// The gaps of a pair sum to its difference exactly.
struct Reconcile {
  static constexpr RouteInfo kRoute{
      .path = "/api/v1/reconciliation",
      .scope = app::Scope::Read,
      .rate = RateClass::Heavy,
      .blocking = true,
      .summary = "What platforms report, what was tracked, sold and paid, and why they differ"};
  TrackingServices services;
  Result<ReconciliationAnswer> operator()(const Context& context,
                                          const ReconciliationRequest& request) const;
};

}  // namespace gv::api
