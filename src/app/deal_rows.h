#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/ports/revenue_store.h"
#include "base/ids.h"
#include "base/result.h"
#include "core/attribution/credits.h"
#include "core/revenue/ledger.h"

/// Rows of the store as the core's types, and back.
namespace gv::app {

/// The events the ledger knows; rows of other types ("association") are left out.
/// Errors: InvalidInput, for a currency that does not exist.
[[nodiscard]] Result<std::vector<revenue::DealEvent>> events_in(const AccountId& account,
                                                                std::span<const CrmEvent> rows);

/// What was posted so far. `deal` tells when it was folded last and whom it was credited to.
/// Errors: InvalidInput.
[[nodiscard]] Result<revenue::DealLedger> ledger_in(const AccountId& account,
                                                    std::span<const LedgerPosting> rows,
                                                    const std::optional<CrmDeal>& deal);

/// `credits`: the set that the entry's allocations follow; null before the first.
[[nodiscard]] LedgerPosting posting_of(const revenue::LedgerEntry& entry,
                                       const attribution::CreditSet* credits);

/// The state of an event's row after a fold: "folded", or what holds it back or is wrong with it.
[[nodiscard]] std::string_view state_after(const revenue::FoldStep& step);

/// The deal as `fold` leaves it; what the fold does not tell is kept from `before`.
[[nodiscard]] CrmDeal deal_after(const revenue::PipelineHistory& history,
                                 const revenue::DealFold& fold, CrmDeal before);

}  // namespace gv::app
