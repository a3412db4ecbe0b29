#pragma once

#include <string>
#include <vector>

#include "app/ports/conversions.h"
#include "app/ports/revenue_store.h"
#include "core/belief/config.h"
#include "core/belief/records.h"
#include "core/revenue/pipeline_config.h"

namespace gv::app {

/// What one ad is credited of one deal.
struct CreditedDeal {
  std::string ad;    ///< "meta:123"
  std::string deal;  ///< "hubspot:7"
  belief::DealValue value;
};

struct CreditedDealsPorts {
  RevenueStore& revenue;
  Conversions& conversions;
};

/// The account's deals as decisions know them, by ad and deal: those that have come to the stage
/// where deals begin to count, valued as of the transaction's time by the pipeline versions of
/// their events, and split by the credits in force. An ad's credit is its weight times the
/// confidence of the attribution. What nobody is credited with is left out. O(events of the
/// account). Errors: those of the store; InvalidInput for rows that cannot be read.
[[nodiscard]] Result<std::vector<CreditedDeal>> credited_deals(
    Transaction& transaction, const CreditedDealsPorts& ports,
    const revenue::PipelineHistory& history, belief::Mode mode);

}  // namespace gv::app
