// What somebody else changed since is told once, and is left as it is.
#include "contract/executor_bench.h"

#include <gmock/gmock.h>

#include "app/execute/sweep_drift.h"

namespace gv::contract {
namespace {

using app::ChangeState;
using app::EntityStatus;
using namespace std::chrono_literals;

class DriftSweep : public ExecutorContract {
 protected:
  /// What a sweep says it found.
  std::string sweep() {
    app::SweepDrift handler(ports(), platforms_);
    const auto effects = handler.work(alpha_, {}, [] { return Result<void>{}; });
    EXPECT_TRUE(effects) << effects.error();
    if (!effects) return {};
    const auto output = store_.write(alpha_, *effects);
    EXPECT_TRUE(output) << output.error();
    return output ? output->value_or("") : std::string();
  }
  std::vector<app::Event> alerts(std::string_view type) {
    return *store_.read(alpha_, [&](app::Transaction& transaction) {
      return events_.of_type_after(transaction, type, 0, 100);
    });
  }
};

TEST_P(DriftSweep, WhatIsAsWeLeftItIsNoDrift) {
  queue(status("1", EntityStatus::Paused));
  queue(budget("s2", 11'000));
  run_for(1min);
  EXPECT_EQ(sweep(), R"({"fields":2,"drifts":0})");
  EXPECT_TRUE(alerts("alert.drift").empty());
}

TEST_P(DriftSweep, AnotherValueIsToldOnceAndLeftAsItIs) {
  const auto change = queue(budget("s2", 11'000));
  run_for(1min);
  platform_->edit("s2", {.daily_budget = Money(7'000, Currency::usd())});
  const auto writes = platform_->writes();
  EXPECT_EQ(sweep(), R"({"fields":1,"drifts":1})");
  EXPECT_EQ(sweep(), R"({"fields":1,"drifts":0})");

  const auto told = alerts("alert.drift");
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].fact.subject_id, change.id);
  EXPECT_THAT(told[0].fact.payload, testing::HasSubstr("7000"));
  const auto history = *desk_->history(alpha_, {.state = ChangeState::Conflict});
  ASSERT_EQ(history.size(), 1u);
  EXPECT_EQ(history[0].old_value, app::ChangeValue(std::int64_t{7'000}));
  EXPECT_EQ(history[0].trouble->reason, "drift");
  EXPECT_EQ(platform_->writes(), writes);
  EXPECT_EQ(found(change.id).state, ChangeState::Completed);
  EXPECT_FALSE(broken_audit_entry());

  platform_->edit("s2", {.daily_budget = Money(6'000, Currency::usd())});
  EXPECT_EQ(sweep(), R"({"fields":1,"drifts":1})");
}

TEST_P(DriftSweep, APlatformThatDoesNotAnswerHidesNothingOfAnother) {
  platforms_.serve_as("google");
  auto other = budget("s1", 11'000);
  other.platform = "google";
  queue({budget("s2", 11'000), other});
  run_for(1min);
  platforms_.refuse("google");  // which is asked first
  platform_->edit("s2", {.daily_budget = Money(7'000, Currency::usd())});
  app::SweepDrift handler(ports(), platforms_);
  EXPECT_FALSE(handler.work(alpha_, {}, [] { return Result<void>{}; }));
  EXPECT_EQ(alerts("alert.drift").size(), 1u);
}

TEST_P(DriftSweep, TheNewestChangeOfABudgetCountsWhateverItWasCalledBy) {
  auto of_ad = budget("s2", 11'000);
  of_ad.entity = {app::EntityLevel::Ad, "2"};
  queue(of_ad);
  run_for(1min);
  clock_.advance(24h);
  queue(budget("s2", 12'000));
  run_for(1min);
  EXPECT_EQ(sweep(), R"({"fields":1,"drifts":0})");
}

TEST_P(DriftSweep, WhatIsUnderWayIsNoDrift) {
  queue(status("1", EntityStatus::Paused));
  run_for(1min);
  clock_.advance(1h);
  platform_->script(app::PlatformFault::DropAfter);
  const auto back = queue(status("1", EntityStatus::Active));
  ASSERT_TRUE(desk_->approve(alpha_, back.id, someone_));
  clock_.advance(1s);
  ASSERT_TRUE(run_now());
  ASSERT_EQ(found(back.id).state, ChangeState::Verifying);
  EXPECT_EQ(sweep(), R"({"fields":0,"drifts":0})");
}

TEST_P(DriftSweep, RehearsalsAreNotExpectedThere) {
  settings_.execution.mode = execute::ExecutionMode::Observe;
  queue(status("1", EntityStatus::Paused));
  run_for(1min);
  EXPECT_EQ(sweep(), R"({"fields":0,"drifts":0})");
}

TEST_P(DriftSweep, WhatIsGoneIsTold) {
  queue(status("1", EntityStatus::Paused));
  run_for(1min);
  platform_->remove("1");
  EXPECT_EQ(sweep(), R"({"fields":1,"drifts":1})");
  EXPECT_THAT(desk_->history(alpha_, {.state = ChangeState::Conflict})->at(0).trouble->message,
              testing::HasSubstr("gone"));
}

TEST_P(DriftSweep, WithoutAConnectionThereIsNothingToLookAt) {
  queue(status("1", EntityStatus::Paused));
  run_for(1min);
  platforms_.disconnect();
  EXPECT_EQ(sweep(), R"({"fields":0,"drifts":0})");
}

TEST_P(DriftSweep, ABreakerThatOpensIsToldOnce) {
  for (int i = 0; i < 40; ++i) platform_->script(app::PlatformFault::Transient);
  settings_.execution.batch_max = 1;
  for (int i = 1; i <= 10; ++i) queue(status(std::to_string(i), EntityStatus::Paused));
  run_for(10min);
  EXPECT_GT(platform_->writes(), 5);
  const auto told = alerts("alert.breaker_opened");
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].fact.subject_id, "meta");
}

GV_ON_EACH_ENGINE(DriftSweep);

}  // namespace
}  // namespace gv::contract
