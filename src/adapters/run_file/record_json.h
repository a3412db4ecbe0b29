#pragma once

#include <boost/json/value.hpp>

#include "base/result.h"
#include "core/belief/records.h"
#include "io/json/field.h"

namespace gv::run_file {

/// Records as JSON. Times are milliseconds since 1970; buckets and deals are lists of numbers, in
/// the order of their fields, because there are many of them.
[[nodiscard]] boost::json::value to_json(const belief::AdState& ad);
[[nodiscard]] boost::json::value to_json(const belief::BudgetUnit& unit);

[[nodiscard]] Result<belief::AdState> read_ad(const json::Field& field);
[[nodiscard]] Result<belief::BudgetUnit> read_unit(const json::Field& field);

[[nodiscard]] boost::json::value to_json(TimePoint time);
[[nodiscard]] Result<TimePoint> read_time(const json::Field& field);

}  // namespace gv::run_file
