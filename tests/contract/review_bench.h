#pragma once

#include "contract/executor_bench.h"

#include "adapters/run_file/run_documents.h"
#include "adapters/settings/configuration_rules.h"
#include "adapters/store/ad_catalog.h"
#include "adapters/store/ad_states.h"
#include "adapters/store/conversions.h"
#include "adapters/store/decisions.h"
#include "adapters/store/performance.h"
#include "adapters/store/revenue_store.h"
#include "adapters/store/running_ads.h"
#include "app/review_budgets.h"

namespace gv::contract {

/// The scheduled run over an account that is connected.
class ReviewBench : public ExecutorContract {
 protected:
  /// Two ads of one campaign, with ad sets of their own, that have sold nothing for 1,200.00 each.
  void SetUp() override {
    clock_.advance(std::chrono::ceil<Days>(clock_.now()) + Hours{8} - clock_.now());
    const auto known = store_.write(alpha_, [&](app::Transaction& t) -> Result<void> {
      GV_TRY(catalog_.put(t, app::CatalogCampaign{.platform = "meta",
                                                  .external_id = "c1",
                                                  .name = "c",
                                                  .objective = "OUTCOME_LEADS",
                                                  .status = "active",
                                                  .currency = "USD"}));
      GV_TRY(put_ad(t, "1"));
      return put_ad(t, "2");
    });
    ASSERT_TRUE(known) << known.error();
  }
  Result<void> put_ad(app::Transaction& t, const std::string& id,
                      std::optional<std::int64_t> budget = 10'000) {
    GV_TRY(catalog_.put(t, app::CatalogAdSet{.platform = "meta",
                                             .external_id = "s" + id,
                                             .campaign_external_id = "c1",
                                             .name = "s",
                                             .status = "active",
                                             .daily_budget_minor = budget}));
    GV_TRY(catalog_.put(t, app::CatalogAd{.platform = "meta",
                                          .external_id = id,
                                          .adset_external_id = "s" + id,
                                          .campaign_external_id = "c1",
                                          .name = "ad",
                                          .status = "active",
                                          .review_status = "active",
                                          .seen_at = clock_.now()}));
    for (int day = 1; day <= 12; ++day) {
      GV_TRY(performance_.put(
          t, {.platform = "meta",
              .entity_id = "meta:" + id,
              .granularity = "day",
              .period_start = std::chrono::floor<Days>(clock_.now()) - Days{day + 1},
              .impressions = 120'000,
              .clicks = 1'200,
              .spend_minor = 10'000,
              .fetched_at = clock_.now()}));
    }
    return {};
  }
  std::string review() {
    const auto effects =
        review_.work(alpha_, {.created_at = clock_.now()}, [] { return Result<void>{}; });
    EXPECT_TRUE(effects) << effects.error();
    return effects ? store_.write(alpha_, *effects)->value_or("") : "";
  }
  app::DecisionRun newest_run() {
    return store_
        .read(alpha_, [&](app::Transaction& t) { return decisions_.runs(t, std::nullopt, 1); })
        ->at(0);
  }
  std::vector<app::DecisionRecord> decided() {
    return *store_.read(alpha_, [&](app::Transaction& t) { return decisions_.list(t, {}); });
  }

  const settings::ConfigurationRules rules_{};
  const run_file::RunDocuments documents_{};
  store::AdCatalog catalog_{};
  store::AdStates states_{};
  store::Conversions conversions_{};
  store::Decisions decisions_{};
  store::Performance performance_{};
  store::RevenueStore revenue_{};
  store::RunningAds ads_{};
  app::OnlyPipeline pipelines_{source_};
  app::RunBook book_{store_, decisions_, events_, documents_, rules_};
  const app::AccountInputsPorts inputs_{.store = store_,
                                        .ads = states_,
                                        .live = {ads_, performance_, revenue_, conversions_,
                                                 decisions_, ledger_, changes_, holds_, policies_},
                                        .pipelines = pipelines_};
  app::ReviewBudgets review_{inputs_, book_, *desk_, source_};
};

}  // namespace gv::contract
