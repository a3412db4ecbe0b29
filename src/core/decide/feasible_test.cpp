#include "core/decide/feasible.h"

#include <deque>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/rng.h"

namespace gv::decide {
namespace {

/// Units with bounds and P(ROAS >= target), all in one campaign unless said otherwise.
struct Case {
  std::deque<belief::BudgetUnit> units;
  std::vector<UnitView> views;
  std::vector<UnitLimits> limits;
  Config config;

  UnitLimits& add(std::int64_t current, std::int64_t lower, std::int64_t upper, double p_target,
                  const std::string& campaign = "c1") {
    const auto name = "u" + std::to_string(units.size());
    units.push_back({.id = BudgetUnitId(name), .campaign_id = CampaignId(campaign)});
    views.push_back({.unit = &units.back()});
    views.back().roas.p_target = p_target;
    UnitLimits made{.whole = {current, lower, upper},
                    .ceiling = 1.5 * static_cast<double>(current),
                    .minimum = 10'00};
    made.fillable = made.shrinkable = true;
    limits.push_back(made);
    return limits.back();
  }
  Result<Feasible> at(std::int64_t total) const {
    return make_feasible(limits, views, total, config);
  }
};

TEST(Feasible, NothingChangesWhereTheTotalFits) {
  Case made;
  made.add(50'00, 25'00, 60'00, 0.9);
  made.add(50'00, 25'00, 50'00, 0.1);
  const auto plan = made.at(100'00);
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_EQ(plan->limits[0].whole.upper, 60'00);
  EXPECT_EQ(plan->reserve_minor, 0);
}

TEST(Feasible, FillRaisesTheMostPromisingFirst) {
  Case made;
  made.add(50'00, 25'00, 50'00, 0.2);
  made.add(50'00, 25'00, 50'00, 0.6);
  made.add(50'00, 25'00, 50'00, 0.9).fillable = false;
  const auto plan = made.at(158'00);
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_EQ(plan->filled, (std::vector<bool>{false, true, false}));
  EXPECT_EQ(plan->limits[1].whole.upper, 60'00);
  EXPECT_EQ(plan->reserve_minor, 0);
}

TEST(Feasible, WhatCapsLeaveOverIsTheReserve) {
  Case made;
  made.add(50'00, 25'00, 50'00, 0.2);
  made.add(50'00, 25'00, 50'00, 0.6).ceiling = 53'00;
  const auto plan = made.at(200'00);
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_EQ(plan->limits[0].whole.upper, 60'00);
  EXPECT_EQ(plan->limits[1].whole.upper, 53'00);
  EXPECT_EQ(plan->reserve_minor, 87'00);
}

TEST(Feasible, UnderspendingFillsNothing) {
  Case made;
  made.config.limits.allow_underspend = true;
  made.add(50'00, 25'00, 50'00, 0.9);
  const auto plan = made.at(80'00);
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_FALSE(plan->filled[0]);
  EXPECT_EQ(plan->reserve_minor, 30'00);
}

TEST(Feasible, ShrinkLowersTheLeastPromisingFirst) {
  Case made;
  made.add(50'00, 25'00, 50'00, 0.2);
  made.add(50'00, 25'00, 50'00, 0.1).shrinkable = false;  // learning
  made.add(50'00, 25'00, 50'00, 0.6);
  const auto plan = made.at(55'00);
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_EQ(plan->limits[0].whole.lower, 10'00);
  EXPECT_EQ(plan->limits[1].whole.lower, 25'00);
  EXPECT_EQ(plan->limits[2].whole.lower, 20'00);
}

TEST(Feasible, QueuePausesTheWorstButNoLastUnitOfACampaign) {
  Case made;
  made.add(50'00, 25'00, 50'00, 0.05, "alone");
  made.add(50'00, 25'00, 50'00, 0.1);
  made.add(50'00, 25'00, 50'00, 0.6);
  const auto plan = made.at(20'00);
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_EQ(plan->queued, (std::vector<bool>{false, true, false}));
  EXPECT_EQ(plan->limits[1].whole.upper, 0);
}

TEST(Feasible, TooLittleForEveryCampaignIsRefused) {
  Case made;
  made.add(50'00, 25'00, 50'00, 0.05, "a");
  made.add(50'00, 25'00, 50'00, 0.1, "b");
  const auto plan = made.at(19'99);
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, ErrorCode::Refused);
  EXPECT_NE(plan.error().message.find("2000"), std::string::npos);
  EXPECT_NE(plan.error().message.find("1999"), std::string::npos);
}

TEST(Feasible, FrozenBudgetsAboveTheTotalAreRefused) {
  Case made;
  made.add(50'00, 50'00, 50'00, 0.5).frozen = true;
  made.add(50'00, 25'00, 50'00, 0.5);
  const auto plan = made.at(49'99);
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, ErrorCode::Refused);
  EXPECT_NE(plan.error().message.find("5000"), std::string::npos);
}

TEST(Feasible, ANewUnitWaitsRatherThanRefusingThePlan) {
  Case made;
  made.add(50'00, 50'00, 50'00, 0.5).frozen = true;
  auto& fresh = made.add(0, 20'00, 20'00, 0.9, "new");
  fresh.frozen = fresh.waits = true;
  const auto plan = made.at(60'00);
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_TRUE(plan->queued[1]);
  EXPECT_EQ(plan->limits[1].whole.lower, 0);
  EXPECT_EQ(plan->reserve_minor, 10'00);
}

TEST(Feasible, AProvisionalKillWaitsWhenItsMoneyHasNoPlace) {
  Case made;
  made.add(50'00, 25'00, 60'00, 0.6).fillable = false;
  auto& doubtful = made.add(50'00, 0, 0, 0.1);
  doubtful.frozen = doubtful.typed = doubtful.deferrable = true;
  doubtful.fillable = false;
  const auto plan = made.at(100'00);
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_TRUE(plan->deferred[1]);
  EXPECT_EQ(plan->limits[1].whole.lower, 25'00);
  EXPECT_EQ(plan->limits[1].whole.upper, 50'00);
  EXPECT_EQ(plan->reserve_minor, 0);
  made.config.limits.allow_underspend = true;
  EXPECT_FALSE(made.at(100'00)->deferred[1]);
  made.config.limits.allow_underspend = false;
  EXPECT_FALSE(made.at(60'00)->deferred[1]);  // the other unit takes it all
}

TEST(Feasible, AKillThatWaitsNeverPushesOthersOut) {
  Case made;
  auto& held = made.add(50'00, 50'00, 50'00, 0.6, "a");
  held.frozen = true;
  held.fillable = false;
  auto& doubtful = made.add(50'00, 0, 0, 0.1, "b");
  doubtful.frozen = doubtful.typed = doubtful.deferrable = true;
  doubtful.fillable = false;
  const auto plan = made.at(51'00);  // room for one dollar, its least is 25
  ASSERT_TRUE(plan) << plan.error();
  EXPECT_FALSE(plan->deferred[1]);
  EXPECT_EQ(plan->reserve_minor, 1'00);
}

RC_GTEST_PROP(FeasibleProperty, BoundsMeetTheTotalOrThePlanIsRefused, ()) {
  Rng rng(*rc::gen::arbitrary<std::uint64_t>(), 1);
  Case made;
  for (int i = 0; i < *rc::gen::inRange(1, 9); ++i) {
    const auto c = static_cast<std::int64_t>(10'00 + rng.below(100'00));
    auto& unit = made.add(c, c / 2, c + c / 4, rng.uniform(), rng.below(2) == 0 ? "a" : "b");
    unit.shrinkable = rng.below(4) > 0;
    unit.fillable = rng.below(4) > 0;
    if (rng.below(6) == 0) unit.frozen = true, unit.whole = {c, c, c};
    if (rng.below(6) == 0) unit.frozen = unit.deferrable = true, unit.whole = {c, 0, 0};
  }
  const auto total = static_cast<std::int64_t>(rng.below(600'00));
  const auto plan = made.at(total);
  if (!plan) {
    RC_ASSERT(plan.error().code == ErrorCode::Refused);
    return;
  }
  std::int64_t lower = 0;
  std::int64_t upper = 0;
  for (const auto& unit : plan->limits) {
    RC_ASSERT(unit.whole.lower <= unit.whole.upper);
    lower += unit.whole.lower;
    upper += unit.whole.upper;
  }
  RC_ASSERT(lower <= total - plan->reserve_minor);
  RC_ASSERT(upper >= total - plan->reserve_minor);
}

}  // namespace
}  // namespace gv::decide
