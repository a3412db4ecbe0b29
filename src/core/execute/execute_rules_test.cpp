// State machine, reactions, breaker and approval: small rules, each by number.
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/execute/approval.h"
#include "core/execute/breaker.h"
#include "core/execute/change_state.h"
#include "core/execute/reaction.h"
#include "core/execute/supersession.h"

namespace gv::execute {
namespace {

constexpr TimePoint kNow{Millis{1'736'121'600'000}};
constexpr int kStates = static_cast<int>(ChangeState::DeadLetter) + 1;

TEST(ChangeStates, EveryStateHasANameThatReadsBack) {
  for (int i = 0; i < kStates; ++i) {
    const auto state = static_cast<ChangeState>(i);
    EXPECT_EQ(*parse_change_state(to_text(state), "state"), state);
  }
  EXPECT_EQ(parse_change_state("done", "state").error().where, "state");
}

TEST(ChangeStates, OnlyADeadLetterLeavesItsEnd) {
  for (int i = 0; i < kStates; ++i) {
    for (int j = 0; j < kStates; ++j) {
      const auto from = static_cast<ChangeState>(i);
      const auto to = static_cast<ChangeState>(j);
      if (is_end(from) && may_become(from, to)) {
        EXPECT_EQ(from, ChangeState::DeadLetter);
        EXPECT_EQ(to, ChangeState::Pending);
      }
    }
  }
}

TEST(ChangeStates, NothingIsCompletedWithoutHavingBeenRead) {
  EXPECT_FALSE(may_become(ChangeState::Executing, ChangeState::Completed));
  EXPECT_FALSE(may_become(ChangeState::Pending, ChangeState::Executing));
}

TEST(ChangeStates, ALostLeaseLosesNothing) {
  EXPECT_EQ(after_lost_lease(ChangeState::Claimed), ChangeState::Pending);
  EXPECT_EQ(after_lost_lease(ChangeState::Executing), ChangeState::Verifying);
  EXPECT_EQ(after_lost_lease(ChangeState::Verifying), ChangeState::Verifying);
}

TEST(ChangeStates, IsReadBackThreeTimes) {
  EXPECT_EQ(next_read_back(kNow, kNow), kNow + Millis{1'000});
  EXPECT_EQ(next_read_back(kNow, kNow + Millis{1'000}), kNow + Millis{4'000});
  EXPECT_EQ(next_read_back(kNow, kNow + Millis{14'999}), kNow + Millis{15'000});
  EXPECT_FALSE(next_read_back(kNow, kNow + Millis{15'000}));
}

TEST(Reactions, FullJitterDoublesItsCapUpToFiveMinutes) {
  const std::vector<int> caps{2, 4, 8, 16, 32, 64, 128, 256, 300, 300};
  for (std::size_t i = 0; i < caps.size(); ++i) {
    const auto longest = full_jitter(static_cast<int>(i), 1.0 - 1e-9);
    EXPECT_NEAR(static_cast<double>(longest.count()), caps[i] * 1000.0, 1.0);
    EXPECT_EQ(full_jitter(static_cast<int>(i), 0.0), Millis{0});
  }
}

TEST(Reactions, AClassDecides) {
  const auto of = [](ErrorClass error_class) {
    return react({.error_class = error_class}, 1, 0.5).reaction;
  };
  EXPECT_EQ(of(ErrorClass::RateApp), Reaction::Wait);
  EXPECT_EQ(of(ErrorClass::RateBudget), Reaction::Wait);
  EXPECT_EQ(of(ErrorClass::Auth), Reaction::Park);
  EXPECT_EQ(of(ErrorClass::Invalid), Reaction::GiveUp);
  EXPECT_EQ(of(ErrorClass::Policy), Reaction::GiveUp);
  EXPECT_EQ(of(ErrorClass::Transient), Reaction::Retry);
  EXPECT_EQ(react({.error_class = ErrorClass::Transient, .maybe_applied = true}, 1, 0.5).reaction,
            Reaction::Verify);
}

TEST(Reactions, ThePlatformsTimeIsTheLeastAndWithoutItSixtySecondsDouble) {
  PlatformError error{.error_class = ErrorClass::RateAccount, .retry_after = Millis{600'000}};
  EXPECT_GE(react(error, 1, 0.9).wait, Millis{600'000});
  error.retry_after.reset();
  EXPECT_EQ(react(error, 1, 0.0).wait, Millis{60'000});
  EXPECT_EQ(react(error, 3, 0.0).wait, Millis{240'000});
  EXPECT_EQ(react(error, 20, 0.0).wait, Millis{900'000});
}

std::vector<AttemptEnd> attempts(int good, int bad) {
  std::vector<AttemptEnd> all(static_cast<std::size_t>(good), {kNow, false});
  all.insert(all.end(), static_cast<std::size_t>(bad), {kNow, true});
  return all;
}

TEST(Breaker, OpensWithTheFifthFailureInARow) {
  EXPECT_FALSE(breaker_open_until(attempts(1, 4)));
  EXPECT_EQ(breaker_open_until(attempts(1, 5)), kNow + Millis{60'000});
}

TEST(Breaker, StaysOpenForLongerWithEveryFailedProbe) {
  EXPECT_EQ(breaker_open_until(attempts(0, 6)), kNow + Millis{120'000});
  EXPECT_EQ(breaker_open_until(attempts(0, 12)), kNow + Millis{900'000});
}

TEST(Breaker, OpensWhenHalfOfTwentyFailed) {
  std::vector<AttemptEnd> all;
  for (int i = 0; i < 10; ++i) all.insert(all.end(), {{kNow, false}, {kNow, true}});
  EXPECT_TRUE(breaker_open_until(all));
  all.push_back({kNow, false});
  EXPECT_FALSE(breaker_open_until(all));
}

constexpr int kTranche = 2'000;

TEST(Approval, DependsOnTheModeAndOnWhatIsAtStake) {
  const ChangeSketch rise{ChangeType::Budget, 10'000, 15'000};
  const ChangeSketch cut{ChangeType::Budget, 10'000, 5'000};
  const ChangeSketch pause{ChangeType::Status};
  const ChangeSketch start{.type = ChangeType::Status, .activates = true};
  EXPECT_FALSE(needs_approval(ExecutionMode::Observe, rise, {}, kTranche));
  EXPECT_TRUE(needs_approval(ExecutionMode::Approve, pause, {}, kTranche));
  EXPECT_FALSE(needs_approval(ExecutionMode::Auto, rise, {}, kTranche));
  EXPECT_TRUE(needs_approval(ExecutionMode::Auto, rise, {.change_max_bp = 1'000}, kTranche));
  EXPECT_TRUE(needs_approval(ExecutionMode::Auto, rise, {.amount_max_minor = 4'999}, kTranche));
  EXPECT_FALSE(needs_approval(ExecutionMode::Auto, cut, {.change_max_bp = 1'000}, kTranche));
  EXPECT_FALSE(needs_approval(ExecutionMode::Auto, pause, {}, kTranche));
  EXPECT_TRUE(needs_approval(ExecutionMode::Auto, start, {}, kTranche));
  EXPECT_TRUE(needs_approval(ExecutionMode::Auto, {.type = ChangeType::Create}, {}, kTranche));
  EXPECT_TRUE(needs_approval(ExecutionMode::Auto, {.to_minor = 5}, {}, kTranche));
}

TEST(Approval, UrgencyFollowsFromTheChange) {
  EXPECT_EQ(priority_of({ChangeType::Status}), Priority::Kill);
  EXPECT_EQ(priority_of({ChangeType::Budget, 10, 9}), Priority::Reduce);
  EXPECT_EQ(priority_of({ChangeType::Budget, 10, 11}), Priority::Increase);
  EXPECT_EQ(priority_of({ChangeType::Budget, std::nullopt, 11}), Priority::Increase);
  EXPECT_EQ(priority_of({ChangeType::Create}), Priority::Create);
}

TEST(Supersession, TheNewerStaysUnlessItWouldPushAReductionAside) {
  const Rival rise{"daily_budget", Priority::Increase};
  const Rival cut{"daily_budget", Priority::Reduce};
  const Rival pause{"status", Priority::Kill};
  Rival by_hand = rise;
  by_hand.by_person = true;
  EXPECT_EQ(precedence(cut, rise), Precedence::Newer);
  EXPECT_EQ(precedence(rise, rise), Precedence::Newer);
  EXPECT_EQ(precedence(rise, cut), Precedence::Older);
  EXPECT_EQ(precedence(by_hand, cut), Precedence::Newer);
  EXPECT_EQ(precedence(pause, rise), Precedence::Newer);
  EXPECT_EQ(precedence(pause, cut), Precedence::Both);
  EXPECT_EQ(precedence(rise, pause), Precedence::Both);
}

}  // namespace
}  // namespace gv::execute
