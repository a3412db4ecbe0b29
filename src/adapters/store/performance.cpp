#include "adapters/store/performance.h"

#include "adapters/store/access.h"

#define GV_PERFORMANCE_COLUMNS                                                         \
  "platform, entity_type, entity_id, granularity, attribution_setting, period_start, " \
  "impressions, reach, frequency, clicks, link_clicks, spend_minor, conversions, "     \
  "revenue_minor, revision, fetched_at"

namespace gv::store {
namespace {

const sql::Statement kAdsIn{"performance_metrics.ads_in",
                            "SELECT " GV_PERFORMANCE_COLUMNS
                            " FROM performance_metrics WHERE account_id = $1 AND platform = $2 "
                            "AND entity_type = 'ad' AND granularity = $3 AND period_start >= $4 "
                            "AND period_start < $5 ORDER BY entity_id, period_start"};
const sql::Statement kOfAd{"performance_metrics.of_ad",
                           "SELECT " GV_PERFORMANCE_COLUMNS
                           " FROM performance_metrics WHERE account_id = $1 AND platform = $2 "
                           "AND entity_type = 'ad' AND entity_id = $3 AND granularity = $4 "
                           "AND period_start >= $5 AND period_start < $6 ORDER BY period_start"};
const sql::Statement kPutRow{
    "performance_metrics.put",
    "INSERT INTO performance_metrics (account_id, " GV_PERFORMANCE_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) "
    "ON CONFLICT (account_id, platform, entity_type, entity_id, granularity, attribution_setting, "
    "period_start) DO UPDATE SET impressions = excluded.impressions, reach = excluded.reach, "
    "frequency = excluded.frequency, clicks = excluded.clicks, "
    "link_clicks = excluded.link_clicks, spend_minor = excluded.spend_minor, "
    "conversions = excluded.conversions, revenue_minor = excluded.revenue_minor, "
    "revision = excluded.revision, fetched_at = excluded.fetched_at"};

app::PerformanceRow performance_of(const sql::Row& row) {
  return {.platform = row.get<std::string>(0),
          .entity_type = row.get<std::string>(1),
          .entity_id = row.get<std::string>(2),
          .granularity = row.get<std::string>(3),
          .attribution_setting = row.get<std::string>(4),
          .period_start = row.time(5),
          .impressions = row.integer(6),
          .reach = row.get<std::optional<std::int64_t>>(7),
          .frequency = row.get<std::optional<double>>(8),
          .clicks = row.integer(9),
          .link_clicks = row.get<std::optional<std::int64_t>>(10),
          .spend_minor = row.integer(11),
          .conversions = row.get<double>(12),
          .revenue_minor = row.get<std::optional<std::int64_t>>(13),
          .revision = row.integer(14),
          .fetched_at = row.time(15)};
}

}  // namespace

Result<std::vector<app::PerformanceRow>> Performance::ads(app::Transaction& transaction,
                                                          const app::PerformanceSpan& span) {
  return connection_of(transaction)
      .all(kAdsIn,
           {account_of(transaction), span.platform, span.granularity, span.from, span.until},
           performance_of);
}

Result<std::vector<app::PerformanceRow>> Performance::of_ad(app::Transaction& transaction,
                                                            std::string_view ad_id,
                                                            const app::PerformanceSpan& span) {
  return connection_of(transaction)
      .all(kOfAd,
           {account_of(transaction), span.platform, ad_id, span.granularity, span.from, span.until},
           performance_of);
}

Result<void> Performance::put(app::Transaction& transaction, const app::PerformanceRow& row) {
  GV_TRY(connection_of(transaction)
             .execute(kPutRow,
                      {account_of(transaction), row.platform, row.entity_type, row.entity_id,
                       row.granularity, row.attribution_setting, row.period_start, row.impressions,
                       row.reach, row.frequency, row.clicks, row.link_clicks, row.spend_minor,
                       row.conversions, row.revenue_minor, row.revision, row.fetched_at}));
  return {};
}

}  // namespace gv::store
