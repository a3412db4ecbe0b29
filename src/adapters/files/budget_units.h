#pragma once

#include <cstddef>
#include <vector>

#include "adapters/files/ads_row.h"
#include "core/belief/records.h"

namespace gv::files {

struct BudgetUnits {
  std::vector<belief::BudgetUnit> units;  ///< by unit id
  std::size_t estimated{0};               ///< how many have no budget in the file
};

/// The budget units of `ads`, which `rows` became. The budget of a unit is the one its latest row
/// names (of several the largest); without any it is its mean daily spend, see `mean_daily_spend`.
[[nodiscard]] BudgetUnits budget_units_of(const std::vector<belief::AdState>& ads,
                                          const std::vector<AdsRow>& rows);

}  // namespace gv::files
