#include "adapters/store/ad_catalog.h"

#include <optional>
#include <string>

#include "adapters/store/access.h"
#include "base/hash.h"

namespace gv::store {
namespace {

// A row that was made here first keeps its id: the conflict is on platform and external id.
const sql::Statement kPutCampaign{
    "campaigns.put_found",
    "INSERT INTO campaigns (account_id, id, platform, external_id, name, objective, status, "
    "daily_budget_minor, currency, raw, created_at, updated_at, platform_synced_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '{}', $10, $10, $10) "
    "ON CONFLICT (account_id, platform, external_id) DO UPDATE SET name = excluded.name, "
    "objective = excluded.objective, status = excluded.status, "
    "daily_budget_minor = excluded.daily_budget_minor, currency = excluded.currency, "
    "updated_at = excluded.updated_at, platform_synced_at = excluded.platform_synced_at"};
// A parent that is not there is a null where none may be.
const sql::Statement kPutAdSet{
    "adsets.put_found",
    "INSERT INTO adsets (account_id, id, campaign_id, platform, external_id, name, status, "
    "daily_budget_minor, targeting, learning_phase, created_at, updated_at) "
    "VALUES ($1, $2, (SELECT id FROM campaigns WHERE account_id = $1 AND platform = $3 AND "
    "external_id = $4), $3, $5, $6, $7, $8, '{}', $9, $10, $10) "
    "ON CONFLICT (account_id, platform, external_id) DO UPDATE SET name = excluded.name, "
    "status = excluded.status, daily_budget_minor = excluded.daily_budget_minor, "
    "learning_phase = excluded.learning_phase, updated_at = excluded.updated_at"};
const sql::Statement kPutAd{
    "ads.put_found",
    "INSERT INTO ads (account_id, id, adset_id, campaign_id, platform, external_id, name, status, "
    "review_status, created_at, updated_at, seen_at, seen_active_at) "
    "VALUES ($1, $2, (SELECT id FROM adsets WHERE account_id = $1 AND platform = $3 AND "
    "external_id = $4), (SELECT id FROM campaigns WHERE account_id = $1 AND platform = $3 AND "
    "external_id = $5), $3, $6, $7, $8, $9, $10, $10, $11, $12) "
    "ON CONFLICT (account_id, platform, external_id) DO UPDATE SET name = excluded.name, "
    "status = excluded.status, review_status = excluded.review_status, "
    "updated_at = excluded.updated_at, seen_at = excluded.seen_at, "
    "seen_active_at = COALESCE(excluded.seen_active_at, ads.seen_active_at) "
    "WHERE ads.seen_at IS NULL OR ads.seen_at <= excluded.seen_at"};

const sql::Statement kSetCreative{
    "ads.set_creative",
    "UPDATE ads SET creative_id = $4 WHERE account_id = $1 AND platform = $2 AND external_id = $3"};

/// The same thing has the same id whoever finds it, and whenever.
std::string found_id(const app::Transaction& transaction, std::string_view kind,
                     const std::string& platform, const std::string& external_id) {
  return uuid_v5(std::string(kind) + "|" + account_of(transaction) + "|" + platform + "|" +
                 external_id);
}

}  // namespace

Result<void> AdCatalog::put(app::Transaction& transaction, const app::CatalogCampaign& campaign) {
  GV_TRY(connection_of(transaction)
             .execute(kPutCampaign,
                      {account_of(transaction),
                       found_id(transaction, "campaign", campaign.platform, campaign.external_id),
                       campaign.platform, campaign.external_id, campaign.name, campaign.objective,
                       campaign.status, campaign.daily_budget_minor, campaign.currency,
                       transaction.now()}));
  return {};
}

Result<void> AdCatalog::put(app::Transaction& transaction, const app::CatalogAdSet& set) {
  const std::optional<std::string> learning =
      set.learning ? std::optional<std::string>("learning") : std::nullopt;
  GV_TRY(
      connection_of(transaction)
          .execute(kPutAdSet, {account_of(transaction),
                               found_id(transaction, "adset", set.platform, set.external_id),
                               set.platform, set.campaign_external_id, set.external_id, set.name,
                               set.status, set.daily_budget_minor, learning, transaction.now()}));
  return {};
}

Result<void> AdCatalog::put(app::Transaction& transaction, const app::CatalogAd& ad) {
  const auto seen_active = ad.status == "active" ? std::optional(ad.seen_at) : std::nullopt;
  GV_TRY(connection_of(transaction)
             .execute(kPutAd,
                      {account_of(transaction),
                       found_id(transaction, "ad", ad.platform, ad.external_id), ad.platform,
                       ad.adset_external_id, ad.campaign_external_id, ad.external_id, ad.name,
                       ad.status, ad.review_status, transaction.now(), ad.seen_at, seen_active}));
  return {};
}

Result<void> AdCatalog::set_creative(app::Transaction& transaction, std::string_view platform,
                                     std::string_view external_id, std::string_view creative_id) {
  GV_TRY(connection_of(transaction)
             .execute(kSetCreative, {account_of(transaction), platform, external_id, creative_id}));
  return {};
}

}  // namespace gv::store
