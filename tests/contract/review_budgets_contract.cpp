// The scheduled run of a connected account: it decides on what its platforms told, and acts.
#include "contract/executor_bench.h"

#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>

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
#include "app/sync/hold_edited.h"

namespace gv::contract {
namespace {

using app::EntityLevel;
using app::EntityStatus;
using app::Transaction;
using testing::HasSubstr;
using namespace std::chrono_literals;

class ReviewBudgetsContract : public ExecutorContract {
 protected:
  /// Two ads of one campaign, with ad sets of their own, that have sold nothing for 1,200.00 each.
  void SetUp() override {
    clock_.advance(std::chrono::ceil<Days>(clock_.now()) + 8h - clock_.now());
    const auto known = store_.write(alpha_, [&](Transaction& t) -> Result<void> {
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
  Result<void> put_ad(Transaction& t, const std::string& id,
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
    return store_.read(alpha_, [&](Transaction& t) { return decisions_.runs(t, std::nullopt, 1); })
        ->at(0);
  }
  std::vector<app::DecisionRecord> decided() {
    return *store_.read(alpha_, [&](Transaction& t) { return decisions_.list(t, {}); });
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
  const app::AccountInputsPorts inputs_{
      .store = store_,
      .ads = states_,
      .live = {ads_, performance_, revenue_, conversions_, decisions_, ledger_, changes_, holds_},
      .pipelines = pipelines_};
  app::ReviewBudgets review_{inputs_, book_, *desk_, source_};
};

TEST_P(ReviewBudgetsContract, WhatCannotWaitIsDoneAtEveryHour) {
  const auto output = review();
  EXPECT_THAT(output, HasSubstr(R"("changes":1)"));
  ASSERT_EQ(all().size(), 1u);
  const auto pause = all().front();
  EXPECT_EQ(pause.entity.level, EntityLevel::Ad) << "the other one is the last of its campaign";
  EXPECT_EQ(pause.requested, app::ChangeValue(EntityStatus::Paused));
  EXPECT_EQ(pause.expected_old, app::ChangeValue(EntityStatus::Active));
  EXPECT_EQ(decided()[0].budget_unit->substr(0, 12), "meta:adset:s");
  run_for(1min);
  EXPECT_EQ(platform_->find(pause.entity.id)->status, EntityStatus::Paused);
}

TEST_P(ReviewBudgetsContract, MoneyMovesWhereTheAccountTellsHowMuchOnceInSixHours) {
  settings_.daily_budget_minor = 6'000;
  const auto budgets = [&] {
    const auto changes = all();
    return std::count_if(changes.begin(), changes.end(), [](const app::AdChange& change) {
      return change.type == app::ChangeType::Budget;
    });
  };
  review();
  EXPECT_EQ(newest_run().total_budget_minor, 6'000);
  EXPECT_GT(budgets(), 0) << "the first run cuts to what is told";
  run_for(1min);
  const auto first = budgets();
  settings_.daily_budget_minor = 5'500;
  clock_.advance(1h);
  review();
  EXPECT_EQ(newest_run().total_budget_minor, 5'500);
  EXPECT_EQ(budgets(), first) << "the next one of the same six hours moves nothing";
}

TEST_P(ReviewBudgetsContract, AnAdThatSomebodyStartsAgainIsTheirsForADay) {
  review();
  run_for(1min);
  ASSERT_EQ(all().size(), 1u);
  const auto paused = all().front().entity;
  const auto held_by_look = [&](TimePoint as_of, EntityStatus status) {
    app::PlatformSnapshot seen{.platform = "meta", .as_of = as_of};
    seen.ads.push_back({.entity = {.ref = paused, .name = "ad", .status = status}});
    const auto looked = store_.write(alpha_, [&](Transaction& t) {
      return app::hold_edited(t, seen, {ledger_, changes_, holds_});
    });
    EXPECT_TRUE(looked) << looked.error();
    return store_.read(alpha_, [&](Transaction& t) { return holds_.in_force(t); })->size();
  };
  EXPECT_EQ(held_by_look(clock_.now() - 10min, EntityStatus::Active), 0u)
      << "seen before our pause";
  clock_.advance(1min);
  EXPECT_EQ(held_by_look(clock_.now(), EntityStatus::Paused), 0u);
  EXPECT_EQ(held_by_look(clock_.now(), EntityStatus::Active), 1u);
  EXPECT_EQ(held_by_look(clock_.now() + 1h, EntityStatus::Active), 1u) << "once";
}

TEST_P(ReviewBudgetsContract, TheSameJobTwiceIsTheSameRunWithTheSameChanges) {
  const auto first = review();
  EXPECT_EQ(review(), first);
  EXPECT_EQ(all().size(), 1u);
}

TEST_P(ReviewBudgetsContract, NothingIsDecidedOnWhatIsOld) {
  clock_.advance(7h);
  EXPECT_EQ(review(), R"({"skipped":"stale_data"})");
  EXPECT_TRUE(all().empty());
}

TEST_P(ReviewBudgetsContract, EveryAdIsDecidedOnOrLeftOut) {
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) { return put_ad(t, "3", std::nullopt); }));
  const auto known = app::account_inputs(
      inputs_, alpha_, {.account = AccountId("alpha"), .now = clock_.now(), .excluded = {"meta:2"}},
      settings_);
  ASSERT_TRUE(known) << known.error();
  ASSERT_EQ(known->inputs.cycle.ads.size(), 1u);
  ASSERT_EQ(known->left_out.size(), 2u);
  EXPECT_EQ(known->left_out[0].ad_id, "meta:2");
  EXPECT_EQ(known->left_out[0].reason, "excluded");
  EXPECT_EQ(known->left_out[1].ad_id, "meta:3");
  EXPECT_EQ(known->left_out[1].reason, "no_daily_budget");
}

GV_ON_EACH_ENGINE(ReviewBudgetsContract);

}  // namespace
}  // namespace gv::contract
