#pragma once

#include <string>
#include <vector>

#include "adapters/meta_double/call.h"
#include "adapters/meta_double/filtering.h"
#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

enum class Level { Account, Campaign, AdSet, Ad };
/// Which day an action belongs to.
enum class ReportTime { Impression, Conversion };

/// What a call of /insights asks for. Days are those of UTC, the zone of all simulated accounts.
struct InsightsQuery {
  Level level{Level::Account};
  std::vector<std::string> fields;
  TimePoint since{};
  TimePoint until{};  ///< exclusive, whole days
  int increment{0};   ///< days per row; 0: one row for the whole range
  bool monthly{false};
  bool hourly{false};  ///< a row an hour of the day
  ReportTime report_time{ReportTime::Impression};
  std::vector<std::string> windows;
  std::vector<Filter> filters;

  [[nodiscard]] std::int64_t days() const { return (until - since) / Days{1}; }
};

/// Errors: code 100. `level`: of the object asked about.
[[nodiscard]] Graph<InsightsQuery> insights_query(const Platform& platform, const Call& call,
                                                  Level level);

}  // namespace gv::meta_double
