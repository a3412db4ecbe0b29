#include "adapters/store/platform_reports.h"

#include <optional>

#include "adapters/store/access.h"

namespace gv::store {
namespace {

// 'site' counts clicks of our own and reports no revenue. The windows that a platform attributes by
// are alternatives: the greatest is what it claims.
const sql::Statement kReportedDays{
    "performance_metrics.reported_days",
    "SELECT entity_id, period_start, max(revenue_minor) FROM performance_metrics "
    "WHERE account_id = $1 AND platform <> 'site' AND entity_type = 'ad' AND granularity = 'day' "
    "AND period_start >= $2 AND period_start < $3 AND revenue_minor IS NOT NULL "
    "GROUP BY period_start, entity_id ORDER BY period_start, entity_id"};

}  // namespace

Result<std::vector<attribution::PlatformDay>> PlatformReports::days(app::Transaction& transaction,
                                                                    TimePoint from,
                                                                    TimePoint until) {
  return connection_of(transaction)
      .all(kReportedDays, {account_of(transaction), from, until}, [](const sql::Row& row) {
        return attribution::PlatformDay{
            .ad = row.get<AdId>(0), .day = row.time(1), .revenue_minor = row.integer(2)};
      });
}

}  // namespace gv::store
