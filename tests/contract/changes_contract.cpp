// The queue of changes.
#include "contract/engines.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "adapters/store/ad_changes.h"

namespace gv::contract {
namespace {

using app::AdChange;
using app::ChangeMove;
using app::ChangeState;
using app::EntityLevel;
using app::EntityStatus;
using app::Transaction;
using execute::Priority;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

class ChangesContract : public Contract {
 protected:
  template <class Work>
  auto write(Work work, const app::AccountScope& scope) {
    auto done = store_.write(scope, work);
    EXPECT_TRUE(done) << done.error();
    return *std::move(done);
  }
  template <class Work>
  auto write(Work work) {
    return write(std::move(work), alpha_);
  }

  AdChange budget(const std::string& ad, std::int64_t minor, Priority priority) {
    const auto id = new_id();
    return {.id = id,
            .platform = "meta",
            .entity = {EntityLevel::Ad, ad},
            .type = app::ChangeType::Budget,
            .field = "daily_budget",
            .current = std::int64_t{1'000},
            .expected_old = std::int64_t{1'000},
            .requested = minor,
            .priority = priority,
            .not_before = clock_.now(),
            .source = "user",
            .triggered_by = "user:1",
            .reason = "because",
            .key = id};
  }
  app::AddedChange add(const AdChange& change, const app::AccountScope& scope) {
    return write([&](Transaction& t) { return changes_.add(t, {&change, 1}); }, scope).at(0);
  }
  app::AddedChange add(const AdChange& change) { return add(change, alpha_); }
  std::vector<AdChange> claim(const std::string& worker, int batch = 10,
                              Priority most = Priority::Create) {
    return write([&](Transaction& t) {
      return changes_.claim(t, {.worker = worker, .batch = batch, .priority_max = most});
    });
  }
  Result<void> save(const app::ChangeLease& mine, const AdChange& change) {
    return store_.write(alpha_, [&](Transaction& t) { return changes_.save(t, mine, change); });
  }
  bool move(const std::string& id, ChangeMove move) {
    return write([&](Transaction& t) { return changes_.move(t, id, move, "user:2"); });
  }
  AdChange found(const std::string& id) {
    return *write([&](Transaction& t) { return changes_.find(t, id); });
  }
  static std::vector<std::string> ids(const std::vector<AdChange>& changes) {
    std::vector<std::string> out;
    for (const auto& change : changes) out.push_back(change.id);
    return out;
  }
  store::AdChanges changes_{};
};

TEST_P(ChangesContract, KeepsEveryFieldOfAChange) {
  auto change = budget("11", 1'200, Priority::Increase);
  change.campaign_id = "7";
  change.plan_id = new_id();
  change.tranche = 2;
  change.depends_on = {new_id()};
  change.dry_run = true;
  change.expires_at = clock_.now() + 6h;
  change.decision_id = new_id();
  change.confidence = 0.5;
  add(change);

  const auto back = found(change.id);

  EXPECT_EQ(back.requested, change.requested);
  EXPECT_EQ(back.expected_old, change.expected_old);
  EXPECT_EQ(back.campaign_id, "7");
  EXPECT_EQ(back.plan_id, change.plan_id);
  EXPECT_EQ(back.depends_on, change.depends_on);
  EXPECT_TRUE(back.dry_run);
  EXPECT_EQ(back.expires_at, change.expires_at);
  EXPECT_EQ(back.decision_id, change.decision_id);
  EXPECT_EQ(back.state, ChangeState::Pending);
  EXPECT_EQ(back.created_at, clock_.now());
}

TEST_P(ChangesContract, KeepsAThingToMake) {
  auto change = budget("new:1", 0, Priority::Create);
  const app::NewEntity entity{.name = "spring \"sale\"",
                              .parent_change = new_id(),
                              .daily_budget_minor = 500,
                              .fields = R"({"objective":"OUTCOME_LEADS"})"};
  change.type = app::ChangeType::Create;
  change.requested = entity;
  change.expected_old = {};
  add(change);
  EXPECT_EQ(found(change.id).requested, app::ChangeValue(entity));
}

TEST_P(ChangesContract, OneChangeForEachKey) {
  auto first = budget("11", 1'200, Priority::Increase);
  first.key = "same";
  auto second = budget("11", 1'300, Priority::Increase);
  second.key = "same";
  EXPECT_TRUE(add(first).added);
  const auto again = add(second);
  EXPECT_FALSE(again.added);
  EXPECT_EQ(again.id, first.id);
  EXPECT_TRUE(add(second, beta_).added);
}

TEST_P(ChangesContract, TheMostUrgentIsClaimedFirstAndOnlyOnce) {
  const auto rise = budget("11", 1'200, Priority::Increase);
  const auto kill = budget("12", 0, Priority::Kill);
  auto later = budget("13", 900, Priority::Reduce);
  later.not_before = clock_.now() + 1s;
  for (const auto& change : {rise, kill, later}) add(change);

  EXPECT_THAT(ids(claim("a", 1)), ElementsAre(kill.id));
  EXPECT_THAT(ids(claim("b", 10, Priority::Reduce)), IsEmpty());
  EXPECT_THAT(ids(claim("b")), ElementsAre(rise.id));
  EXPECT_THAT(ids(claim("c")), IsEmpty());
  clock_.advance(1s);
  EXPECT_THAT(ids(claim("c")), ElementsAre(later.id));
}

TEST_P(ChangesContract, OneChangeOfAFieldIsInFlight) {
  const auto one = budget("11", 1'200, Priority::Increase);
  const auto two = budget("11", 1'300, Priority::Increase);
  auto status = budget("11", 0, Priority::Kill);
  status.type = app::ChangeType::Status;
  status.field = "status";
  status.requested = EntityStatus::Paused;
  for (const auto& change : {one, two, status}) add(change);

  EXPECT_THAT(ids(claim("a")), ElementsAre(status.id, one.id));
  EXPECT_THAT(ids(claim("b")), IsEmpty());
}

TEST_P(ChangesContract, WhoLostTheLeaseWritesNothing) {
  add(budget("11", 1'200, Priority::Increase));
  auto mine = claim("a").at(0);
  clock_.advance(121s);
  EXPECT_EQ(write([&](Transaction& t) { return changes_.reap(t); }), 1);
  const auto theirs = claim("b").at(0);

  auto wrong = mine;
  wrong.state = ChangeState::Completed;
  const auto refused = save(mine.lease, wrong);

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
  EXPECT_GT(theirs.lease.token, mine.lease.token);
  EXPECT_EQ(found(mine.id).state, ChangeState::Claimed);
}

TEST_P(ChangesContract, WhatMayHaveBeenSentIsReadBackAfterALostLease) {
  add(budget("11", 1'200, Priority::Increase));
  auto change = claim("a").at(0);
  const auto mine = change.lease;
  change.state = ChangeState::Executing;
  change.attempts = 1;
  change.sent_at = clock_.now();
  ASSERT_TRUE(save(mine, change));
  clock_.advance(121s);
  EXPECT_EQ(write([&](Transaction& t) { return changes_.reap(t); }), 1);

  EXPECT_THAT(ids(claim("b")), IsEmpty());
  const auto unread =
      write([&](Transaction& t) { return changes_.claim_to_verify(t, {.worker = "b"}); });
  ASSERT_EQ(unread.size(), 1u);
  EXPECT_EQ(unread[0].state, ChangeState::Verifying);
  EXPECT_EQ(unread[0].sent_at, change.sent_at);
  EXPECT_TRUE(
      write([&](Transaction& t) { return changes_.claim_to_verify(t, {.worker = "c"}); }).empty());
}

TEST_P(ChangesContract, ASavedEndFreesTheFieldAndTheLease) {
  add(budget("11", 1'200, Priority::Increase));
  auto change = claim("a").at(0);
  const auto mine = change.lease;
  change.state = ChangeState::Completed;
  change.outcome = app::ChangeOutcome::Applied;
  change.read_back = std::int64_t{1'200};
  change.trouble = app::ChangeTrouble{.reason = "velocity", .message = "wait", .code = 7};
  change.lease = {};
  ASSERT_TRUE(save(mine, change));

  const auto back = found(change.id);
  EXPECT_EQ(back.state, ChangeState::Completed);
  EXPECT_EQ(back.outcome, app::ChangeOutcome::Applied);
  EXPECT_EQ(back.read_back, change.read_back);
  EXPECT_EQ(back.trouble, change.trouble);
  EXPECT_FALSE(save(mine, change));
}

TEST_P(ChangesContract, APersonMovesWhatNoWorkerHas) {
  auto change = budget("11", 1'200, Priority::Increase);
  change.state = ChangeState::AwaitingApproval;
  change.approval = app::Approval::Required;
  add(change);
  EXPECT_THAT(claim("a"), IsEmpty());
  EXPECT_TRUE(move(change.id, ChangeMove::Approve));
  EXPECT_FALSE(move(change.id, ChangeMove::Approve));
  EXPECT_EQ(found(change.id).approved_by, "user:2");
  EXPECT_EQ(claim("a").size(), 1u);
  EXPECT_FALSE(move(change.id, ChangeMove::Cancel));
}

TEST_P(ChangesContract, ADeadLetterIsTriedAnew) {
  add(budget("11", 1'200, Priority::Increase));
  auto change = claim("a").at(0);
  const auto mine = change.lease;
  EXPECT_FALSE(move(change.id, ChangeMove::Retry));
  change.state = ChangeState::DeadLetter;
  change.attempts = 8;
  change.lease = {};
  ASSERT_TRUE(save(mine, change));
  EXPECT_TRUE(move(change.id, ChangeMove::Retry));
  EXPECT_EQ(found(change.id).attempts, 0);
  EXPECT_EQ(claim("a").size(), 1u);
}

TEST_P(ChangesContract, ListsNewestFirstAndOnlyOnesOwn) {
  const auto one = budget("11", 1'200, Priority::Increase);
  add(one);
  clock_.advance(1s);
  auto two = budget("12", 900, Priority::Reduce);
  two.campaign_id = "7";
  add(two);
  const auto listed = [&](const app::ChangeFilter& filter, const app::AccountScope& scope) {
    return ids(write([&](Transaction& t) { return changes_.list(t, filter); }, scope));
  };
  EXPECT_THAT(listed({}, alpha_), ElementsAre(two.id, one.id));
  EXPECT_THAT(listed({.before = app::ChangeCursor{two.created_at, two.id}}, alpha_), IsEmpty());
  EXPECT_THAT(listed({.entity_id = "11"}, alpha_), ElementsAre(one.id));
  EXPECT_THAT(listed({.campaign_id = "7"}, alpha_), ElementsAre(two.id));
  EXPECT_THAT(listed({.state = ChangeState::Completed}, alpha_), IsEmpty());
  EXPECT_THAT(listed({.plan_id = new_id()}, alpha_), IsEmpty());
  EXPECT_THAT(listed({}, beta_), IsEmpty());
  EXPECT_FALSE(write([&](Transaction& t) { return changes_.find(t, one.id); }, beta_));
}

TEST_P(ChangesContract, CountsEveryRowAndKnowsWhatIsNext) {
  EXPECT_FALSE(write([&](Transaction& t) { return changes_.next_due(t); }));
  auto later = budget("11", 1'200, Priority::Increase);
  later.not_before = clock_.now() + 10s;
  add(later);
  EXPECT_EQ(write([&](Transaction& t) { return changes_.next_due(t); }), clock_.now() + 10s);
  add(budget("12", 900, Priority::Reduce));
  EXPECT_EQ(write([&](Transaction& t) { return changes_.next_due(t); }), clock_.now());
  claim("a");
  EXPECT_EQ(write([&](Transaction& t) { return changes_.next_due(t); }), clock_.now() + 10s);
  EXPECT_FALSE(write([&](Transaction& t) { return changes_.next_emergency(t); }));
  const auto counts = write([&](Transaction& t) { return changes_.counts(t); });
  EXPECT_EQ(counts.at(ChangeState::Pending), 1);
  EXPECT_EQ(counts.at(ChangeState::Claimed), 1);
}

// A look can do nothing about it before: it would look again every second.
TEST_P(ChangesContract, WhatWaitsForAnotherOfItsFieldIsDueWhenThatOneIs) {
  add(budget("11", 900, Priority::Reduce));
  auto first = claim("a").at(0);
  add(budget("11", 800, Priority::Reduce));
  EXPECT_EQ(write([&](Transaction& t) { return changes_.next_due(t); }), first.lease.until);

  const auto lease = first.lease;
  first.state = ChangeState::Verifying;
  first.not_before = clock_.now() + 10min;
  first.lease = {};
  ASSERT_TRUE(save(lease, first));
  EXPECT_EQ(write([&](Transaction& t) { return changes_.next_due(t); }), first.not_before);

  clock_.advance(10min);
  first = write([&](Transaction& t) { return changes_.claim_to_verify(t, {.worker = "a"}); }).at(0);
  const auto again = first.lease;
  first.state = ChangeState::Completed;
  first.lease = {};
  ASSERT_TRUE(save(again, first));
  EXPECT_EQ(write([&](Transaction& t) { return changes_.next_due(t); }), clock_.now() - 10min);
}

GV_ON_EACH_ENGINE(ChangesContract);

}  // namespace
}  // namespace gv::contract
