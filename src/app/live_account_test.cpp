#include "app/live_account.h"

#include <gtest/gtest.h>

#include "core/revenue/presets.h"

namespace gv::app {
namespace {

const TimePoint kDay{std::chrono::sys_days{std::chrono::year{2025} / 1 / 6}};
const TimePoint kLook = kDay + Days{3} + Hours{6};

PerformanceRow delivery(const char* granularity, const char* ad, TimePoint start,
                        std::int64_t spend_minor) {
  return {.platform = "meta",
          .entity_id = ad,
          .granularity = granularity,
          .period_start = start,
          .impressions = 1'000,
          .clicks = 20,
          .spend_minor = spend_minor,
          .fetched_at = kLook};
}

class LiveInputs : public ::testing::Test {
 protected:
  LiveInputs() {
    live.ads = {{.ad_id = "meta:1",
                 .campaign_id = "c",
                 .unit_id = "s1",
                 .unit_budget_minor = 5'000,
                 .active = true,
                 .seen_at = kLook},
                {.ad_id = "meta:2",
                 .campaign_id = "c",
                 .unit_id = "s2",
                 .unit_budget_minor = 7'000,
                 .active = false,
                 .paused = true,
                 .seen_at = kLook}};
    for (int day = 0; day < 4; ++day) {
      live.days.push_back(delivery("day", "meta:1", kDay + Days{day}, 4'800));
    }
    for (int hour = 0; hour < 30; ++hour) {  // yesterday and six hours of today
      live.hours.push_back(delivery("hour", "meta:1", kDay + Days{2} + Hours{hour}, 200));
    }
    request.account = AccountId("gym");
    request.now = kDay + Days{3} + Hours{7};
  }
  RunInputs inputs() {
    const auto usd = Currency::usd();
    const AccountSettings settings{.currency = usd,
                                   .pipeline = *revenue::preset("ptd_fitness", usd, 700'000)};
    auto made = live_inputs(live, request, settings);
    EXPECT_TRUE(made) << made.error();
    return made ? *made : RunInputs{};
  }

  LiveAccount live;
  LiveRequest request;
};

TEST_F(LiveInputs, DaysAreReadBeforeYesterdayAndHoursSince) {
  const auto made = inputs();
  ASSERT_EQ(made.cycle.ads.size(), 2u);
  const auto buckets = made.cycle.ads[0].buckets.unpacked();

  ASSERT_EQ(buckets.size(), 2u + 30u);
  EXPECT_EQ(buckets[0].end - buckets[0].start, Millis(Days{1}));
  EXPECT_EQ(buckets[2].start, kDay + Days{2});
  EXPECT_EQ(buckets[2].end - buckets[2].start, Millis(Hours{1}));
  EXPECT_EQ(made.cycle.ads[0].first_delivery_at, kDay);
  EXPECT_EQ(made.cycle.ads[0].data_as_of, kLook) << "when it was asked for";
  EXPECT_FALSE(made.cycle.ads[1].first_delivery_at);
}

TEST_F(LiveInputs, MoneyLiesWithTheAdSet) {
  const auto made = inputs();
  ASSERT_EQ(made.cycle.units.size(), 2u);
  EXPECT_EQ(made.cycle.units[0].id, BudgetUnitId("meta:adset:s1"));
  EXPECT_EQ(made.cycle.units[0].daily_budget_minor, 5'000);
  EXPECT_EQ(made.cycle.total_budget_minor, 5'000) << "what is paused spends nothing";
  EXPECT_EQ(made.cycle.ads[0].unit_id, BudgetUnitId("meta:adset:s1"));
}

TEST_F(LiveInputs, APinHoldsAndAnExcludedAdIsLeftOut) {
  request.pins["meta:1"] = 4'000;
  request.excluded.insert("meta:2");
  const auto made = inputs();
  ASSERT_EQ(made.cycle.units.size(), 1u);
  EXPECT_TRUE(made.cycle.units[0].held);
  EXPECT_EQ(made.cycle.units[0].daily_budget_minor, 4'000);
}

TEST_F(LiveInputs, ADealCountsFromWhenItsDayIsKnown) {
  const auto deal = [&](const char* name, TimePoint counted) {
    return CreditedDeal{
        "meta:1", name, {.click_at = kDay, .counted_at = counted, .value_minor = 100.0}};
  };
  live.deals = {deal("hubspot:1", kDay + Days{1}), deal("hubspot:2", kDay + Days{3} + Hours{7})};
  EXPECT_EQ(inputs().cycle.ads[0].deals.size(), 1u);
}

TEST_F(LiveInputs, WhatIsKnownOfAnAdIsAsOldAsTheLookThatFoundIt) {
  live.ads[1].seen_at = kLook - Hours{20};
  live.days.push_back(delivery("day", "meta:2", kDay + Days{2}, 900));
  live.days.back().fetched_at = kLook - Hours{20};
  const auto made = inputs();
  EXPECT_EQ(made.cycle.ads[0].data_as_of, kLook);
  EXPECT_EQ(made.cycle.ads[1].data_as_of, kLook - Hours{20}) << "others' answers are not its own";
}

TEST_F(LiveInputs, ALookThatFoundNothingNewIsNewsAllTheSame) {
  for (auto& row : live.hours) row.fetched_at = kLook - Hours{9};
  for (auto& row : live.days) row.fetched_at = kLook - Hours{9};
  EXPECT_EQ(inputs().cycle.ads[0].data_as_of, kLook);
}

TEST_F(LiveInputs, HoursAreReadOfTheDaysThatTheAdsOwnLookAskedFor) {
  live.ads[1].seen_at = kDay + Days{1} + Hours{6};
  for (int day = 0; day < 2; ++day) {
    live.days.push_back(delivery("day", "meta:2", kDay + Days{day}, 2'400));
  }
  for (auto& row : live.days) row.fetched_at = kDay;
  for (int hour = 0; hour < 30; ++hour) {
    live.hours.push_back(delivery("hour", "meta:2", kDay + Hours{hour}, 100));
    live.hours.back().fetched_at = kDay;
  }
  EXPECT_EQ(inputs().cycle.ads[1].buckets.size(), 30u) << "both of its days by the hour";
  live.hours_since = kDay + Hours{12};
  EXPECT_EQ(inputs().cycle.ads[1].buckets.size(), 2u) << "by the day where hours are gone";
}

TEST_F(LiveInputs, ABudgetThatWeSetSinceTheLookIsTheUnits) {
  live.budgets["meta:adset:s1"] = {{kLook - Hours{1}, 4'000}, {kLook + Millis{1}, 6'000}};
  EXPECT_EQ(inputs().cycle.units[0].daily_budget_minor, 6'000);
  live.budgets["meta:adset:s1"].pop_back();
  EXPECT_EQ(inputs().cycle.units[0].daily_budget_minor, 5'000) << "the look is newer";
}

TEST_F(LiveInputs, HoldsAndExcludedAdsHoldTheirUnit) {
  live.holds = {{.scope = HoldScope::Ad, .target = "s1"}};
  auto made = inputs();
  EXPECT_TRUE(made.cycle.units[0].held);
  EXPECT_FALSE(made.cycle.units[1].held);

  live.holds.clear();
  live.ads[1].unit_id = "s1";
  request.excluded.insert("meta:2");
  made = inputs();
  ASSERT_EQ(made.cycle.units.size(), 1u);
  EXPECT_TRUE(made.cycle.units[0].held) << "its money is also that of an ad that takes no part";
}

TEST_F(LiveInputs, PoliciesOfAdsThatShareABudgetAreThoseOfTheirUnit) {
  const auto hash = inputs().inputs_hash;
  live.ads[1].unit_id = "s1";
  live.policies = {{.ad_id = "meta:1", .min_budget_minor = 1'000, .max_budget_minor = 9'000},
                   {.ad_id = "meta:2",
                    .mode = AdPolicyMode::Observe,
                    .min_budget_minor = 2'000,
                    .max_budget_minor = 10'000}};
  auto made = inputs();
  ASSERT_EQ(made.cycle.units.size(), 1u);
  EXPECT_FALSE(made.cycle.units[0].held) << "an observed ad is decided on as any other";
  EXPECT_EQ(made.cycle.units[0].policy_min_minor, 2'000);
  EXPECT_EQ(made.cycle.units[0].policy_max_minor, 9'000);
  EXPECT_NE(made.inputs_hash, hash);

  live.policies[1].mode = AdPolicyMode::Locked;
  made = inputs();
  EXPECT_TRUE(made.cycle.units[0].held);
}

TEST_F(LiveInputs, WhatWeEndedIsRememberedWhileItIsPaused) {
  live.kills["meta:1"] = {.at = kDay, .budget_before_minor = 5'000};
  live.kills["meta:2"] = {.at = kDay, .budget_before_minor = 7'000};
  const auto made = inputs();
  EXPECT_FALSE(made.cycle.ads[0].kill_state) << "somebody started it again";
  ASSERT_TRUE(made.cycle.ads[1].kill_state);
  EXPECT_EQ(made.cycle.ads[1].kill_state->budget_before_minor, 7'000);
}

TEST_F(LiveInputs, TheDigestFollowsTheFacts) {
  const auto before = inputs().inputs_hash;
  EXPECT_EQ(inputs().inputs_hash, before);
  live.hours.back().spend_minor += 1;
  EXPECT_NE(inputs().inputs_hash, before);
}

}  // namespace
}  // namespace gv::app
