#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "core/belief/records.h"

namespace gv::execute {

/// Amounts nobody may exceed, in minor units a day. None: no cap.
struct HardCaps {
  std::optional<std::int64_t> unit_max_minor;
  std::optional<std::int64_t> account_max_minor;
  int account_increase_max_bp{5000};  ///< growth of the account total against 24 h ago
};

/// Checks a new unit budget and the account total it leads to. A request above a cap is refused,
/// never clipped: who asked should learn of it.
/// Errors: Refused; `where` is "unit.daily_budget" or "account.daily_budget".
[[nodiscard]] Result<void> check_caps(std::int64_t unit_minor, std::int64_t account_minor,
                                      const HardCaps& caps);

/// Largest account total allowed at `now`: (1 + account_increase_max) x the total in force 24 h
/// before, rounded down. `totals` is the ascending, right-continuous history of the account's
/// total; its first value holds for ever before. Empty: no limit. O(steps of the last day).
[[nodiscard]] std::optional<std::int64_t> account_ceiling(
    std::span<const belief::BudgetStep> totals, TimePoint now, const HardCaps& caps = {});

/// The account's total from the budgets of its units, each ascending, right-continuous and with its
/// first value for ever before. Ascending; empty where no unit has a budget. O(n log n).
[[nodiscard]] std::vector<belief::BudgetStep> account_totals(
    std::span<const std::vector<belief::BudgetStep>> units);

/// When the account's total may rise to `total_minor`: at `now`, or at the earliest instant after
/// it at which `account_ceiling` allows it, while the total stays as it is; nothing: not within a
/// day, by which all that is known is old. O(n^2) in the steps of the last day.
[[nodiscard]] std::optional<TimePoint> earliest_total(std::span<const belief::BudgetStep> totals,
                                                      TimePoint now, std::int64_t total_minor,
                                                      const HardCaps& caps = {});

}  // namespace gv::execute
