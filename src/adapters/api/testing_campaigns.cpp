#include "adapters/api/testing_campaigns.h"

#include <array>
#include <string>

#include "adapters/store/ad_catalog.h"
#include "adapters/store/ad_states.h"
#include "adapters/store/ad_tree.h"
#include "adapters/store/job_board.h"
#include "adapters/store/job_queue.h"
#include "adapters/store/performance.h"
#include "adapters/store/revenue_store.h"
#include "base/check.h"
#include "io/http/trace.h"

namespace gv::api::testing {

namespace {

class LinkedToMeta final : public app::Connections {
 public:
  Result<void> put(app::Transaction&, const app::Connection&) override { return {}; }
  Result<std::optional<app::Connection>> find(app::Transaction&, std::string_view provider,
                                              std::string_view) override {
    return provider == "meta" ? std::optional(link()) : std::nullopt;
  }
  Result<std::vector<app::Connection>> list(app::Transaction&, std::string_view provider) override {
    if (provider != "meta") return std::vector<app::Connection>{};
    return std::vector{link()};
  }
  Result<bool> remove(app::Transaction&, std::string_view, std::string_view) override {
    return false;
  }

 private:
  static app::Connection link() { return {.provider = "meta", .external_id = "1"}; }
};

}  // namespace

struct CampaignBench::Parts {
  explicit Parts(app::Store& store)
      : actuals({.store = store,
                 .performance = performance,
                 .ads = ads,
                 .connections = connections,
                 .board = board,
                 .schedule = schedule}) {}

  store::AdTree tree{};
  store::Performance performance{};
  store::AdCatalog catalog{};
  store::RevenueStore revenue{};
  store::AdStates ads{};
  store::JobBoard board{};
  store::JobQueue jobs{};
  LinkedToMeta connections{};
  app::SyncSchedule schedule{jobs, http::system_random_bytes};
  app::ActualsDesk actuals;
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
      parts_(std::make_unique<Parts>(decisions.execution().store)) {}
CampaignBench::~CampaignBench() = default;

app::ActualsDesk& CampaignBench::actuals() { return parts_->actuals; }

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
