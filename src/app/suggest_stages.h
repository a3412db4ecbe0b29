#pragma once

#include "app/ports/revenue_store.h"
#include "core/revenue/stage_suggestion.h"

namespace gv::app {

/// What the account's own deals say its stages are worth, as of the transaction's time. Each deal
/// counts once for each open stage it came to; deals that were merged away do not count. O(events
/// of the account). Errors: those of the store, InvalidInput for rows that cannot be read.
[[nodiscard]] Result<revenue::StageSuggestions> suggest_stages(
    Transaction& transaction, RevenueStore& revenue, const revenue::PipelineConfig& pipeline);

}  // namespace gv::app
