// What the executor promises of holds and stops.
#include "contract/executor_bench.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace gv::contract {
namespace {

using app::ChangeOutcome;
using app::ChangeState;
using app::EntityStatus;
using app::PlatformFault;
using testing::ElementsAre;
using namespace std::chrono_literals;

class EmergencyStops : public ExecutorContract {};

TEST_P(EmergencyStops, NothingStartsAfterAHoldAndAllGoesOnAfterIt) {
  const auto change = queue(status("1", EntityStatus::Paused));
  const auto report = stop_->engage(alpha_, {.reason = "wait"}, someone_);
  ASSERT_TRUE(report) << report.error();
  run_for(10min);
  EXPECT_EQ(platform_->writes(), 0);
  EXPECT_EQ(found(change.id).state, ChangeState::Pending);
  ASSERT_TRUE(stop_->clear(alpha_, report->hold.id, someone_));
  run_for(10s);
  EXPECT_EQ(found(change.id).state, ChangeState::Completed);
}

TEST_P(EmergencyStops, StoppingPausesWhatSpendsAndResumingRestoresOnlyThat) {
  platform_->edit("c9", {.status = EntityStatus::Paused});
  const auto rise = queue(budget("s1", 15'000));
  const auto report = stop_->engage(alpha_, {.reason = "spend", .pause_ads = true}, someone_);
  ASSERT_TRUE(report) << report.error();
  EXPECT_EQ(report->cancelled, 1);
  run_for(15s);
  for (int i = 1; i <= 10; ++i) {
    EXPECT_EQ(platform_->find(fmt::format("c{}", i))->status, EntityStatus::Paused);
  }
  EXPECT_EQ(found(rise.id).state, ChangeState::Cancelled);

  const auto back = stop_->resume(alpha_, report->hold.id, "checked", someone_);
  ASSERT_TRUE(back) << back.error();
  EXPECT_EQ(back->size(), 9u);
  run_for(15s);
  EXPECT_EQ(platform_->find("c1")->status, EntityStatus::Active);
  EXPECT_EQ(platform_->find("c9")->status, EntityStatus::Paused);
  EXPECT_FALSE(broken_audit_entry());
}

TEST_P(EmergencyStops, AStopPausesWhatAnswersThoughAnotherPlatformDoesNot) {
  platforms_.refuse("meta");  // which is asked first
  platforms_.serve_as("google");
  jobs_may_fail_ = true;  // the stop comes again for what it could not pause
  ASSERT_TRUE(stop_->engage(alpha_, {.reason = "spend", .pause_ads = true}, someone_));
  run_for(1min);
  for (const auto& one : platform_->all()) {
    if (one.ref.level != app::EntityLevel::Campaign) continue;
    EXPECT_EQ(one.status, EntityStatus::Paused);
  }
  const auto told = *store_.read(alpha_, [&](app::Transaction& transaction) {
    return events_.of_type_after(transaction, "alert.not_paused", 0, 100);
  });
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].fact.subject_id, "meta");
}

TEST_P(EmergencyStops, AStopInTheSecondOfOneThatWasClearedIsInForce) {
  const auto first = stop_->engage(alpha_, {.reason = "spend"}, someone_);
  ASSERT_TRUE(stop_->clear(alpha_, first->hold.id, someone_));
  const auto second = stop_->engage(alpha_, {.reason = "again"}, someone_);
  ASSERT_TRUE(second) << second.error();

  EXPECT_NE(second->hold.id, first->hold.id);
  const auto holds = *stop_->holds(alpha_, 10);
  EXPECT_EQ(
      std::count_if(holds.begin(), holds.end(), [](const auto& hold) { return !hold.cleared_at; }),
      1);
}

TEST_P(EmergencyStops, WhatAResumeBringsBackWaitsForTheOtherStop) {
  const auto paused = stop_->engage(alpha_, {.reason = "spend", .pause_ads = true}, someone_);
  run_for(15s);
  const auto other = stop_->engage(alpha_, {.reason = "another"}, someone_);
  ASSERT_TRUE(other) << other.error();
  ASSERT_TRUE(stop_->resume(alpha_, paused->hold.id, "checked", someone_));
  run_for(60s);
  EXPECT_EQ(platform_->find("c1")->status, EntityStatus::Paused) << "a stop is in force";

  ASSERT_TRUE(stop_->clear(alpha_, other->hold.id, someone_));
  run_for(10min);
  EXPECT_EQ(platform_->find("c1")->status, EntityStatus::Active);
}

TEST_P(EmergencyStops, APlatformThatThereIsNotStopsNothing) {
  const auto refused = stop_->engage(
      alpha_, {.scope = app::HoldScope::Platform, .target = "metta", .reason = "spend"}, someone_);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().where, "target");
}

TEST_P(EmergencyStops, FiveHundredCampaignsArePausedInFifteenSeconds) {
  for (int i = 0; i < 490; ++i) {
    platform_->add({.ref = {app::EntityLevel::Campaign, fmt::format("m{}", i)},
                    .status = EntityStatus::Active});
  }
  ASSERT_TRUE(stop_->engage(alpha_, {.reason = "spend", .pause_ads = true}, someone_));
  run_for(15s);
  std::size_t verified = 0;
  for (const auto& change : all()) verified += change.outcome == ChangeOutcome::Applied ? 1 : 0;
  EXPECT_EQ(verified, 500u);
  EXPECT_EQ(platform_->writes(), 10);
  const auto ledger = sent();
  for (std::size_t i = 100; i < ledger.size(); ++i) {
    EXPECT_GE(ledger[i].sent_at - ledger[i - 100].sent_at, 1s) << "the platform would refuse it";
  }
}

GV_ON_EACH_ENGINE(EmergencyStops);

}  // namespace
}  // namespace gv::contract
