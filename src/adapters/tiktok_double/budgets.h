#pragma once

#include "adapters/tiktok_double/things.h"

namespace gv::tiktok_double {

/// The fields that `budget_mode` and `budget` of a call set on an object, amounts in the market's
/// units. Modes: BUDGET_MODE_DAY, BUDGET_MODE_TOTAL, BUDGET_MODE_DYNAMIC_DAILY_BUDGET,
/// BUDGET_MODE_INFINITE, which has no budget. Errors: 40002.
[[nodiscard]] Api<boost::json::object> budget_fields(const Platform& platform, const Call& call);

/// The field of `thing` that `budget` of a call changes, and its value. Errors: 40002 where the
/// thing has no budget of its own, or for an amount that is none.
struct BudgetEdit {
  std::string field;
  std::string units;
};
[[nodiscard]] Api<BudgetEdit> budget_edit(const Platform& platform, const Object& thing,
                                          const boost::json::value& budget);

/// Whether the campaign shares one budget among its ad groups.
[[nodiscard]] bool owns_budget(const Object& campaign);

}  // namespace gv::tiktok_double
