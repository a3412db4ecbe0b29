// When an account lets its changes be sent, and how fast its total may grow.
#include "contract/executor_bench.h"

namespace gv::contract {
namespace {

using app::ChangeState;
using app::EntityStatus;
using app::Transaction;
using namespace std::chrono_literals;

class AccountLimits : public ExecutorContract {
 protected:
  /// From eight to eight by the clock of Berlin.
  void keep_hours() {
    settings_.execution.active_hours = execute::ActiveHours{8h, 20h};
    ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) -> Result<void> {
      GV_TRY(auto account, accounts_.find(t));
      account->time_zone = "Europe/Berlin";
      return accounts_.update(t, *account);
    }));
  }
  void set_clock(std::string_view text) {
    clock_.advance(parse_time(text, "clock").value() - clock_.now());
  }
  /// Ad sets s1 and s2 run, each known for long.
  void add_running() {
    ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) -> Result<void> {
      for (const std::string number : {"1", "2"}) {
        GV_TRY(catalog_.put(t, app::CatalogCampaign{.platform = "meta",
                                                    .external_id = "c" + number,
                                                    .name = "c",
                                                    .objective = "o",
                                                    .status = "active",
                                                    .currency = "USD"}));
        GV_TRY(catalog_.put(t, app::CatalogAdSet{.platform = "meta",
                                                 .external_id = "s" + number,
                                                 .campaign_external_id = "c" + number,
                                                 .name = "s",
                                                 .status = "active",
                                                 .daily_budget_minor = 10'000}));
        GV_TRY(catalog_.put(t, app::CatalogAd{.platform = "meta",
                                              .external_id = number,
                                              .adset_external_id = "s" + number,
                                              .campaign_external_id = "c" + number,
                                              .name = "a",
                                              .status = "active",
                                              .review_status = "active"}));
        GV_TRY(ledger_.add_budget(t, {.platform = "meta",
                                      .unit = {app::EntityLevel::AdSet, "s" + number},
                                      .from = clock_.now() - 72h,
                                      .daily_minor = 10'000}));
      }
      return {};
    }));
  }
};

TEST_P(AccountLimits, ChangesWaitForTheAccountsMorning) {
  keep_hours();
  set_clock("2027-01-12T20:00:00Z");  // 21:00 in Berlin
  const auto change = queue(budget("s1", 9'000));
  run_for(1min);

  const auto waits = found(change.id);
  EXPECT_EQ(waits.state, ChangeState::Pending);
  ASSERT_TRUE(waits.trouble);
  EXPECT_EQ(waits.trouble->reason, "active_hours");
  EXPECT_EQ(waits.not_before, parse_time("2027-01-13T07:00:00Z", "t").value());

  run_for(12h);
  EXPECT_EQ(budget_on_platform("s1"), 9'000) << "its life is not spent waiting";
  EXPECT_EQ(found(change.id).state, ChangeState::Completed);
}

TEST_P(AccountLimits, PausesByHandAndStopsGoAtNight) {
  keep_hours();
  set_clock("2027-01-12T22:00:00Z");
  queue(status("1", EntityStatus::Paused));
  run_for(1min);
  EXPECT_EQ(platform_->find("1")->status, EntityStatus::Paused);

  ASSERT_TRUE(stop_->engage(
      alpha_, {.scope = app::HoldScope::Account, .reason = "fire", .pause_ads = true}, someone_));
  run_for(1min);
  EXPECT_EQ(platform_->find("c2")->status, EntityStatus::Paused);
}

TEST_P(AccountLimits, HoursGoByTheClockOnTheWallWhenItIsChanged) {
  keep_hours();
  // The night in which 02:00 becomes 03:00: eight o'clock comes an hour earlier.
  set_clock("2027-03-28T00:30:00Z");
  const auto spring = queue(budget("s1", 9'000));
  run_for(5s);
  EXPECT_EQ(found(spring.id).not_before, parse_time("2027-03-28T06:00:00Z", "t").value());
  run_for(12h);
  // The night in which 03:00 becomes 02:00.
  set_clock("2027-10-30T23:30:00Z");
  const auto autumn = queue(budget("s1", 10'000));
  run_for(5s);
  EXPECT_EQ(found(autumn.id).not_before, parse_time("2027-10-31T07:00:00Z", "t").value());
}

TEST_P(AccountLimits, AnIncreaseWaitsWhereTheTotalGrewTooFarToday) {
  add_running();
  // Somebody raised s2 on the platform: 200.00 became 295.00.
  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) {
    return ledger_.add_budget(t, {.platform = "meta",
                                  .unit = {app::EntityLevel::AdSet, "s2"},
                                  .from = clock_.now() - 1h,
                                  .daily_minor = 19'500});
  }));
  const auto raise = queue(budget("s1", 12'000));
  const auto cut = queue(budget("s3", 9'000));
  run_for(2min);

  const auto waits = found(raise.id);
  EXPECT_EQ(waits.state, ChangeState::Pending);
  ASSERT_TRUE(waits.trouble);
  EXPECT_EQ(waits.trouble->reason, "account_growth");
  EXPECT_EQ(budget_on_platform("s1"), 10'000);
  EXPECT_EQ(found(cut.id).state, ChangeState::Completed);

  const auto less = queue(budget("s1", 10'400));
  run_for(2min);
  EXPECT_EQ(found(less.id).state, ChangeState::Completed) << "295.00 + 4.00 is within 300.00";
}

TEST_P(AccountLimits, TwoIncreasesAtOnceDoNotOutrunTheTotal) {
  add_running();
  settings_.execution.caps.account_increase_max_bp = 1'500;  // 230.00 in all
  queue({budget("s1", 12'000), budget("s2", 12'000)});
  run_for(5min);
  EXPECT_EQ(budget_on_platform("s1") + budget_on_platform("s2"), 22'000);
}

GV_ON_EACH_ENGINE(AccountLimits);

}  // namespace
}  // namespace gv::contract
