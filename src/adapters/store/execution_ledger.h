#pragma once

#include <vector>

#include "app/ports/execution_ledger.h"

namespace gv::store {

class ExecutionLedger final : public app::ExecutionLedger {
 public:
  Result<void> lock(app::Transaction& transaction) override;
  Result<void> add(app::Transaction& transaction, std::span<const app::SentMutation> sent) override;
  Result<std::vector<app::SentMutation>> sent_since(app::Transaction& transaction,
                                                    std::string_view platform,
                                                    TimePoint since) override;
  Result<void> add_budget(app::Transaction& transaction, const app::KnownBudget& budget) override;
  Result<std::vector<belief::BudgetStep>> budgets(app::Transaction& transaction,
                                                  std::string_view platform,
                                                  const app::EntityRef& unit,
                                                  TimePoint since) override;
};

}  // namespace gv::store
