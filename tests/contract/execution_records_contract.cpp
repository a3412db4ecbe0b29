// What is written down of changes: the ledger of sends, their history and what holds them.
#include "contract/engines.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "adapters/store/change_history.h"
#include "adapters/store/execution_ledger.h"
#include "adapters/store/holds.h"

namespace gv::contract {
namespace {

using app::ChangeState;
using app::EntityLevel;
using app::Transaction;
using testing::ElementsAre;
using namespace std::chrono_literals;

class ExecutionRecords : public Contract {
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
  store::ExecutionLedger ledger_{};
  store::ChangeHistory history_{};
  store::Holds holds_{};
};

TEST_P(ExecutionRecords, TheLedgerTellsWhatWasSentSince) {
  const app::EntityRef ad{EntityLevel::Ad, "11"};
  for (int i = 0; i < 3; ++i) {
    const app::SentMutation sent{
        .id = new_id(), .platform = "meta", .entity = ad, .sent_at = clock_.now()};
    write([&](Transaction& t) -> Result<bool> {
      GV_TRY(ledger_.lock(t));
      GV_TRY(ledger_.add(t, {&sent, 1}));
      return true;
    });
    clock_.advance(1min);
  }
  const auto since = [&](TimePoint from, std::string_view platform, const app::AccountScope& of) {
    return write([&](Transaction& t) { return ledger_.sent_since(t, platform, from); }, of).size();
  };
  EXPECT_EQ(since(clock_.now() - 1h, "meta", alpha_), 3u);
  EXPECT_EQ(since(clock_.now() - 2min, "meta", alpha_), 1u);
  EXPECT_EQ(since(clock_.now() - 1h, "google", alpha_), 0u);
  EXPECT_EQ(since(clock_.now() - 1h, "meta", beta_), 0u);
}

TEST_P(ExecutionRecords, BudgetsOfAUnitBeginWithTheOneInForce) {
  const app::EntityRef unit{EntityLevel::AdSet, "3"};
  const TimePoint start = clock_.now();
  for (const auto& [after, minor] : {std::pair{0h, 1'000}, {2h, 1'200}, {8h, 1'400}}) {
    write([&](Transaction& t) -> Result<bool> {
      GV_TRY(ledger_.add_budget(
          t, {.platform = "meta", .unit = unit, .from = start + after, .daily_minor = minor}));
      return true;
    });
  }
  const auto steps =
      write([&](Transaction& t) { return ledger_.budgets(t, "meta", unit, start + 3h); });
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0].at, start + 2h);
  EXPECT_EQ(steps[0].daily_minor, 1'200);
  EXPECT_EQ(steps[1].daily_minor, 1'400);
  EXPECT_EQ(
      write([&](Transaction& t) { return ledger_.budgets(t, "meta", unit, start - 1h); }).size(),
      3u);
}

TEST_P(ExecutionRecords, HistoryIsListedAndTellsOfThePlatformsHealth) {
  app::ChangeRecord record{.id = new_id(),
                           .change_id = new_id(),
                           .platform = "meta",
                           .entity = {EntityLevel::Ad, "11"},
                           .campaign_id = "7",
                           .old_value = std::int64_t{1'000},
                           .new_value = std::int64_t{1'200},
                           .change_share = 0.2,
                           .triggered_by = "user:1",
                           .state = ChangeState::Completed,
                           .queued_at = clock_.now(),
                           .started_at = clock_.now(),
                           .ended_at = clock_.now(),
                           .took = Millis{12}};
  const auto append = [&] {
    write([&](Transaction& t) -> Result<bool> {
      GV_TRY(history_.append(t, record));
      return true;
    });
    clock_.advance(1s);
  };
  append();
  record.id = new_id();
  record.state = ChangeState::Pending;
  record.outage = true;
  record.trouble = app::ChangeTrouble{.reason = "transient", .message = "busy"};
  append();

  const auto all = write([&](Transaction& t) { return history_.list(t, {.entity_id = "11"}); });
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].trouble, record.trouble);
  EXPECT_EQ(all[1].new_value, record.new_value);
  EXPECT_NEAR(*all[1].change_share, 0.2, 1e-12);
  EXPECT_EQ(all[1].took, Millis{12});
  const auto ends = write([&](Transaction& t) { return history_.ends(t, "meta", 20); });
  ASSERT_EQ(ends.size(), 2u);
  EXPECT_FALSE(ends[0].failed);
  EXPECT_TRUE(ends[1].failed);
}

TEST_P(ExecutionRecords, AHoldIsInForceUntilItIsClearedOrRunsOut) {
  const app::Hold mine{.id = new_id(), .reason = "storm", .engaged_by = "user:1"};
  const app::Hold brief{.id = new_id(),
                        .scope = app::HoldScope::Ad,
                        .target = "11",
                        .reason = "edited by hand",
                        .engaged_by = "executor",
                        .expires_at = clock_.now() + 24h};
  const app::Hold global{.id = new_id(),
                         .scope = app::HoldScope::Global,
                         .reason = "everything",
                         .engaged_by = "operator"};
  write([&](Transaction& t) -> Result<bool> {
    GV_TRY(holds_.engage(t, mine));
    GV_TRY(holds_.engage(t, brief));
    return true;
  });
  ASSERT_TRUE(
      store_.write_shared([&](app::SharedTransaction& t) { return holds_.engage(t, global); }));
  const auto in_force = [&](const app::AccountScope& scope) {
    return write([&](Transaction& t) { return holds_.in_force(t); }, scope).size();
  };
  const auto clear = [&](const std::string& id, const app::AccountScope& scope) {
    return write([&](Transaction& t) { return holds_.clear(t, id, "user:2"); }, scope);
  };
  EXPECT_EQ(in_force(alpha_), 3u);
  EXPECT_EQ(in_force(beta_), 1u);
  EXPECT_FALSE(clear(mine.id, beta_));
  EXPECT_FALSE(clear(global.id, alpha_));
  EXPECT_TRUE(clear(mine.id, alpha_));
  EXPECT_FALSE(clear(mine.id, alpha_));
  EXPECT_EQ(in_force(alpha_), 2u);
  clock_.advance(24h);
  EXPECT_EQ(in_force(alpha_), 1u);
  EXPECT_TRUE(*store_.write_shared(
      [&](app::SharedTransaction& t) { return holds_.clear(t, global.id, "operator"); }));
  EXPECT_EQ(in_force(alpha_), 0u);
  EXPECT_EQ(write([&](Transaction& t) { return holds_.list(t, 10); }).size(), 3u);
  EXPECT_EQ(write([&](Transaction& t) { return holds_.find(t, mine.id); })->cleared_by, "user:2");
}

GV_ON_EACH_ENGINE(ExecutionRecords);

}  // namespace
}  // namespace gv::contract
