// What the executor promises of one change, of a batch and of modes.
#include "contract/executor_bench.h"

#include <algorithm>
#include <set>

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

class ChangeExecution : public ExecutorContract {
 protected:
  std::vector<std::int64_t> budgets_sent(const std::string& adset) {
    std::vector<std::int64_t> sent;
    for (const auto& operation : platform_->applied()) {
      const auto* update = std::get_if<app::UpdateEntity>(&operation);
      if (update != nullptr && update->entity.id == adset && update->daily_budget) {
        sent.push_back(update->daily_budget->minor());
      }
    }
    return sent;
  }
};

TEST_P(ChangeExecution, AChangeIsSentReadBackAndTold) {
  const auto change = queue(status("1", EntityStatus::Paused));
  run_for(5s);

  const auto done = found(change.id);
  EXPECT_EQ(done.state, ChangeState::Completed);
  EXPECT_EQ(done.outcome, ChangeOutcome::Applied);
  EXPECT_EQ(done.read_back, app::ChangeValue(EntityStatus::Paused));
  EXPECT_EQ(platform_->find("1")->status, EntityStatus::Paused);
  EXPECT_EQ(sent().size(), 1u);
  const auto history = *desk_->history(alpha_, {});
  ASSERT_EQ(history.size(), 1u);
  EXPECT_EQ(history[0].old_value, app::ChangeValue(EntityStatus::Active));
  EXPECT_FALSE(broken_audit_entry());
}

TEST_P(ChangeExecution, WhatIsSoAlreadyIsNotSent) {
  const auto change = queue(status("1", EntityStatus::Active));
  ASSERT_TRUE(desk_->approve(alpha_, change.id, someone_));
  run_for(3s);
  EXPECT_EQ(found(change.id).outcome, ChangeOutcome::AlreadyApplied);
  EXPECT_EQ(platform_->writes(), 0);
}

TEST_P(ChangeExecution, ABudgetGoesItsWayInTranches) {
  const auto change = queue(budget("s1", 15'000));
  run_for(13h);
  EXPECT_THAT(budgets_sent("s1"), ElementsAre(12'000, 14'400, 15'000));
  EXPECT_EQ(found(change.id).outcome, ChangeOutcome::Applied);
}

TEST_P(ChangeExecution, ANewerBudgetEndsTheTranchesOfTheOlder) {
  queue(budget("s1", 15'000));
  run_for(1h);
  const auto newer = queue(budget("s1", 13'000));
  run_for(26h);
  EXPECT_THAT(budgets_sent("s1"), ElementsAre(12'000, 13'000));
  EXPECT_EQ(found(newer.id).state, ChangeState::Completed);
  for (const auto& change : all()) EXPECT_TRUE(is_end(change.state)) << change.id;
}

TEST_P(ChangeExecution, ASecondRequestCannotOutrunVelocity) {
  queue(budget("s1", 12'000));
  run_for(1h);
  const auto more = queue(budget("s1", 14'000));
  run_for(1h);
  EXPECT_THAT(budgets_sent("s1"), ElementsAre(12'000));
  ASSERT_TRUE(found(more.id).trouble);
  EXPECT_EQ(found(more.id).trouble->reason, "velocity");
  run_for(5h);
  EXPECT_THAT(budgets_sent("s1"), ElementsAre(12'000, 14'000));
}

TEST_P(ChangeExecution, TheBudgetOfAnAdIsThatOfItsAdSet) {
  auto request = budget("s3", 9'000);
  request.entity = {app::EntityLevel::Ad, "3"};
  const auto change = queue(request);
  run_for(5s);
  EXPECT_EQ(found(change.id).state, ChangeState::Completed);
  EXPECT_EQ(budget_on_platform("s3"), 9'000);
}

TEST_P(ChangeExecution, SomeoneElsesEditIsAConflictAndHoldsTheThing) {
  auto request = budget("s1", 11'000);
  request.expected_old = std::int64_t{10'000};
  const auto change = queue(request);
  platform_->edit("s1", {.daily_budget = Money(7'000, Currency::usd())});
  run_for(5s);
  EXPECT_EQ(found(change.id).state, ChangeState::Conflict);
  EXPECT_EQ(budget_on_platform("s1"), 7'000);

  const auto held = queue(budget("s1", 7'500));
  run_for(1h);
  EXPECT_EQ(found(held.id).state, ChangeState::Pending);
  EXPECT_EQ(found(held.id).trouble->reason, "held");
}

TEST_P(ChangeExecution, ALostAnswerIsReadBackAndNotSentAgain) {
  platform_->script(PlatformFault::DropAfter);
  const auto change = queue(status("1", EntityStatus::Paused));
  run_for(5s);
  EXPECT_EQ(found(change.id).outcome, ChangeOutcome::Applied);
  EXPECT_EQ(platform_->applied().size(), 1u);
}

TEST_P(ChangeExecution, ALostRequestIsSentAgain) {
  platform_->script(PlatformFault::DropBefore);
  const auto change = queue(status("1", EntityStatus::Paused));
  run_for(2min);
  EXPECT_EQ(found(change.id).outcome, ChangeOutcome::Applied);
  EXPECT_EQ(found(change.id).attempts, 2);
}

TEST_P(ChangeExecution, ACreateWhoseAnswerIsLostIsFoundByItsName) {
  platform_->script(PlatformFault::DropAfter);
  const auto change = queue(create("spring"));
  ASSERT_EQ(change.state, ChangeState::AwaitingApproval);
  ASSERT_TRUE(desk_->approve(alpha_, change.id, someone_));
  run_for(5min);
  const auto done = found(change.id);
  EXPECT_EQ(done.state, ChangeState::Completed);
  EXPECT_EQ(platform_->find(done.entity.id)->status, EntityStatus::Paused);
  EXPECT_EQ(platform_->applied().size(), 1u);
}

TEST_P(ChangeExecution, ACreateThatIsTriedAgainByHandIsLookedForFirst) {
  auto change = *app::change_of(create("spring"), AccountId("alpha"), settings_.execution, someone_,
                                clock_.now(), "change");
  change.state = ChangeState::Pending;
  change.attempts_max = 1;
  ASSERT_TRUE(store_.write(alpha_, [&](app::Transaction& transaction) {
    return changes_.add(transaction, {&change, 1});
  }));
  for (const auto fault :
       {PlatformFault::DropAfter, PlatformFault::StaleRead, PlatformFault::StaleRead}) {
    platform_->script(fault);
  }
  ASSERT_TRUE(run_now());
  for (int look = 0; look < 2; ++look) {
    clock_.advance(61s);
    ASSERT_TRUE(run_now());
  }
  ASSERT_EQ(found(change.id).state, ChangeState::DeadLetter);
  ASSERT_TRUE(desk_->retry(alpha_, change.id, someone_));
  run_for(5min);
  EXPECT_EQ(found(change.id).state, ChangeState::Completed);
  EXPECT_EQ(platform_->applied().size(), 1u);
}

TEST_P(ChangeExecution, WhatIsStillProcessedAtALateFirstLookIsNotGivenUp) {
  const auto change = queue(create("spring"));
  ASSERT_TRUE(desk_->approve(alpha_, change.id, someone_));
  ASSERT_TRUE(run_now());
  auto made = *platform_->find(found(change.id).entity.id);
  made.readiness = app::Readiness::Processing;
  platform_->add(made);
  clock_.advance(7h);
  ASSERT_TRUE(run_now());
  EXPECT_EQ(found(change.id).state, ChangeState::Verifying);
  made.readiness = app::Readiness::Ready;
  platform_->add(made);
  run_for(15min);
  EXPECT_EQ(found(change.id).state, ChangeState::Completed);
}

TEST_P(ChangeExecution, ACreateThatWasLostIsMadeAfterTwoLooks) {
  platform_->script(PlatformFault::DropBefore);
  const auto change = queue(create("spring"));
  ASSERT_TRUE(desk_->approve(alpha_, change.id, someone_));
  run_for(30s);
  EXPECT_EQ(platform_->applied().size(), 0u);
  run_for(5min);
  EXPECT_EQ(found(change.id).state, ChangeState::Completed);
  EXPECT_EQ(platform_->applied().size(), 1u);
}

TEST_P(ChangeExecution, WrongRequestsAndMissingThingsEndAsDeadLetters) {
  platform_->script(PlatformFault::Invalid);
  const auto wrong = queue(status("1", EntityStatus::Paused));
  const auto missing = queue(status("77", EntityStatus::Paused));
  run_for(1min);
  EXPECT_EQ(found(wrong.id).state, ChangeState::DeadLetter);
  EXPECT_EQ(found(wrong.id).trouble->code, 100);
  EXPECT_EQ(found(missing.id).state, ChangeState::DeadLetter);
  EXPECT_EQ(found(missing.id).trouble->reason, "missing");

  ASSERT_TRUE(desk_->retry(alpha_, wrong.id, someone_));
  run_for(1min);
  EXPECT_EQ(found(wrong.id).outcome, ChangeOutcome::Applied);
}

TEST_P(ChangeExecution, WithoutAConnectionAChangeIsParkedAndNotLost) {
  platforms_.disconnect();
  const auto change = queue(status("1", EntityStatus::Paused));
  run_for(1h);
  EXPECT_EQ(found(change.id).state, ChangeState::Pending);
  EXPECT_EQ(found(change.id).trouble->reason, "no_connection");
  EXPECT_THAT(found(change.id).trouble->message, testing::HasSubstr("no connection to meta"));
}

TEST_P(ChangeExecution, CredentialsThatDoNotWorkParkAChange) {
  platform_->script(PlatformFault::Auth);
  const auto change = queue(status("1", EntityStatus::Paused));
  run_for(10s);
  EXPECT_EQ(found(change.id).state, ChangeState::Pending);
  EXPECT_EQ(found(change.id).trouble->reason, "auth");
  EXPECT_EQ(found(change.id).attempts, 0);
  run_for(1h);
  EXPECT_EQ(found(change.id).state, ChangeState::Completed);
}

TEST_P(ChangeExecution, TheBreakerOpensWithTheFifthFailure) {
  for (int i = 0; i < 40; ++i) platform_->script(PlatformFault::Transient);
  settings_.execution.batch_max = 1;
  for (int i = 1; i <= 10; ++i) queue(status(fmt::format("{}", i), EntityStatus::Paused));
  run_for(50s);
  EXPECT_EQ(platform_->writes(), 5);
  const auto waiting = all();
  EXPECT_TRUE(std::any_of(waiting.begin(), waiting.end(), [](const auto& change) {
    return change.trouble && change.trouble->reason == "breaker_open";
  }));
}

TEST_P(ChangeExecution, FiftyPausesAreOneRequestAndTwoReads) {
  settings_.execution.batch_max = 50;
  settings_.execution.rate.hour_max = 100;
  std::vector<app::ChangeRequest> requests;
  for (int i = 0; i < 50; ++i) {
    const auto ad = fmt::format("x{}", i);
    platform_->add({.ref = {app::EntityLevel::Ad, ad}, .status = EntityStatus::Active});
    requests.push_back(status(ad, EntityStatus::Paused));
  }
  queue(requests);
  run_for(10s);
  for (const auto& change : all()) EXPECT_EQ(change.outcome, ChangeOutcome::Applied);
  EXPECT_EQ(platform_->writes(), 1);
  EXPECT_EQ(platform_->reads(), 2);
  EXPECT_EQ(sent().size(), 50u);
}

TEST_P(ChangeExecution, OneItemOfABatchFailsAlone) {
  platform_->script(std::nullopt);
  platform_->script(PlatformFault::Invalid);
  const auto changes =
      queue({status("1", EntityStatus::Paused), status("2", EntityStatus::Paused)});
  run_for(10s);
  std::multiset<ChangeState> states;
  for (const auto& change : changes) states.insert(found(change.id).state);
  EXPECT_THAT(states,
              testing::UnorderedElementsAre(ChangeState::Completed, ChangeState::DeadLetter));
}

TEST_P(ChangeExecution, ObservingSendsNothing) {
  settings_.execution.mode = execute::ExecutionMode::Observe;
  const auto change = queue(budget("s1", 11'000));
  run_for(10s);
  EXPECT_EQ(found(change.id).outcome, ChangeOutcome::DryRun);
  EXPECT_EQ(platform_->writes(), 0);
  EXPECT_EQ(platform_->validations(), 1);
  EXPECT_TRUE(sent().empty());
}

TEST_P(ChangeExecution, ARehearsalOfAFarBudgetIsOneEdit) {
  settings_.execution.mode = execute::ExecutionMode::Observe;
  queue(budget("s1", 15'000));
  run_for(30h);
  ASSERT_EQ(all().size(), 1u);
  EXPECT_EQ(all()[0].outcome, ChangeOutcome::DryRun);
}

TEST_P(ChangeExecution, ApprovingNeedsAnotherPairOfEyesWhereAsked) {
  settings_.execution.mode = execute::ExecutionMode::Approve;
  settings_.execution.four_eyes = true;
  const auto change = queue(status("1", EntityStatus::Paused));
  run_for(10s);
  EXPECT_EQ(platform_->writes(), 0);
  EXPECT_EQ(desk_->approve(alpha_, change.id, someone_).error().code, ErrorCode::Forbidden);
  ASSERT_TRUE(desk_->approve(alpha_, change.id, {.type = "user", .id = "u2"}));
  run_for(10s);
  EXPECT_EQ(found(change.id).outcome, ChangeOutcome::Applied);
}

TEST_P(ChangeExecution, WhatNobodyApprovesExpires) {
  settings_.execution.mode = execute::ExecutionMode::Approve;
  const auto change = queue(budget("s1", 11'000));
  run_for(7h);
  EXPECT_EQ(found(change.id).state, ChangeState::Expired);
  ASSERT_TRUE(found(change.id).trouble);
  EXPECT_EQ(found(change.id).trouble->reason, "expired");
  EXPECT_FALSE(desk_->approve(alpha_, change.id, someone_));
}

TEST_P(ChangeExecution, TheSameRequestTwiceIsOneChange) {
  const auto first = queue(budget("s1", 11'000));
  EXPECT_EQ(queue(budget("s1", 11'000)).id, first.id);
  EXPECT_EQ(all().size(), 1u);
}

TEST_P(ChangeExecution, AKillEndsIncreasesThatWait) {
  settings_.execution.mode = execute::ExecutionMode::Approve;
  auto rise = budget("s1", 11'000);
  const auto increase = queue(rise);
  auto kill = status("s1", EntityStatus::Paused);
  kill.entity.level = app::EntityLevel::AdSet;
  queue(kill);
  EXPECT_EQ(found(increase.id).state, ChangeState::Superseded);
}

TEST_P(ChangeExecution, AnIncreaseWaitsForWhatPaysForIt) {
  auto cut = budget("s1", 8'000);
  auto rise = budget("s2", 12'000);
  rise.waits_for = {0};
  platform_->script(PlatformFault::Transient);
  const auto changes = queue({cut, rise});
  run_for(5min);
  EXPECT_EQ(found(changes[1].id).state, ChangeState::Completed);
  const auto applied = platform_->applied();
  ASSERT_EQ(applied.size(), 2u);
  EXPECT_EQ(std::get<app::UpdateEntity>(applied[0]).entity.id, "s1");
}

TEST_P(ChangeExecution, WhoWaitsForADistantReductionAsksNobodyMeanwhile) {
  auto cut = budget("s1", 4'000);  // a day of tranches
  auto rise = budget("s2", 11'000);
  rise.waits_for = {0};
  const auto changes = queue({cut, rise});
  run_for(5h);
  EXPECT_EQ(found(changes[1].id).trouble->reason, "dependency");
  EXPECT_LT(platform_->reads(), 20);
  run_for(2h);
  EXPECT_EQ(found(changes[1].id).state, ChangeState::Expired);
}

TEST_P(ChangeExecution, WhatAChangeWaitedForCompletesAndItGoes) {
  auto cut = budget("s1", 7'000);  // 8,000 now, 7,000 in six hours
  auto rise = budget("s2", 11'000);
  rise.waits_for = {0};
  rise.not_before = clock_.now() + 1h;  // so that it outlives the way there
  const auto changes = queue({cut, rise});
  run_for(6h + 2min);
  EXPECT_EQ(found(changes[1].id).state, ChangeState::Completed);
}

TEST_P(ChangeExecution, UndoGoesBackToTheValueBefore) {
  const auto change = queue(budget("s1", 11'000));
  run_for(10s);
  const auto back = desk_->undo(alpha_, change.id, someone_);
  ASSERT_TRUE(back) << back.error();
  run_for(7h);
  EXPECT_EQ(budget_on_platform("s1"), 10'000);
}

GV_ON_EACH_ENGINE(ChangeExecution);

}  // namespace
}  // namespace gv::contract
