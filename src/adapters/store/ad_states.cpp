#include "adapters/store/ad_states.h"

#include "adapters/store/access.h"

#define GV_AD_STATE_COLUMNS                                                             \
  "ad_id, impressions, clicks, conversions, spend_minor, pipeline_value_minor, "        \
  "cash_revenue_minor, frequency, reach_7d, first_delivery_at, creative_refreshed_at, " \
  "data_as_of, status, learning, posterior, state_seq, updated_at"

namespace gv::store {
namespace {

const sql::Statement kFindAd{"ad_states.find", "SELECT " GV_AD_STATE_COLUMNS
                                               " FROM ad_states WHERE account_id = $1 "
                                               "AND ad_id = $2"};
const sql::Statement kListAds{"ad_states.list", "SELECT " GV_AD_STATE_COLUMNS
                                                " FROM ad_states WHERE account_id = $1 "
                                                "AND ad_id > $2 ORDER BY ad_id LIMIT $3"};
const sql::Statement kPutAd{
    "ad_states.put",
    "INSERT INTO ad_states (account_id, " GV_AD_STATE_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) "
    "ON CONFLICT (account_id, ad_id) DO UPDATE SET impressions = excluded.impressions, "
    "clicks = excluded.clicks, conversions = excluded.conversions, "
    "spend_minor = excluded.spend_minor, pipeline_value_minor = excluded.pipeline_value_minor, "
    "cash_revenue_minor = excluded.cash_revenue_minor, frequency = excluded.frequency, "
    "reach_7d = excluded.reach_7d, first_delivery_at = excluded.first_delivery_at, "
    "creative_refreshed_at = excluded.creative_refreshed_at, data_as_of = excluded.data_as_of, "
    "status = excluded.status, learning = excluded.learning, posterior = excluded.posterior, "
    "state_seq = excluded.state_seq, updated_at = excluded.updated_at"};

app::StoredAdState ad_state_of(const sql::Row& row) {
  return {.ad_id = row.get<std::string>(0),
          .impressions = row.integer(1),
          .clicks = row.integer(2),
          .conversions = row.integer(3),
          .spend_minor = row.integer(4),
          .pipeline_value_minor = row.integer(5),
          .cash_revenue_minor = row.integer(6),
          .frequency = row.get<std::optional<double>>(7),
          .reach_7d = row.get<std::optional<std::int64_t>>(8),
          .first_delivery_at = row.get<std::optional<TimePoint>>(9),
          .creative_refreshed_at = row.get<std::optional<TimePoint>>(10),
          .data_as_of = row.get<std::optional<TimePoint>>(11),
          .status = row.get<std::string>(12),
          .learning = row.get<std::string>(13),
          .posterior = row.get<std::string>(14),
          .state_seq = row.integer(15),
          .updated_at = row.time(16)};
}

}  // namespace

Result<std::optional<app::StoredAdState>> AdStates::find(app::Transaction& transaction,
                                                         std::string_view ad_id) {
  return connection_of(transaction).first(kFindAd, {account_of(transaction), ad_id}, ad_state_of);
}

Result<std::vector<app::StoredAdState>> AdStates::list(app::Transaction& transaction,
                                                       std::string_view after, int limit) {
  return connection_of(transaction)
      .all(kListAds, {account_of(transaction), after, limit}, ad_state_of);
}

Result<void> AdStates::put(app::Transaction& transaction, const app::StoredAdState& state) {
  GV_TRY(
      connection_of(transaction)
          .execute(kPutAd, {account_of(transaction), state.ad_id, state.impressions, state.clicks,
                            state.conversions, state.spend_minor, state.pipeline_value_minor,
                            state.cash_revenue_minor, state.frequency, state.reach_7d,
                            state.first_delivery_at, state.creative_refreshed_at, state.data_as_of,
                            state.status, state.learning, state.posterior, state.state_seq,
                            state.updated_at}));
  return {};
}

}  // namespace gv::store
