#include "adapters/store/running_ads.h"

#include <optional>
#include <string>

#include "adapters/store/access.h"

#define GV_RUNNING_ADS                                                                            \
  "SELECT ads.platform, ads.external_id, ads.status, ads.review_status, campaigns.external_id, "  \
  "campaigns.status, campaigns.daily_budget_minor, adsets.external_id, adsets.status, "           \
  "adsets.daily_budget_minor, adsets.learning_phase, COALESCE(ads.seen_at, ads.updated_at), "     \
  "ads.seen_active_at FROM ads JOIN campaigns "                                                   \
  "ON campaigns.account_id = ads.account_id AND campaigns.id = ads.campaign_id LEFT JOIN adsets " \
  "ON adsets.account_id = ads.account_id AND adsets.id = ads.adset_id "                           \
  "WHERE ads.account_id = $1 AND ads.external_id IS NOT NULL "                                    \
  "AND campaigns.external_id IS NOT NULL AND ads.status NOT IN ('deleted', 'archived') "

namespace gv::store {
namespace {

const sql::Statement kRunning{"ads.running",
                              GV_RUNNING_ADS "ORDER BY ads.platform, ads.external_id"};
const sql::Statement kRunningOne{"ads.running_one",
                                 GV_RUNNING_ADS "AND ads.platform = $2 AND ads.external_id = $3"};

bool is_active(const std::optional<std::string>& status) { return status.value_or("") == "active"; }

/// The budget lies with the campaign where the ad set has none.
app::RunningAd running_ad(const sql::Row& row) {
  const auto campaign_budget = row.get<std::optional<std::int64_t>>(6);
  const auto adset = row.get<std::optional<std::string>>(7);
  const auto adset_budget = row.get<std::optional<std::int64_t>>(9);
  const bool of_campaign = !adset || (!adset_budget && campaign_budget);
  const bool above_active = is_active(row.get<std::string>(5)) &&
                            (!adset || is_active(row.get<std::optional<std::string>>(8)));
  return {.ad_id = row.get<std::string>(0) + ":" + row.get<std::string>(1),
          .campaign_id = row.get<std::string>(4),
          .adset_id = adset.value_or(""),
          .unit_level = of_campaign ? execute::EntityLevel::Campaign : execute::EntityLevel::AdSet,
          .unit_id = of_campaign ? row.get<std::string>(4) : *adset,
          .unit_budget_minor = of_campaign ? campaign_budget : adset_budget,
          .active = above_active && is_active(row.get<std::string>(2)),
          .paused = row.get<std::string>(2) == "paused",
          .rejected = row.get<std::optional<std::string>>(3).value_or("") == "disapproved",
          .learning = row.get<std::optional<std::string>>(10).value_or("") == "learning",
          .seen_at = row.time(11),
          .seen_active_at = row.get<std::optional<TimePoint>>(12)};
}

}  // namespace

Result<std::vector<app::RunningAd>> RunningAds::list(app::Transaction& transaction) {
  return connection_of(transaction).all(kRunning, {account_of(transaction)}, running_ad);
}

Result<std::optional<app::RunningAd>> RunningAds::find(app::Transaction& transaction,
                                                       std::string_view ad_id) {
  const auto colon = ad_id.find(':');
  if (colon == std::string_view::npos) return std::optional<app::RunningAd>{};
  return connection_of(transaction)
      .first(kRunningOne,
             {account_of(transaction), ad_id.substr(0, colon), ad_id.substr(colon + 1)},
             running_ad);
}

}  // namespace gv::store
