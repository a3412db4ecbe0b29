#pragma once

#include "adapters/meta_double/insight_sums.h"

namespace gv::meta_double {

/// One row as Meta writes it: every number is a text, money in major units, what was not asked for
/// or has no value is missing.
[[nodiscard]] boost::json::object insight_row(const Platform& platform, const Account& account,
                                              const InsightsQuery& query, const InsightKey& key,
                                              const InsightSums& sums);

}  // namespace gv::meta_double
