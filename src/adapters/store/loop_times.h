#pragma once

#include "app/ports/loop_times.h"

namespace gv::store {

/// Over the tables performance_metrics, crm_events, revenue_ledger, decisions, pending_ad_changes
/// and ad_change_history.
class LoopTimes final : public app::LoopTimes {
 public:
  Result<std::vector<app::LoopTime>> newest(app::Transaction& transaction, app::LoopStage stage,
                                            int limit) override;
};

}  // namespace gv::store
