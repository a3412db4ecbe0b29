// What decisions know of a connected account, and what becomes of the changes that they ask for:
// whose money an edit is, whose pause, and whose edit.
#include "contract/executor_bench.h"

#include <fmt/format.h>

#include "adapters/store/ad_catalog.h"
#include "adapters/store/conversions.h"
#include "adapters/store/decisions.h"
#include "adapters/store/performance.h"
#include "adapters/store/revenue_store.h"
#include "adapters/store/running_ads.h"
#include "app/execute/decision_changes.h"
#include "app/ports/pipeline_versions.h"
#include "app/read_live_account.h"

namespace gv::contract {
namespace {

using app::ChangeOutcome;
using app::ChangeState;
using app::DecisionRecord;
using app::EntityLevel;
using app::EntityStatus;
using app::Transaction;
using namespace std::chrono_literals;

class LiveAccountContract : public ExecutorContract {
 protected:
  void SetUp() override { look(); }

  /// Takes in what the platform has of ad "1" and what is above it.
  void look() {
    const auto seen = store_.write(alpha_, [&](Transaction& t) -> Result<void> {
      GV_TRY(catalog_.put(t, app::CatalogCampaign{.platform = "meta",
                                                  .external_id = "c1",
                                                  .name = "c1",
                                                  .objective = "OUTCOME_LEADS",
                                                  .status = "active",
                                                  .currency = "USD"}));
      GV_TRY(catalog_.put(t, app::CatalogAdSet{.platform = "meta",
                                               .external_id = "s1",
                                               .campaign_external_id = "c1",
                                               .name = "s1",
                                               .status = "active",
                                               .daily_budget_minor = budget_on_platform("s1")}));
      return catalog_.put(
          t, app::CatalogAd{.platform = "meta",
                            .external_id = "1",
                            .adset_external_id = "s1",
                            .campaign_external_id = "c1",
                            .name = "ad",
                            .status = std::string(execute::to_text(platform_->find("1")->status)),
                            .review_status = "active",
                            .seen_at = clock_.now()});
    });
    ASSERT_TRUE(seen) << seen.error();
  }
  app::LiveAccount live() {
    auto read = store_.read(alpha_, [&](Transaction& t) {
      return app::read_live_account(t,
                                    {ads_, performance_, revenue_, conversions_, decisions_,
                                     ledger_, changes_, holds_, policies_},
                                    app::only_pipeline(settings_.pipeline, AccountId("alpha")),
                                    belief::Mode::Pipeline);
    });
    EXPECT_TRUE(read) << read.error();
    return read ? *std::move(read) : app::LiveAccount{};
  }
  bool is_ended_by_us() { return live().kills.contains("meta:1"); }

  /// On ad `ad` of ad set s1, which has 10,000.
  DecisionRecord decision(const std::string& ad, std::string type, std::int64_t to) {
    return {.id = new_id(),
            .run_id = new_id(),
            .ad_id = "meta:" + ad,
            .budget_unit = "meta:adset:s1",
            .decision = std::move(type),
            .finality = "provisional",
            .current_budget_minor = 10'000,
            .recommended_budget_minor = to,
            .unit_budget_minor = 10'000,
            .status = "proposed",
            .expires_at = clock_.now() + 6h};
  }
  std::vector<app::AdChange> act_on(std::vector<DecisionRecord> records) {
    const app::DecisionRun run{
        .id = records.front().run_id, .trigger = "api", .inputs_hash = "x", .status = "completed"};
    for (auto& record : records) record.run_id = run.id;
    EXPECT_TRUE(
        store_.write(alpha_, [&](Transaction& t) { return decisions_.record(t, run, records); }));
    return queue(app::changes_of(records, 100'000));
  }
  void by_hand(EntityStatus status) {
    clock_.advance(1min);
    platform_->edit("1", {.status = status});
    look();
  }
  void through_us(EntityStatus wanted) {
    clock_.advance(7h);  // the same request within a change's time is the same change
    const auto change = queue(status("1", wanted));
    if (change.state == ChangeState::AwaitingApproval) {
      ASSERT_TRUE(desk_->approve(alpha_, change.id, someone_));
    }
    run_for(1min);
    look();
  }

  store::AdCatalog catalog_{};
  store::Conversions conversions_{};
  store::Decisions decisions_{};
  store::Performance performance_{};
  store::RevenueStore revenue_{};
  store::RunningAds ads_{};
};

TEST_P(LiveAccountContract, AnAdIsEndedByUsWhenOurPauseWasReadBack) {
  act_on({decision("1", "kill", 0)});
  EXPECT_FALSE(is_ended_by_us()) << "it runs";
  run_for(1min);
  EXPECT_TRUE(is_ended_by_us()) << "whatever the look before the pause saw";
  look();
  const auto kills = live().kills;
  ASSERT_TRUE(kills.contains("meta:1"));
  EXPECT_EQ(kills.at("meta:1").finality, belief::Finality::Provisional);
  EXPECT_EQ(kills.at("meta:1").budget_before_minor, 10'000);
}

TEST_P(LiveAccountContract, APersonsPauseIsAPersonsWhateverWasAdvised) {
  const auto record = decision("1", "kill", 0);
  const app::DecisionRun run{
      .id = record.run_id, .trigger = "api", .inputs_hash = "x", .status = "completed"};
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) {
    return decisions_.record(t, run, {&record, 1});
  }));
  by_hand(EntityStatus::Paused);
  EXPECT_FALSE(is_ended_by_us()) << "nobody acted on the advice";

  const auto late = act_on({decision("1", "kill", 0)});
  run_for(1min);
  EXPECT_EQ(found(late.front().id).outcome, ChangeOutcome::AlreadyApplied);
  look();
  EXPECT_FALSE(is_ended_by_us()) << "a person was first";
}

TEST_P(LiveAccountContract, WhatAPersonStartedAndPausedAgainIsAPersons) {
  act_on({decision("1", "kill", 0)});
  run_for(1min);
  by_hand(EntityStatus::Active);
  by_hand(EntityStatus::Paused);
  EXPECT_FALSE(is_ended_by_us());
}

TEST_P(LiveAccountContract, APersonsChangesThroughUsAreAPersonsToo) {
  act_on({decision("1", "kill", 0)});
  run_for(1min);
  look();
  ASSERT_TRUE(is_ended_by_us());
  through_us(EntityStatus::Paused);
  EXPECT_FALSE(is_ended_by_us()) << "a person wants it paused";
}

TEST_P(LiveAccountContract, TheBudgetOfASharedUnitIsOneChangeOfTheUnit) {
  platform_->add({.ref = {EntityLevel::Ad, "1b"},
                  .name = "ad",
                  .status = EntityStatus::Active,
                  .campaign_id = "c1",
                  .adset_id = "s1"});
  auto one = decision("1", "maintain", 12'000);
  auto other = decision("1b", "kill", 12'000);
  one.shares_unit = other.shares_unit = true;
  act_on({one, other});
  run_for(5min);

  ASSERT_EQ(all().size(), 2u);
  for (const auto& change : all()) EXPECT_EQ(change.outcome, ChangeOutcome::Applied);
  EXPECT_EQ(budget_on_platform("s1"), 12'000);
  EXPECT_EQ(platform_->find("1")->status, EntityStatus::Active);
  EXPECT_EQ(platform_->find("1b")->status, EntityStatus::Paused);
  const auto budgets = live().budgets.at("meta:adset:s1");
  ASSERT_FALSE(budgets.empty());
  EXPECT_EQ(budgets.back().daily_minor, 12'000);
}

TEST_P(LiveAccountContract, APersonsBudgetIsNotOverwrittenAndHoldsItsUnit) {
  const auto changes = act_on({decision("1", "scale", 12'000)});
  platform_->edit("s1", {.daily_budget = Money(7'000, Currency::usd())});
  run_for(1min);

  EXPECT_EQ(found(changes.front().id).state, ChangeState::Conflict);
  EXPECT_EQ(budget_on_platform("s1"), 7'000);
  look();
  const auto inputs =
      app::live_inputs(live(), {.account = AccountId("alpha"), .now = clock_.now()}, settings_);
  ASSERT_TRUE(inputs) << inputs.error();
  ASSERT_EQ(inputs->cycle.units.size(), 1u);
  EXPECT_TRUE(inputs->cycle.units[0].held);
  EXPECT_EQ(inputs->cycle.units[0].daily_budget_minor, 7'000);
}

TEST_P(LiveAccountContract, WhatWeSetWhileItWasDecidedIsNobodysEdit) {
  act_on({decision("1", "scale", 12'000)});
  run_for(2s);
  EXPECT_EQ(budget_on_platform("s1"), 12'000);
  const auto newer = act_on({decision("1", "reduce", 11'000)});
  run_for(1min);
  EXPECT_EQ(found(newer.front().id).outcome, ChangeOutcome::Applied);
  EXPECT_EQ(budget_on_platform("s1"), 11'000);
}

TEST_P(LiveAccountContract, AKillThatEmptiesAUnitEndsItsIncreases) {
  settings_.execution.mode = execute::ExecutionMode::Approve;
  const auto increase = act_on({decision("1", "scale", 12'000)});
  act_on({decision("1", "kill", 0)});
  EXPECT_EQ(found(increase.front().id).state, ChangeState::Superseded);
}

TEST_P(LiveAccountContract, AKillThatIsOverEndsNothingThatWasAskedForSince) {
  const auto kill = decision("1", "kill", 0);
  act_on({kill});
  run_for(1min);
  settings_.execution.mode = execute::ExecutionMode::Approve;
  const auto increase = act_on({decision("1", "scale", 12'000)});
  queue(app::changes_of({&kill, 1}, 100'000));
  EXPECT_EQ(found(increase.front().id).state, ChangeState::AwaitingApproval);
}

GV_ON_EACH_ENGINE(LiveAccountContract);

}  // namespace
}  // namespace gv::contract
