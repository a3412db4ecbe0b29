#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/parallel.h"
#include "base/result.h"
#include "core/belief/delay.h"
#include "core/belief/evidence.h"
#include "core/belief/hyper.h"
#include "core/decide/config.h"
#include "core/decide/decision.h"

namespace gv::decide {

/// Everything one decision cycle of one account depends on. The order of `ads` and `units` does
/// not matter. Amounts are minor units of the account's one currency.
struct CycleInput {
  AccountId account;
  std::string cycle_id;  ///< names the cycle; keys the random draws together with the account
  std::uint64_t seed{0};
  TimePoint now;
  std::int64_t total_budget_minor{0};  ///< T, the configured daily total; not a sum of budgets
  std::vector<belief::AdState> ads;
  std::vector<belief::BudgetUnit> units;
  belief::ValuePriors priors;
  std::optional<belief::DelayModel> delay;  ///< as fitted yesterday; none: fitted or prior
  std::optional<belief::Hyper> hyper;       ///< from other accounts; none: fitted here
  std::vector<belief::OutageSpan> outages;  ///< known gaps in the counting of deals
  std::optional<double> session_ratio;      ///< sessions per click, last 24 h
  std::optional<double> session_ratio_usual;
};

/// Runs validate -> evidence -> priors -> draws -> gates -> allocation -> labels.
///
/// An invalid ad is listed in `rejected`, the others still get decisions. Output is ordered by ad
/// and unit id; it does not depend on the order of the input nor on how `parallel` cuts ranges.
/// Errors: ConfigRange (settings, NaN), Refused (frozen budgets or minimums above the total).
/// O(n K + K1 n); memory about 4 K1 n bytes for the allocation draws.
Result<CyclePlan> run_cycle(const CycleInput& input, const Config& config,
                            const ParallelFor& parallel = run_serially);

/// Errors: ConfigRange, naming the first setting that is out of range.
Result<void> check(const Config& config);

}  // namespace gv::decide
