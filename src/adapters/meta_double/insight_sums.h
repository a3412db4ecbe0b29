#pragma once

#include <array>
#include <map>
#include <string>
#include <tuple>

#include "adapters/meta_double/insights_query.h"

namespace gv::meta_double {

/// Click windows of attribution: 1, 7 and 28 days.
inline constexpr std::array<int, 3> kWindowDays{1, 7, 28};

/// One row of insights before it is written. Money in minor units.
struct InsightSums {
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  std::int64_t spend_minor{0};
  double reach{0.0};
  std::int64_t leads{0};
  std::array<std::int64_t, 3> purchases{};  ///< by window
  std::array<double, 3> value_minor{};      ///< of the purchases
};

/// Entity in the order of its creation, its id, first day, hour of the day or -1.
using InsightKey = std::tuple<std::size_t, std::string, TimePoint, int>;
using InsightTable = std::map<InsightKey, InsightSums>;

/// All rows of a query as of a time: hours whose metrics are out by then, and conversions that have
/// happened by then, in the account's ads below `scope` (null: all of them). What was not delivered
/// has no row.
[[nodiscard]] InsightTable sum_insights(const Platform& platform, const Account& account,
                                        const Object* scope, const InsightsQuery& query,
                                        TimePoint as_of);

/// The first day of the row that a day belongs to, and the day behind its last.
[[nodiscard]] std::pair<TimePoint, TimePoint> row_days(const InsightsQuery& query, TimePoint day);

}  // namespace gv::meta_double
