#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/revenue_routes.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

struct DealRequest {
  std::string id;  ///< "hubspot:123"; "123" is HubSpot's too
};
BOOST_DESCRIBE_STRUCT(DealRequest, (), (id))

/// What one ad is given of an entry; "unattributed" is nobody's.
struct AllocationLine {
  std::string ad_id;
  Amount amount;
  std::string method;      ///< how the ad was found: "url_param", ...
  double confidence{0.0};  ///< in that, in [0, 1]
};
BOOST_DESCRIBE_STRUCT(AllocationLine, (), (ad_id, amount, method, confidence))

struct LedgerLine {
  std::string entry_id;
  std::int64_t seq{0};
  std::string event_key;
  std::string kind;
  Amount delta;
  Amount target;  ///< of the deal right after the event, as known when posted
  std::optional<std::string> stage;
  std::int64_t config_version{0};
  double confidence{0.0};
  bool adjustment{false};
  TimePoint occurred_at;
  TimePoint posted_at;
  std::string reason;
  std::vector<AllocationLine> allocations;  ///< sum to delta
};
BOOST_DESCRIBE_STRUCT(LedgerLine, (),
                      (entry_id, seq, event_key, kind, delta, target, stage, config_version,
                       confidence, adjustment, occurred_at, posted_at, reason, allocations))

struct DealLedgerAnswer {
  std::string deal_id;
  std::string crm;
  std::optional<std::string> stage;
  std::optional<Amount> amount;  ///< null when unknown, or told in another currency
  Amount balance;                ///< what the entries sum to
  std::vector<std::string> flags;
  std::vector<LedgerLine> entries;
  TimePoint updated_at;
};
BOOST_DESCRIBE_STRUCT(DealLedgerAnswer, (),
                      (deal_id, crm, stage, amount, balance, flags, entries, updated_at))

struct ShowDealLedger {
  static constexpr RouteInfo kRoute{
      .path = "/api/v1/deals/{id}/ledger",
      .scope = app::Scope::Read,
      .blocking = true,
      .summary = "What a deal earned, posting by posting",
  };
  RevenueServices services;

  Result<DealLedgerAnswer> operator()(const Context& context, const DealRequest& request) const;
};

}  // namespace gv::api
