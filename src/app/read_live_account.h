#pragma once

#include "app/live_account.h"
#include "app/ports/ad_changes.h"
#include "app/ports/ad_policies.h"
#include "app/ports/decisions.h"
#include "app/ports/execution_ledger.h"
#include "app/ports/holds.h"

namespace gv::app {

struct LiveAccountPorts {
  RunningAds& ads;
  Performance& performance;
  RevenueStore& revenue;
  Conversions& conversions;
  Decisions& decisions;
  ExecutionLedger& ledger;
  AdChanges& changes;
  Holds& holds;
  AdPolicies& policies;
};

/// What the store knows of the transaction's account: three months of days, three days of hours,
/// every deal with credit, the last day's budgets, holds, policies of ads, and which ads we ended:
/// those that a change of a decision paused, and nobody activated or paused since. Errors: those of
/// the store and of reading deals.
[[nodiscard]] Result<LiveAccount> read_live_account(Transaction& transaction,
                                                    const LiveAccountPorts& ports,
                                                    const revenue::PipelineHistory& pipelines,
                                                    belief::Mode mode);

}  // namespace gv::app
