#include "app/execute/judge_change.h"

#include <gtest/gtest.h>

namespace gv::app {
namespace {

const TimePoint kNow = parse_time("2025-03-01T12:00:00Z", "now").value();
const Currency kUsd = Currency::parse("USD", "currency").value();

AdChange budget(std::int64_t to) {
  AdChange change{.id = "c", .platform = "meta", .entity = {EntityLevel::AdSet, "1"}};
  change.requested = to;
  change.expected_old = std::int64_t{10'000};
  change.created_at = kNow;
  return change;
}

/// An ad set with this daily budget, for days.
ChangeFacts facts_of(std::int64_t daily_minor) {
  const EntityRef unit{EntityLevel::AdSet, "1"};
  return {.unit = unit,
          .entity = PlatformEntity{.ref = unit, .daily_budget = Money(daily_minor, kUsd)},
          .budgets = {{kNow - Hours{72}, daily_minor}}};
}

Judgement judged(const AdChange& change, const ExecutionSettings& settings = {}) {
  return judge(change, facts_of(10'000), settings, kUsd, kNow);
}

TEST(JudgeChange, WhatRunsFallsInSteps) {
  const auto judgement = judged(budget(2'000));
  ASSERT_EQ(judgement.verdict, Verdict::Split);
  EXPECT_EQ(judgement.tranches.tranches.front().daily_minor, 8'000);
}

TEST(JudgeChange, WhatComesBackFallsAtOnceBeforeItRuns) {
  auto change = budget(2'000);
  change.resumes = true;
  const auto judgement = judged(change);
  ASSERT_EQ(judgement.verdict, Verdict::Send);
  EXPECT_EQ(std::get<UpdateEntity>(*judgement.operation).daily_budget, Money(2'000, kUsd));
}

TEST(JudgeChange, WhatWasQueuedBeforeTheAccountCameToObserveIsNotSent) {
  const ExecutionSettings observes{.mode = execute::ExecutionMode::Observe};
  EXPECT_EQ(judged(budget(9'000), observes).verdict, Verdict::Wait);
  auto rehearsal = budget(9'000);
  rehearsal.dry_run = true;
  EXPECT_EQ(judged(rehearsal, observes).verdict, Verdict::Send);
}

TEST(JudgeChange, WhatComesBackRisesAboveItsLastBudgetInSteps) {
  auto change = budget(20'000);
  change.resumes = true;
  EXPECT_EQ(judged(change).verdict, Verdict::Split);
}

TEST(JudgeChange, WhatAPolicyForbidsEnds) {
  auto facts = facts_of(10'000);
  facts.forbidden = ChangeTrouble{.reason = "locked", .message = "locked"};
  const auto judgement = judge(budget(9'000), facts, {}, kUsd, kNow);
  EXPECT_EQ(judgement.verdict, Verdict::Forbidden);
  EXPECT_EQ(judgement.trouble->reason, "locked");
}

TEST(JudgeChange, OutsideOfActiveHoursAllButPausesByHandWait) {
  auto facts = facts_of(10'000);
  facts.closed_until = kNow + Hours{10};
  const auto closed = judge(budget(9'000), facts, {}, kUsd, kNow);
  EXPECT_EQ(closed.verdict, Verdict::Wait);
  EXPECT_EQ(closed.until, kNow + Hours{10});
  EXPECT_EQ(closed.trouble->reason, "active_hours");
  EXPECT_TRUE(closed.prolongs);

  auto pause = budget(0);
  pause.type = ChangeType::Status;
  pause.requested = EntityStatus::Paused;
  pause.expected_old = {};
  facts.entity->status = EntityStatus::Active;
  pause.source = "decision";
  EXPECT_EQ(judge(pause, facts, {}, kUsd, kNow).verdict, Verdict::Wait);
  pause.source = "user";
  EXPECT_EQ(judge(pause, facts, {}, kUsd, kNow).verdict, Verdict::Send);
  pause.source = "emergency_stop";
  pause.priority = execute::Priority::Emergency;
  EXPECT_EQ(judge(pause, facts, {}, kUsd, kNow).verdict, Verdict::Send);
}

}  // namespace
}  // namespace gv::app
