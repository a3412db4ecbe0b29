// What policies of ads forbid, whenever they are set.
#include "contract/executor_bench.h"

#include <fmt/format.h>

#include "adapters/store/ad_states.h"
#include "app/execute/ad_policy_desk.h"

namespace gv::contract {
namespace {

using app::AdPolicy;
using app::AdPolicyMode;
using app::ChangeState;
using app::EntityStatus;
using app::Transaction;
using namespace std::chrono_literals;

class PinnedAds : public ExecutorContract {
 protected:
  void SetUp() override {
    ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) -> Result<void> {
      for (const auto* number : {"1", "2"}) GV_TRY(add_ad(t, number, number));
      return add_ad(t, "11", "1");  // shares the budget of "1"
    }));
    platform_->add({.ref = {app::EntityLevel::Ad, "11"},
                    .name = "ad",
                    .status = EntityStatus::Active,
                    .campaign_id = "c1",
                    .adset_id = "s1"});
  }
  Result<void> add_ad(Transaction& t, const std::string& ad, const std::string& parent) {
    GV_TRY(catalog_.put(t, app::CatalogCampaign{.platform = "meta",
                                                .external_id = "c" + parent,
                                                .name = "c",
                                                .objective = "o",
                                                .status = "active",
                                                .currency = "USD"}));
    GV_TRY(catalog_.put(t, app::CatalogAdSet{.platform = "meta",
                                             .external_id = "s" + parent,
                                             .campaign_external_id = "c" + parent,
                                             .name = "s",
                                             .status = "active",
                                             .daily_budget_minor = 10'000}));
    return catalog_.put(t, app::CatalogAd{.platform = "meta",
                                          .external_id = ad,
                                          .adset_external_id = "s" + parent,
                                          .campaign_external_id = "c" + parent,
                                          .name = "a",
                                          .status = "active",
                                          .review_status = "active"});
  }
  /// Sets the policy of an ad, beside whatever the executor does.
  Result<AdPolicy> set(AdPolicy policy) {
    auto ports = this->ports();
    app::ExecutionPorts direct{.store = store_,
                               .changes = ports.changes,
                               .history = ports.history,
                               .ledger = ports.ledger,
                               .holds = ports.holds,
                               .policies = ports.policies,
                               .running = ports.running,
                               .catalog = ports.catalog,
                               .accounts = ports.accounts,
                               .audit = ports.audit,
                               .events = ports.events,
                               .jobs = ports.jobs,
                               .settings = ports.settings,
                               .zones = ports.zones,
                               .clock = ports.clock};
    app::AdPolicyDesk desk(direct, states_);
    GV_TRY(const auto current, desk.find(alpha_, policy.ad_id));
    policy.revision = current.revision + 1;
    return desk.set(alpha_, policy, someone_);
  }
  Result<AdPolicy> lock(const std::string& ad) {
    return set({.ad_id = ad, .mode = AdPolicyMode::Locked});
  }
  static app::ChangeRequest decided(app::ChangeRequest request) {
    request.source = "decision";
    request.decision_id = "0190a000-0000-7000-8000-0000000000d1";
    return request;
  }
  ErrorCode refusal(const app::ChangeRequest& request) {
    const auto queued = desk_->queue(alpha_, std::vector{request}, someone_);
    EXPECT_FALSE(queued);
    return queued ? ErrorCode::Conflict : queued.error().code;
  }
  std::string ended_by(const std::string& id) {
    const auto change = found(id);
    EXPECT_EQ(change.state, ChangeState::Cancelled) << id;
    return change.trouble ? change.trouble->reason : "";
  }

  store::AdStates states_{};
};

TEST_P(PinnedAds, ALockRefusesWhatTouchesTheAd) {
  ASSERT_TRUE(lock("meta:1"));

  EXPECT_EQ(refusal(status("1", EntityStatus::Paused)), ErrorCode::Held);
  EXPECT_EQ(refusal(budget("s1", 9'000)), ErrorCode::Held) << "the budget that the ad has";
  auto campaign = status("c1", EntityStatus::Paused);
  campaign.entity.level = app::EntityLevel::Campaign;
  EXPECT_EQ(refusal(campaign), ErrorCode::Held) << "what is above it";
  auto sibling = budget("s1", 9'000);
  sibling.entity = {app::EntityLevel::Ad, "11"};
  EXPECT_EQ(refusal(sibling), ErrorCode::Held) << "the budget that it shares";

  queue(status("11", EntityStatus::Paused));
  queue(budget("s2", 9'000));
  run_for(1min);
  EXPECT_EQ(platform_->find("11")->status, EntityStatus::Paused);
  EXPECT_EQ(budget_on_platform("s2"), 9'000);
}

TEST_P(PinnedAds, WhatWaitsWhenTheLockComesEnds) {
  settings_.execution.mode = execute::ExecutionMode::Approve;
  const auto approved = queue(status("1", EntityStatus::Paused));
  ASSERT_TRUE(desk_->approve(alpha_, approved.id, someone_));
  const auto waiting = queue(budget("s1", 9'000));

  ASSERT_TRUE(lock("meta:1"));
  const auto late = desk_->approve(alpha_, waiting.id, someone_);
  run_for(1min);

  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::Held);
  EXPECT_EQ(ended_by(approved.id), "locked");
  EXPECT_EQ(platform_->writes(), 0);
}

TEST_P(PinnedAds, AStopPausesAndResumesALockedAd) {
  ASSERT_TRUE(lock("meta:1"));
  const auto report = *stop_->engage(
      alpha_, {.scope = app::HoldScope::Account, .reason = "fire", .pause_ads = true}, someone_);
  run_for(1min);
  EXPECT_EQ(platform_->find("c1")->status, EntityStatus::Paused);

  ASSERT_TRUE(stop_->resume(alpha_, report.hold.id, "over", someone_));
  run_for(10min);
  EXPECT_EQ(platform_->find("c1")->status, EntityStatus::Active);
}

TEST_P(PinnedAds, AnObservedAdIsLeftToPeople) {
  ASSERT_TRUE(set({.ad_id = "meta:1", .mode = AdPolicyMode::Observe}));
  const auto decision = queue(decided(budget("s1", 9'000)));
  const auto beside = queue(decided(status("11", EntityStatus::Paused)));
  run_for(1min);
  EXPECT_EQ(ended_by(decision.id), "observed");
  EXPECT_EQ(ended_by(beside.id), "observed") << "it shares the budget";
  EXPECT_EQ(platform_->writes(), 0);

  queue(budget("s1", 9'500));
  run_for(1min);
  EXPECT_EQ(budget_on_platform("s1"), 9'500);
}

TEST_P(PinnedAds, ADecisionDoesNotLeaveTheBounds) {
  ASSERT_TRUE(set({.ad_id = "meta:1", .min_budget_minor = 9'000, .max_budget_minor = 11'000}));
  const auto above = queue(decided(budget("s1", 12'000)));
  run_for(1min);
  EXPECT_EQ(ended_by(above.id), "bounds");
  const auto pause = queue(decided(status("1", EntityStatus::Paused)));
  run_for(1min);
  EXPECT_EQ(ended_by(pause.id), "bounds");

  queue(decided(budget("s1", 11'000)));
  run_for(1min);
  EXPECT_EQ(budget_on_platform("s1"), 11'000);
}

TEST_P(PinnedAds, TheWayIntoTheBoundsMayBeginOutside) {
  ASSERT_TRUE(set({.ad_id = "meta:1", .max_budget_minor = 6'000}));
  queue(decided(budget("s1", 6'000)));
  run_for(26h);
  EXPECT_EQ(budget_on_platform("s1"), 6'000);
}

TEST_P(PinnedAds, WhatRanOutForbidsNothing) {
  ASSERT_TRUE(
      set({.ad_id = "meta:1", .mode = AdPolicyMode::Locked, .expires_at = clock_.now() + 1h}));
  EXPECT_EQ(refusal(status("1", EntityStatus::Paused)), ErrorCode::Held);
  clock_.advance(1h);
  queue(status("1", EntityStatus::Paused));
  run_for(1min);
  EXPECT_EQ(platform_->find("1")->status, EntityStatus::Paused);
}

TEST_P(PinnedAds, OfTwoThatSetOneTheSecondLearnsOfTheFirst) {
  ASSERT_TRUE(lock("meta:1"));
  app::AdPolicyDesk desk(ports(), states_);
  AdPolicy late{.ad_id = "meta:1", .revision = 1};
  const auto refused = desk.set(alpha_, late, someone_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Stale);
  EXPECT_EQ(desk.find(alpha_, "meta:1")->mode, AdPolicyMode::Locked);
  EXPECT_FALSE(broken_audit_entry());
  EXPECT_EQ(desk.find(alpha_, "meta:99").error().code, ErrorCode::NotFound);
}

TEST_P(PinnedAds, MinimumsDoNotAskForMoreThanThereIs) {
  settings_.daily_budget_minor = 20'000;
  ASSERT_TRUE(set({.ad_id = "meta:1", .min_budget_minor = 12'000}));
  EXPECT_TRUE(set({.ad_id = "meta:11", .min_budget_minor = 12'000})) << "the same budget";
  const auto more = set({.ad_id = "meta:2", .min_budget_minor = 8'001});
  ASSERT_FALSE(more);
  EXPECT_EQ(more.error().where, "min_budget");
  EXPECT_TRUE(set({.ad_id = "meta:2", .min_budget_minor = 8'000}));
}

// Before each transaction between a decision and its end: what was not sent by then never is.
TEST_P(PinnedAds, ALockHoldsFromWhicheverMomentItIsSet) {
  int kept_back = 0;
  int too_late = 0;
  for (int number = 1; number <= 30; ++number) {
    clock_.advance(48h);
    const std::int64_t target = number % 2 == 0 ? 10'000 : 9'000;
    ASSERT_TRUE(set({.ad_id = "meta:1"}));
    auto request = decided(budget("s1", target));
    request.key = fmt::format("decision {}", number);
    const auto change = queue(request);
    int written = -1;
    mortal_.before(number, [&] {
      written = platform_->writes();
      ASSERT_TRUE(lock("meta:1"));
    });
    run_for(2min);
    mortal_.before(0, {});
    if (written < 0) {  // there were fewer transactions
      ASSERT_TRUE(lock("meta:1"));
      written = platform_->writes();
    }
    ASSERT_EQ(platform_->writes(), written) << "transaction " << number;
    const auto end = found(change.id);
    ASSERT_TRUE(is_end(end.state)) << "transaction " << number;
    end.state == ChangeState::Cancelled ? ++kept_back : ++too_late;
  }
  EXPECT_GE(kept_back, 4);
  EXPECT_GE(too_late, 4);
}

GV_ON_EACH_ENGINE(PinnedAds);

}  // namespace
}  // namespace gv::contract
