#include "contract/engines.h"

#include <array>

#include "adapters/store/ad_changes.h"
#include "adapters/store/change_history.h"
#include "adapters/store/decisions.h"
#include "adapters/store/loop_times.h"
#include "adapters/store/performance.h"
#include "adapters/store/revenue_store.h"

namespace gv::contract {
namespace {

using app::LoopStage;
using app::Transaction;

class LoopTimesContract : public Contract {
 protected:
  template <class Step>
  void write(Step step) {
    const auto done = store_.write(alpha_, step);
    ASSERT_TRUE(done) << done.error();
  }
  std::vector<app::LoopTime> newest(LoopStage stage, int limit = 10) {
    const auto times =
        store_.read(alpha_, [&](Transaction& t) { return times_.newest(t, stage, limit); });
    EXPECT_TRUE(times) << times.error();
    return *times;
  }
  Result<void> add_report(Transaction& t, const std::string& granularity, TimePoint from) {
    return performance_.put(t, {.platform = "meta",
                                .entity_id = "meta:1",
                                .granularity = granularity,
                                .attribution_setting = "7d_click",
                                .period_start = from,
                                .fetched_at = clock_.now()});
  }
  Result<void> add_event(Transaction& t, const std::string& key) {
    const app::CrmEvent event{
        .key = key, .crm = "hubspot", .deal_id = "7", .type = "stage", .occurred_at = clock_.now()};
    GV_TRY(revenue_.add_events(t, {&event, 1}));
    return {};
  }
  Result<void> book(Transaction& t, const std::string& key, int seq, bool adjustment) {
    const app::LedgerPosting posting{.id = new_id(),
                                     .crm = "hubspot",
                                     .deal_id = "7",
                                     .seq = seq,
                                     .event_key = key,
                                     .kind = "created",
                                     .currency = "USD",
                                     .adjustment = adjustment,
                                     .occurred_at = clock_.now(),
                                     .reason = "created"};
    return revenue_.post(t, {&posting, 1});
  }
  app::AdChange change(const std::string& key) {
    return {.id = new_id(),
            .platform = "meta",
            .entity = {app::EntityLevel::AdSet, key},
            .field = "daily_budget",
            .requested = std::int64_t{500},
            .not_before = clock_.now(),
            .source = "user",
            .triggered_by = "user:1",
            .key = key};
  }
  Result<void> add(Transaction& t, const app::AdChange& change) {
    GV_TRY(changes_.add(t, {&change, 1}));
    return {};
  }

  store::Performance performance_{};
  store::RevenueStore revenue_{};
  store::Decisions decisions_{};
  store::AdChanges changes_{};
  store::ChangeHistory history_{};
  store::LoopTimes times_{};
};

TEST_P(LoopTimesContract, NothingWentThroughAnEmptyStore) {
  for (const auto stage : {LoopStage::Reports, LoopStage::Deals, LoopStage::Decisions,
                           LoopStage::Changes, LoopStage::ReadBacks}) {
    EXPECT_TRUE(newest(stage).empty());
  }
}

TEST_P(LoopTimesContract, ReportsLagBehindTheEndOfTheirHour) {
  const auto hour = std::chrono::floor<Hours>(clock_.now()) - Hours{3};
  write([&](Transaction& t) -> Result<void> {
    GV_TRY(add_report(t, "day", hour));
    GV_TRY(add_report(t, "hour", hour));
    return add_report(t, "hour", hour + Hours{1});
  });
  const auto times = newest(LoopStage::Reports);
  ASSERT_EQ(times.size(), 2u);
  EXPECT_EQ(times[0].begun, hour + Hours{2});
  EXPECT_EQ(times[0].ended, clock_.now());
  EXPECT_EQ(newest(LoopStage::Reports, 1).size(), 1u);
}

TEST_P(LoopTimesContract, DealsLagUntilTheirValueIsBookedFirst) {
  const auto received = clock_.now();
  write([&](Transaction& t) -> Result<void> {
    GV_TRY(add_event(t, "k1"));
    return add_event(t, "books nothing");
  });
  clock_.advance(Millis{2'000});
  write([&](Transaction& t) { return book(t, "k1", 1, false); });
  clock_.advance(Days{3});
  write([&](Transaction& t) { return book(t, "k1", 2, true); });
  const auto times = newest(LoopStage::Deals);
  ASSERT_EQ(times.size(), 1u);
  EXPECT_EQ(times[0].begun, received);
  EXPECT_EQ(times[0].ended, received + Millis{2'000});
}

TEST_P(LoopTimesContract, ChangesFollowTheirDecision) {
  const auto decided = clock_.now();
  const app::DecisionRun run{
      .id = new_id(), .trigger = "api", .inputs_hash = "x", .num_ads = 1, .status = "completed"};
  const app::DecisionRecord decision{.id = new_id(),
                                     .run_id = run.id,
                                     .ad_id = "meta:1",
                                     .decision = "scale",
                                     .reason_code = "roas_high",
                                     .reason = "ROAS 4.1",
                                     .status = "proposed"};
  write([&](Transaction& t) { return decisions_.record(t, run, {&decision, 1}); });
  clock_.advance(Millis{500});
  write([&](Transaction& t) -> Result<void> {
    auto followed = change("1");
    followed.decision_id = decision.id;
    GV_TRY(add(t, followed));
    return add(t, change("2"));
  });
  const auto times = newest(LoopStage::Decisions);
  ASSERT_EQ(times.size(), 1u) << "one was asked for by a person";
  EXPECT_EQ(times[0].begun, decided);
  EXPECT_EQ(times[0].ended, decided + Millis{500});
}

TEST_P(LoopTimesContract, ChangesLagFromWhenTheyWereAskedFor) {
  const TimePoint asked = clock_.now();
  write([&](Transaction& t) { return add(t, change("1")); });
  EXPECT_TRUE(newest(LoopStage::Changes).empty());
  clock_.advance(Millis{1'500});
  write([&](Transaction& t) -> Result<void> {
    GV_TRY(auto claimed, changes_.claim(t, {.worker = "w"}));
    auto sent = claimed.at(0);
    sent.state = app::ChangeState::Verifying;
    sent.sent_at = clock_.now();
    sent.not_before = clock_.now() + Millis{1'000};  // when it is read back
    return changes_.save(t, sent.lease, sent);
  });
  const auto times = newest(LoopStage::Changes);
  ASSERT_EQ(times.size(), 1u);
  EXPECT_EQ(times[0].begun, asked);
  EXPECT_EQ(times[0].ended - times[0].begun, Millis{1'500});
}

TEST_P(LoopTimesContract, ReadBacksEndWhenThePlatformConfirms) {
  const auto sent = clock_.now();
  write([&](Transaction& t) -> Result<void> {
    GV_TRY(history_.append(t, {.id = new_id(),
                               .change_id = new_id(),
                               .platform = "meta",
                               .entity = {app::EntityLevel::Ad, "1"},
                               .state = app::ChangeState::Completed,
                               .queued_at = sent,
                               .started_at = sent,
                               .ended_at = sent + Millis{700}}));
    return history_.append(t, {.id = new_id(),
                               .change_id = new_id(),
                               .platform = "meta",
                               .entity = {app::EntityLevel::Ad, "2"},
                               .state = app::ChangeState::Expired,
                               .queued_at = sent,
                               .ended_at = sent});
  });
  const auto times = newest(LoopStage::ReadBacks);
  ASSERT_EQ(times.size(), 1u) << "what was never sent is not read back";
  EXPECT_EQ(times[0].ended - times[0].begun, Millis{700});
}

GV_ON_EACH_ENGINE(LoopTimesContract);

}  // namespace
}  // namespace gv::contract
