#include "contract/engines.h"

#include <set>

#include <gmock/gmock.h>

#include "adapters/files/zone_table.h"
#include "adapters/store/accounts.h"
#include "adapters/store/audit_log.h"
#include "adapters/store/job_board.h"
#include "adapters/store/job_queue.h"
#include "adapters/store/leases.h"
#include "adapters/store/schedules.h"
#include "app/schedules/fire_times.h"
#include "app/schedules/schedule_desk.h"
#include "app/schedules/scheduler.h"

namespace gv::contract {
namespace {

using app::SharedTransaction;
using app::Transaction;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

TimePoint at(std::string_view text) { return *parse_time(text, "at"); }

std::string next(std::string_view cron, const std::string& zone, std::string_view after) {
  const auto parsed = *Cron::parse(cron, "cron");
  return format_time(*app::next_fire(parsed, files::ZoneTable{}, zone, at(after))).substr(0, 16);
}

std::string last(std::string_view cron, const std::string& zone, std::string_view now) {
  const auto parsed = *Cron::parse(cron, "cron");
  const auto fire = *app::last_fire(parsed, files::ZoneTable{}, zone, at(now));
  return fire ? format_time(*fire).substr(0, 16) : "never";
}

TEST(FireTimes, ASkippedReadingFiresWhenTheClocksJump) {
  EXPECT_EQ(next("0 2 * * *", "America/New_York", "2025-03-08T08:00:00Z"), "2025-03-09T07:00");
  EXPECT_EQ(next("0 2 * * *", "America/New_York", "2025-03-09T07:00:00Z"), "2025-03-10T06:00");
  EXPECT_EQ(next("*/15 * * * *", "America/New_York", "2025-03-09T06:45:00Z"), "2025-03-09T07:00");
  EXPECT_EQ(next("*/15 * * * *", "America/New_York", "2025-03-09T07:00:00Z"), "2025-03-09T07:15");
}

TEST(FireTimes, AReadingThatComesTwiceFiresOnce) {
  EXPECT_EQ(next("30 1 * * *", "America/New_York", "2025-11-02T00:00:00Z"), "2025-11-02T05:30");
  EXPECT_EQ(next("30 1 * * *", "America/New_York", "2025-11-02T05:30:00Z"), "2025-11-03T06:30");
  EXPECT_EQ(next("30 1 * * *", "America/New_York", "2025-11-02T06:10:00Z"), "2025-11-03T06:30");
}

TEST(FireTimes, GoesByTheClockOfTheZoneAndIntervalsByTheEpoch) {
  EXPECT_EQ(next("0 */2 * * *", "Asia/Dubai", "2025-01-01T00:00:00Z"), "2025-01-01T02:00");
  EXPECT_EQ(next("@every 2h", "Asia/Dubai", "2025-01-01T01:00:00Z"), "2025-01-01T02:00");
  EXPECT_FALSE(app::next_fire(*Cron::parse("0 2 * * *", "cron"), files::ZoneTable{}, "Mars/Base",
                              at("2025-01-01")));
}

TEST(FireTimes, TheLastOneIsFoundHoweverRareTheyAre) {
  EXPECT_EQ(last("* * * * *", "UTC", "2025-01-01T00:00:59Z"), "2025-01-01T00:00");
  EXPECT_EQ(last("0 2 * * *", "UTC", "2025-01-01T01:59:00Z"), "2024-12-31T02:00");
  EXPECT_EQ(last("0 0 1 jan *", "UTC", "2025-06-01"), "2025-01-01T00:00");
  EXPECT_EQ(last("0 0 29 2 *", "UTC", "2025-06-01"), "2024-02-29T00:00");
}

TEST(FireTimes, AccountsAreSpreadOverTenMinutes) {
  const std::string cron = app::spread("50 * * * *", AccountId("alpha"));
  const auto offset = std::stoi(cron) - 50;
  EXPECT_GE(offset, 0);
  EXPECT_LE(offset, 9);
  EXPECT_EQ(app::spread("*/5 * * * *", AccountId("alpha")),
            std::to_string(offset % 5) + "/5 * * * *");
  std::set<std::string> crons;
  for (int i = 0; i < 50; ++i) {
    crons.insert(app::spread("0 0 * * *", AccountId(std::to_string(i))));
  }
  EXPECT_GT(crons.size(), 5u);
}

class SchedulesContract : public Contract {
 protected:
  static std::vector<app::ScheduleRule> rules() {
    return {{.name = "hourly", .cron = "20 * * * *", .job = {.name = "review", .priority = 5}},
            {.name = "nightly",
             .cron = "15 3 * * *",
             .of = app::ScheduleRule::Of::Installation,
             .utc = true,
             .job = {.name = "maintenance"}}};
  }
  app::Scheduler scheduler(std::string holder) {
    return {{store_, schedules_, jobs_, leases_, accounts_, zones_}, rules(), std::move(holder)};
  }
  std::vector<app::Schedule> listed(const app::AccountScope& scope) {
    return *store_.read(scope, [&](Transaction& t) { return schedules_.list(t); });
  }
  /// Queued so far: of the account, or of nobody.
  std::size_t queued(const app::AccountScope& scope) {
    const auto jobs =
        *store_.read(scope, [&](Transaction& t) { return board_.list(t, {.limit = 200}); });
    return jobs.size();
  }
  std::size_t claimed(std::string name) {
    return store_
        .write_shared([&](SharedTransaction& t) {
          return jobs_.claim(t, {.name = name, .worker = "w1", .batch = 100});
        })
        ->size();
  }
  void set(const app::AccountScope& scope, const std::function<void(app::Account&)>& change) {
    ASSERT_TRUE(store_.write(scope, [&](Transaction& t) -> Result<void> {
      GV_TRY(auto account, accounts_.find(t));
      change(*account);
      return accounts_.update(t, *account);
    }));
  }

  store::Schedules schedules_{};
  store::JobQueue jobs_{};
  store::JobBoard board_{};
  store::Leases leases_{};
  store::Accounts accounts_{};
  store::AuditLog audit_{};
  files::ZoneTable zones_{};
  app::ScheduleDesk desk_{{store_, schedules_, jobs_, audit_, zones_}, rules()};
};

TEST_P(SchedulesContract, EveryAccountGetsTheSchedulesByItsClock) {
  set(alpha_, [](app::Account& account) { account.time_zone = "Asia/Dubai"; });
  auto leader = scheduler("a");

  ASSERT_TRUE(leader.step());

  const auto mine = listed(alpha_);
  ASSERT_EQ(mine.size(), 1u);
  EXPECT_EQ(mine[0].name, "hourly");
  EXPECT_EQ(mine[0].account, alpha_.account());
  EXPECT_EQ(mine[0].time_zone, "Asia/Dubai");
  EXPECT_GT(mine[0].next_fire, clock_.now());
  EXPECT_EQ(listed(beta_).size(), 1u);
  const auto installation =
      *store_.read_shared([&](SharedTransaction& t) { return schedules_.list(t); });
  ASSERT_EQ(installation.size(), 1u);
  EXPECT_FALSE(installation[0].account);

  set(alpha_, [](app::Account& account) { account.time_zone = "Asia/Kolkata"; });
  clock_.advance(30s);
  ASSERT_TRUE(leader.step());
  EXPECT_EQ(listed(alpha_)[0].time_zone, "Asia/Kolkata");
  EXPECT_EQ(listed(alpha_)[0].cron, mine[0].cron);
}

TEST_P(SchedulesContract, ANewAccountNeedNotWait) {
  auto leader = scheduler("a");
  ASSERT_TRUE(leader.step());
  const auto gamma = scope("gamma");
  ASSERT_TRUE(store_.write(gamma, [&](Transaction& t) {
    return accounts_.add(t, {.id = gamma.account(), .currency = "USD", .time_zone = "UTC"});
  }));

  clock_.advance(1s);
  ASSERT_TRUE(leader.step());

  EXPECT_EQ(listed(gamma).size(), 1u);
}

TEST_P(SchedulesContract, WhatIsDueIsQueuedOnceWhoeverLeads) {
  auto first = scheduler("a");
  auto second = scheduler("b");
  ASSERT_TRUE(first.step());
  clock_.set(listed(alpha_)[0].next_fire);

  ASSERT_TRUE(first.step());
  ASSERT_TRUE(second.step());
  EXPECT_EQ(queued(alpha_), 1u);
  EXPECT_EQ(listed(alpha_)[0].last_fire, clock_.now());
  EXPECT_EQ(listed(alpha_)[0].next_fire, clock_.now() + 1h);

  clock_.advance(1h);  // the first is gone: its lease has run out
  ASSERT_TRUE(second.step());
  ASSERT_TRUE(first.step());
  EXPECT_EQ(queued(alpha_), 2u);
}

TEST_P(SchedulesContract, WhoGivesTheLeadUpKeepsNobodyWaiting) {
  auto first = scheduler("a");
  auto second = scheduler("b");
  ASSERT_TRUE(first.step());
  clock_.set(listed(alpha_)[0].next_fire - 1s);
  ASSERT_TRUE(first.step());
  ASSERT_TRUE(first.resign());
  clock_.advance(1s);

  ASSERT_TRUE(second.step());
  EXPECT_EQ(queued(alpha_), 1u);
}

TEST_P(SchedulesContract, WhatWasMissedIsMadeUpForOnce) {
  auto leader = scheduler("a");
  ASSERT_TRUE(leader.step());
  const auto due = listed(alpha_)[0].next_fire;
  clock_.set(due + 5h + 10min);

  ASSERT_TRUE(leader.step());
  ASSERT_TRUE(leader.step());

  EXPECT_EQ(queued(alpha_), 1u);
  EXPECT_EQ(listed(alpha_)[0].last_fire, due + 5h);
  EXPECT_EQ(listed(alpha_)[0].next_fire, due + 6h);
}

TEST_P(SchedulesContract, TheInstallationsJobsBelongToNobody) {
  auto leader = scheduler("a");
  ASSERT_TRUE(leader.step());
  clock_.advance(24h);

  ASSERT_TRUE(leader.step());

  EXPECT_EQ(claimed("maintenance"), 1u);
  EXPECT_EQ(claimed("review"), 2u);  // one of each account
}

TEST_P(SchedulesContract, AnArchivedAccountsScheduleIsOver) {
  auto leader = scheduler("a");
  ASSERT_TRUE(leader.step());
  set(alpha_, [](app::Account& account) { account.status = "archived"; });
  clock_.advance(2h);

  ASSERT_TRUE(leader.step());

  EXPECT_EQ(queued(alpha_), 0u);
  EXPECT_EQ(queued(beta_), 1u);
  EXPECT_FALSE(listed(alpha_)[0].enabled);
}

TEST_P(SchedulesContract, OneThatCannotBeReadIsSwitchedOffAndHoldsNobodyUp) {
  auto leader = scheduler("a");
  ASSERT_TRUE(leader.step());
  auto broken = listed(alpha_)[0];
  broken.time_zone = "Mars/Base";
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) { return schedules_.update(t, broken); }));
  clock_.advance(2h);

  ASSERT_TRUE(leader.step());

  EXPECT_FALSE(listed(alpha_)[0].enabled);
  EXPECT_EQ(queued(beta_), 1u);
}

TEST_P(SchedulesContract, ASwitchedOffOneRestsAndMakesUpForNothing) {
  auto leader = scheduler("a");
  ASSERT_TRUE(leader.step());
  ASSERT_TRUE(desk_.change(alpha_, "hourly", {.enabled = false}, {}));
  clock_.advance(3h);
  ASSERT_TRUE(leader.step());
  EXPECT_EQ(queued(alpha_), 0u);

  const auto on = desk_.change(alpha_, "hourly", {.cron = "@every 1h", .enabled = true}, {});
  ASSERT_TRUE(on) << on.error();
  EXPECT_GT(on->next_fire, clock_.now());
  ASSERT_TRUE(leader.step());
  EXPECT_EQ(queued(alpha_), 0u);
  clock_.advance(1h);
  ASSERT_TRUE(leader.step());
  EXPECT_EQ(queued(alpha_), 1u);
}

TEST_P(SchedulesContract, OthersSchedulesAreOutOfReach) {
  auto leader = scheduler("a");
  ASSERT_TRUE(leader.step());
  const auto gamma = scope("gamma");

  EXPECT_THAT(listed(gamma), IsEmpty());
  EXPECT_EQ(desk_.change(gamma, "hourly", {.enabled = false}, {}).error().code,
            ErrorCode::NotFound);
  EXPECT_EQ(desk_.change(alpha_, "nightly", {.enabled = false}, {}).error().code,
            ErrorCode::NotFound);
  EXPECT_TRUE(listed(beta_)[0].enabled);
}

GV_ON_EACH_ENGINE(SchedulesContract);

}  // namespace
}  // namespace gv::contract
