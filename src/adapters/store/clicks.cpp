#include "adapters/store/clicks.h"

#include <array>
#include <map>
#include <optional>
#include <string>

#include "adapters/store/access.h"
#include "adapters/store/click_row.h"
#include "adapters/store/hash_column.h"

// A find by one id, whose column is a part of the statement.
#define GV_CLICKS_BY(column)                                                         \
  {                                                                                  \
    "click_tracking.by_" column, "SELECT " GV_CLICK_COLUMNS                          \
                                 " FROM click_tracking "                             \
                                 "WHERE account_id = $1 AND " column                 \
                                 " = $2 AND expires_at > $3 "                        \
                                 "ORDER BY click_timestamp DESC, click_id LIMIT 500" \
  }
#define GV_CLICKS_WITHIN                                  \
  " AND click_timestamp >= $3 AND click_timestamp <= $4 " \
  "AND expires_at > $5 ORDER BY click_timestamp DESC, click_id LIMIT 500"

namespace gv::store {
namespace {

// The key of click_tracking holds the time, as that of every partitioned table has to; what is
// unique beyond it has its row in event_keys.
const sql::Statement kAddClickKey{
    "event_keys.add_click",
    "INSERT INTO event_keys (account_id, source, source_key, seq, recorded_at) "
    "VALUES ($1, 'click', $2, 0, $3) ON CONFLICT DO NOTHING"};
const sql::Statement kAddClick{
    "click_tracking.add",
    "INSERT INTO click_tracking (account_id, " GV_CLICK_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
    "$19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)"};
const sql::Statement kCountClick{
    "performance_metrics.count_click",
    "INSERT INTO performance_metrics (account_id, platform, entity_type, entity_id, granularity, "
    "attribution_setting, period_start, impressions, clicks, spend_minor, conversions, revision, "
    "fetched_at) VALUES ($1, 'site', $2, $3, 'hour', 'no_consent', $4, 0, 1, 0, 0.0, 1, $5) "
    "ON CONFLICT (account_id, platform, entity_type, entity_id, granularity, attribution_setting, "
    "period_start) DO UPDATE SET clicks = performance_metrics.clicks + 1, "
    "revision = performance_metrics.revision + 1, fetched_at = excluded.fetched_at"};

const sql::Statement kByClickId GV_CLICKS_BY("click_id");
const sql::Statement kByFbclid GV_CLICKS_BY("fbclid");
const sql::Statement kByGclid GV_CLICKS_BY("gclid");
const sql::Statement kByGbraid GV_CLICKS_BY("gbraid");
const sql::Statement kByWbraid GV_CLICKS_BY("wbraid");
const sql::Statement kByTtclid GV_CLICKS_BY("ttclid");
const sql::Statement kByMsclkid GV_CLICKS_BY("msclkid");
const sql::Statement kByFingerprint{
    "click_tracking.by_fingerprint",
    "SELECT " GV_CLICK_COLUMNS
    " FROM click_tracking WHERE account_id = $1 AND is_valid AND fp_hash = $2" GV_CLICKS_WITHIN};
const sql::Statement kByIp{"click_tracking.by_ip", "SELECT " GV_CLICK_COLUMNS
                                                   " FROM click_tracking WHERE account_id = $1 "
                                                   "AND ip_hash = $2" GV_CLICKS_WITHIN};
const sql::Statement kByDevice{"click_tracking.by_device",
                               "SELECT " GV_CLICK_COLUMNS
                               " FROM click_tracking WHERE account_id = $1 AND ip_prefix_hash = $2 "
                               "AND ua_hash = $6" GV_CLICKS_WITHIN};
const sql::Statement kSealedClientOf{
    "click_tracking.sealed_client",
    "SELECT ip_ua_enc FROM click_tracking WHERE account_id = $1 AND click_id = $2 "
    "AND expires_at > $3 AND ip_ua_enc IS NOT NULL"};
const sql::Statement kOfAddress{
    "click_tracking.of_address",
    "SELECT count(*) FROM (SELECT 1 FROM click_tracking WHERE account_id = $1 AND ip_hash = $2 "
    "AND click_timestamp > $3 LIMIT 100) AS recent"};
const sql::Statement kKnownAd{
    "ad_states.known",
    "SELECT ad_id FROM ad_states WHERE account_id = $1 AND ad_id IN ($2, $3, $4, $5) LIMIT 2"};

const std::array<const sql::Statement*, 6> kByPlatformId{&kByFbclid, &kByGclid,  &kByGbraid,
                                                         &kByWbraid, &kByTtclid, &kByMsclkid};

/// Clicks found, each once.
class ClickSet {
 public:
  explicit ClickSet(app::Transaction& transaction) : transaction_(transaction) {}

  Result<void> add(const sql::Statement& statement, const sql::Params& params) {
    return connection_of(transaction_)
        .each(statement, params, [this](const sql::Row& row) -> Result<void> {
          auto click = click_of(transaction_.scope().account(), row);
          std::string id = click.click_id;
          clicks_.try_emplace(std::move(id), std::move(click));
          return {};
        });
  }
  Result<void> add_by_id(const sql::Statement& statement, const std::string& id) {
    if (id.empty()) return {};
    return add(statement, {account_of(transaction_), id, transaction_.now()});
  }
  Result<void> add_by_hash(const sql::Statement& statement, const attribution::HashLookup& hashes,
                           const app::ClickSearch& search) {
    for (const auto& hash : hashes) {
      GV_TRY(add(statement, {account_of(transaction_), blob_of(hash.digest), search.from,
                             search.until, transaction_.now()}));
    }
    return {};
  }
  [[nodiscard]] std::vector<attribution::Click> take() {
    std::vector<attribution::Click> list;
    for (auto& [id, click] : clicks_) list.push_back(std::move(click));
    return list;
  }

 private:
  app::Transaction& transaction_;
  std::map<std::string, attribution::Click> clicks_;
};

}  // namespace

Result<bool> Clicks::add(app::Transaction& transaction, const app::KeptClick& click) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  GV_TRY(const auto added,
         connection.execute(kAddClickKey, {account, click.click.click_id, transaction.now()}));
  if (added == 0) return false;
  const ClickValues values(account, click);
  GV_TRY(connection.execute(kAddClick, values.params()));
  return true;
}

Result<void> Clicks::count(app::Transaction& transaction, const attribution::ClickCount& click) {
  const auto add = [&](std::string_view type, const std::string& id) {
    return connection_of(transaction)
        .execute(kCountClick, {account_of(transaction), type, id, click.hour, transaction.now()});
  };
  GV_TRY(add("ad", click.ad.text()));
  GV_TRY(add("campaign", click.campaign.text()));
  return {};
}

Result<std::optional<attribution::Click>> Clicks::find(app::Transaction& transaction,
                                                       std::string_view click_id) {
  return connection_of(transaction)
      .first(kByClickId, {account_of(transaction), click_id, transaction.now()},
             [&](const sql::Row& row) { return click_of(transaction.scope().account(), row); });
}

Result<std::string> Clicks::sealed_client(app::Transaction& transaction,
                                          std::string_view click_id) {
  GV_TRY(auto sealed,
         connection_of(transaction)
             .first(kSealedClientOf, {account_of(transaction), click_id, transaction.now()},
                    [](const sql::Row& row) { return row.blob(0); }));
  return std::move(sealed).value_or("");
}

Result<std::vector<attribution::Click>> Clicks::search(app::Transaction& transaction,
                                                       const app::ClickSearch& search) {
  ClickSet found(transaction);
  for (const auto& id : search.click_ids) GV_TRY(found.add_by_id(kByClickId, id));
  const auto names = attribution::platform_ids();
  for (std::size_t i = 0; i < kByPlatformId.size(); ++i) {
    GV_TRY(found.add_by_id(*kByPlatformId[i], search.ids.*names[i].id));
  }
  GV_TRY(found.add_by_hash(kByFingerprint, search.fingerprint, search));
  GV_TRY(found.add_by_hash(kByIp, search.ip, search));
  for (const auto& prefix : search.ip_prefix) {
    for (const auto& agent : search.user_agent) {
      if (agent.key_id != prefix.key_id) continue;  // a click has both hashes of one key
      GV_TRY(found.add(kByDevice, {account_of(transaction), blob_of(prefix.digest), search.from,
                                   search.until, transaction.now(), blob_of(agent.digest)}));
    }
  }
  return found.take();
}

Result<int> Clicks::of_address(app::Transaction& transaction, const attribution::KeyedHash& ip,
                               TimePoint since) {
  GV_TRY(const auto count,
         connection_of(transaction)
             .first(kOfAddress, {account_of(transaction), blob_of(ip.digest), since},
                    [](const sql::Row& row) { return row.get<int>(0); }));
  return count.value_or(0);
}

Result<std::optional<AdId>> Clicks::known_ad(app::Transaction& transaction, const AdId& named) {
  GV_TRY(const auto found, connection_of(transaction)
                               .all(kKnownAd,
                                    {account_of(transaction), named, "meta:" + named.text(),
                                     "google:" + named.text(), "tiktok:" + named.text()},
                                    [](const sql::Row& row) { return row.get<AdId>(0); }));
  return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
}

}  // namespace gv::store
