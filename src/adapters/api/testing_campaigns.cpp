#include "adapters/api/testing_campaigns.h"

#include <array>
#include <string>

#include "adapters/store/ad_catalog.h"
#include "adapters/store/ad_tree.h"
#include "adapters/store/performance.h"
#include "adapters/store/revenue_store.h"
#include "base/check.h"

namespace gv::api::testing {

struct CampaignBench::Parts {
  store::AdTree tree{};
  store::Performance performance{};
  store::AdCatalog catalog{};
  store::RevenueStore revenue{};
};

namespace {

Result<void> add_tree(app::Transaction& transaction, app::AdCatalog& catalog) {
  for (const std::string number : {"1", "2"}) {
    const std::string status = number == "1" ? "active" : "paused";
    GV_TRY(catalog.put(transaction, app::CatalogCampaign{.platform = "meta",
                                                         .external_id = "c" + number,
                                                         .name = "Campaign " + number,
                                                         .objective = "OUTCOME_LEADS",
                                                         .status = status,
                                                         .currency = "AED"}));
    GV_TRY(catalog.put(transaction, app::CatalogAdSet{.platform = "meta",
                                                      .external_id = "s" + number,
                                                      .campaign_external_id = "c" + number,
                                                      .name = "Ad set " + number,
                                                      .status = status,
                                                      .daily_budget_minor = 50'00,
                                                      .learning = number == "1"}));
  }
  for (const std::string number : {"1", "2", "3"}) {
    const std::string parent = number == "3" ? "2" : "1";
    GV_TRY(catalog.put(transaction, app::CatalogAd{.platform = "meta",
                                                   .external_id = "ad_" + number,
                                                   .adset_external_id = "s" + parent,
                                                   .campaign_external_id = "c" + parent,
                                                   .name = "=Ad " + number,
                                                   .status = "active",
                                                   .review_status = "active"}));
  }
  return {};
}

Result<void> add_days(app::Transaction& transaction, app::Performance& performance,
                      TimePoint today) {
  for (const auto* ad : {"meta:ad_1", "meta:ad_2", "meta:ad_3"}) {
    for (int ago = 1; ago <= 3; ++ago) {
      const std::int64_t impressions = 1'000 * (4 - ago);
      GV_TRY(performance.put(transaction, {.platform = "meta",
                                           .entity_id = ad,
                                           .attribution_setting = "7d_click",
                                           .period_start = today - Days{ago},
                                           .impressions = impressions,
                                           .reach = impressions / 2,
                                           .frequency = 2.0,
                                           .clicks = impressions / 50,
                                           .spend_minor = impressions,
                                           .conversions = 1.0,
                                           .revenue_minor = 60'00,
                                           .fetched_at = today}));
    }
  }
  return {};
}

app::LedgerPosting deal_of_yesterday(TimePoint today) {
  return {.id = "0190a000-0000-7000-8000-0000000000d1",
          .crm = "hubspot",
          .deal_id = "7",
          .seq = 1,
          .event_key = "k1",
          .kind = "created",
          .delta_minor = 900'00,
          .target_minor = 900'00,
          .currency = "AED",
          .occurred_at = today - Hours{9},
          .reason = "created",
          .shares = {{.ad = AdId("meta:ad_1"), .delta_minor = 600'00, .method = "url_param"},
                     {.ad = AdId("meta:ad_2"), .delta_minor = 300'00, .method = "url_param"}}};
}

}  // namespace

CampaignBench::CampaignBench(DecisionBench& decisions, const app::SettingsSource& settings,
                             const Clock& clock)
    : decisions_(decisions),
      settings_(settings),
      clock_(clock),
      parts_(std::make_unique<Parts>()) {}
CampaignBench::~CampaignBench() = default;

CampaignServices CampaignBench::services() {
  return {.store = decisions_.services().store,
          .tree = parts_->tree,
          .performance = parts_->performance,
          .decisions = decisions_.services().decisions,
          .changes = decisions_.changes().changes,
          .settings = settings_};
}

void CampaignBench::fill() {
  const auto scope = app::AccountScope::of_system(AccountId("gym"), app::SystemTask::Test);
  const TimePoint today = std::chrono::floor<Days>(clock_.now());
  const auto filled =
      decisions_.services().store.write(scope, [&](app::Transaction& transaction) -> Result<void> {
        GV_TRY(add_tree(transaction, parts_->catalog));
        GV_TRY(add_days(transaction, parts_->performance, today));
        return parts_->revenue.post(transaction, std::array{deal_of_yesterday(today)});
      });
  GV_CHECK(filled.has_value());
}

}  // namespace gv::api::testing
