#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "core/belief/records.h"

namespace gv::files {

/// The budgets that rows name, by unit: of a unit the one of its latest row, of several the
/// largest.
class NamedBudgets {
 public:
  /// `unit` outlives this.
  void add(const std::string& unit, TimePoint at, std::int64_t minor);
  [[nodiscard]] const std::int64_t* find(const std::string& unit) const;

 private:
  struct Budget {
    TimePoint at;
    std::int64_t minor{0};
  };
  std::unordered_map<std::string_view, Budget> by_unit_;
};

struct BudgetUnits {
  std::vector<belief::BudgetUnit> units;  ///< by unit id
  std::size_t estimated{0};               ///< how many have no budget in the file
};

/// The budget units of `ads`. A unit without a named budget spends what it spends: its mean daily
/// spend, see `mean_daily_spend`. O(n log n).
[[nodiscard]] BudgetUnits budget_units_of(const std::vector<belief::AdState>& ads,
                                          const NamedBudgets& named);

}  // namespace gv::files
