// The scheduled run of a connected account: it decides on what its platforms told, and acts.
#include "contract/review_bench.h"

#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "app/sync/hold_edited.h"

namespace gv::contract {
namespace {

using app::EntityLevel;
using app::EntityStatus;
using app::Transaction;
using testing::HasSubstr;
using namespace std::chrono_literals;

using ReviewBudgetsContract = ReviewBench;

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
