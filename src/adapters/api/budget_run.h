#pragma once

#include "adapters/api/select_budgets.h"
#include "app/ad_snapshots.h"

namespace gv::api {

/// What the routes that share a budget among ads of a request have in common.
[[nodiscard]] app::SnapshotRequest snapshots_in(const Context& context,
                                                const BudgetOptimizationRequest& request);
[[nodiscard]] BudgetOptimizationAnswer answer_of(const app::RunInputs& inputs,
                                                 const app::DecidedRun& run,
                                                 const app::AccountSettings& settings);
/// Adds what the store gave the run: the ids of its decisions.
void add_kept(const app::KeptRun& kept, BudgetOptimizationAnswer& answer);
/// Queues the changes that carry a kept run out, under the account's mode, and adds their ids.
/// Errors: those of `ChangeDesk::queue`.
Result<void> queue_kept(app::ChangeDesk& desk, const app::AccountScope& scope,
                        const Context& context, const app::KeptRun& kept,
                        const app::AccountSettings& settings, BudgetOptimizationAnswer& answer);

}  // namespace gv::api
