#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "core/ab/promote.h"

namespace gv::app {

/// Shares `total_minor` among the variants of an experiment: for each of 200 draws of the metric
/// the budgets that earn most on the response curve, averaged, then rounded; they sum to the total
/// exactly and no variant gets less than `min_minor`. The same experiment, the same shares.
/// Errors: Refused when there are no variants or the minimums exceed the total.
[[nodiscard]] Result<std::vector<ab::BudgetShare>> share_experiment_budget(
    const ab::Experiment& experiment, std::int64_t total_minor, std::int64_t min_minor);

}  // namespace gv::app
