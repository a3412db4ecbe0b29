#pragma once

#include <cstdint>

#include "app/ports/revenue_store.h"
#include "base/ids.h"
#include "core/revenue/pipeline_config.h"

namespace gv::app {

/// Deals that are neither won nor lost.
struct OpenPipeline {
  std::int64_t deals{0};
  std::int64_t value_minor{0};
};

/// What the open deals of an account would be worth had `pipeline` been in force all along. Nothing
/// is posted: stage values that change later leave the ledger alone. O(events of the account).
/// Errors: those of the store, InvalidInput for rows that cannot be read.
[[nodiscard]] Result<OpenPipeline> value_open_deals(Transaction& transaction, RevenueStore& revenue,
                                                    const revenue::PipelineConfig& pipeline);

}  // namespace gv::app
