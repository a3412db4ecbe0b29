#include "app/execute/decision_changes.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "app/ports/unit_name.h"

namespace gv::app {
namespace {

using Waits = std::vector<std::size_t>;

DecisionRecord decision(std::string ad, std::string type, std::int64_t from, std::int64_t to) {
  return {.id = "d-" + ad,
          .run_id = "r",
          .ad_id = "meta:" + std::move(ad),
          .decision = std::move(type),
          .current_budget_minor = from,
          .recommended_budget_minor = to};
}

/// As decided on a connected account: `from` is what the platform has.
DecisionRecord in_unit(std::string unit, std::string ad, std::string type, std::int64_t from,
                       std::int64_t to) {
  auto made = decision(std::move(ad), std::move(type), from, to);
  made.budget_unit = "meta:" + std::move(unit);
  made.shares_unit = true;
  made.unit_budget_minor = from;
  return made;
}

const ChangeValue kPaused = EntityStatus::Paused;
const ChangeValue kActive = EntityStatus::Active;

TEST(DecisionChanges, IncreasesComeAfterWhatPaysForThem) {
  const std::vector<DecisionRecord> run{
      decision("a", "scale", 5'000, 8'000), decision("b", "reduce", 6'000, 4'000),
      decision("c", "kill", 1'000, 0), decision("d", "maintain", 2'000, 2'000)};
  const auto changes = changes_of(run, 14'000);

  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].entity.id, "b");
  EXPECT_EQ(changes[0].requested, ChangeValue(std::int64_t{4'000}));
  EXPECT_EQ(changes[1].requested, kPaused);
  EXPECT_EQ(changes[2].entity.id, "a");
  EXPECT_EQ(changes[2].waits_for, (Waits{0, 1}));
  EXPECT_EQ(changes[2].decision_id, "d-a");
}

TEST(DecisionChanges, WhatComesBackIsActivatedAndGetsItsBudget) {
  const std::vector<DecisionRecord> run{decision("a", "reactivate", 0, 3'000)};
  const auto changes = changes_of(run, 3'000);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_TRUE(changes[0].requested == ChangeValue(std::int64_t{3'000}));
  EXPECT_TRUE(changes[1].requested == kActive);
}

TEST(DecisionChanges, WhatHasNothingAndGetsNothingIsLeftAlone) {
  const std::vector<DecisionRecord> run{decision("a", "queue", 0, 0)};
  EXPECT_TRUE(changes_of(run, 0).empty());
}

TEST(DecisionChanges, TheBudgetOfAUnitIsSetOnceWhereThePlatformHasIt) {
  for (const auto* unit : {"adset:s1", "campaign:c1"}) {
    const std::vector<DecisionRecord> run{in_unit(unit, "1", "maintain", 5'000, 6'000),
                                          in_unit(unit, "2", "maintain", 5'000, 6'000)};
    const auto changes = changes_of(run, 6'000);

    ASSERT_EQ(changes.size(), 1u) << unit;
    EXPECT_EQ(unit_name("meta", changes[0].entity), std::string("meta:") + unit);
    EXPECT_EQ(changes[0].requested, ChangeValue(std::int64_t{6'000}));
    EXPECT_EQ(changes[0].current, ChangeValue(std::int64_t{5'000}));
    EXPECT_EQ(changes[0].expected_old, ChangeValue(std::int64_t{5'000}));
  }
}

TEST(DecisionChanges, APauseAmongOthersOfItsUnitPaysForNothing) {
  const std::vector<DecisionRecord> run{in_unit("adset:s1", "1", "kill", 5'000, 5'000),
                                        in_unit("adset:s1", "2", "maintain", 5'000, 5'000),
                                        in_unit("adset:s2", "3", "scale", 3'000, 4'000),
                                        in_unit("adset:s3", "4", "reduce", 2'000, 1'000)};
  const auto changes = changes_of(run, 10'000);

  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].entity, (EntityRef{EntityLevel::Ad, "1"}));
  EXPECT_EQ(changes[0].requested, kPaused);
  EXPECT_EQ(changes[0].expected_old, kActive);
  EXPECT_FALSE(changes[0].empties);
  EXPECT_EQ(changes[2].entity, (EntityRef{EntityLevel::AdSet, "s2"}));
  EXPECT_EQ(changes[2].waits_for, Waits{1}) << "the reduction pays, the pause does not";
}

TEST(DecisionChanges, TheLastPausesOfAUnitPayTogether) {
  const std::vector<DecisionRecord> run{in_unit("adset:s1", "1", "kill", 5'000, 0),
                                        in_unit("adset:s1", "2", "kill", 5'000, 0),
                                        in_unit("adset:s2", "3", "scale", 3'000, 4'000)};
  const auto changes = changes_of(run, 8'000);

  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].empties, (EntityRef{EntityLevel::AdSet, "s1"}));
  EXPECT_EQ(changes[2].waits_for, (Waits{0, 1})) << "5,000 are free when both are paused";
}

TEST(DecisionChanges, WhatWeHavePausedIsNotPausedAgain) {
  const std::vector<DecisionRecord> run{in_unit("adset:s1", "1", "kill", 0, 0)};
  EXPECT_TRUE(changes_of(run, 8'000).empty());
}

TEST(DecisionChanges, MoneyOfASharedUnitCountsOnce) {
  const std::vector<DecisionRecord> run{in_unit("adset:s1", "1", "maintain", 5'000, 5'000),
                                        in_unit("adset:s1", "2", "maintain", 5'000, 5'000),
                                        in_unit("adset:s2", "3", "scale", 3'000, 4'000),
                                        in_unit("adset:s3", "4", "reduce", 2'000, 1'000)};
  const auto paid = changes_of(run, 11'000);
  ASSERT_EQ(paid.size(), 2u);
  EXPECT_TRUE(paid[1].waits_for.empty()) << "a thousand of the total is free";
  EXPECT_EQ(changes_of(run, 10'000)[1].waits_for, Waits{0});
}

TEST(DecisionChanges, WhatComesBackExpectsWhatThePlatformHas) {
  auto back = in_unit("adset:s1", "1", "reactivate", 0, 1'000);
  back.unit_budget_minor = 5'000;
  back.shares_unit = false;
  const std::vector<DecisionRecord> run{back, in_unit("adset:s2", "2", "reduce", 9'000, 5'000)};
  const auto changes = changes_of(run, 6'000);

  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[1].expected_old, ChangeValue(std::int64_t{5'000}));
  EXPECT_EQ(changes[1].requested, ChangeValue(std::int64_t{1'000}));
  EXPECT_EQ(changes[2].requested, kActive);
  EXPECT_EQ(changes[2].expected_old, kPaused);
  EXPECT_EQ(changes[2].waits_for, (Waits{0, 1}));
}

TEST(DecisionChanges, WhatComesBackNeedsMoneyForWhatItGetsAlone) {
  auto back = in_unit("adset:s1", "1", "reactivate", 0, 1'000);
  back.unit_budget_minor = 5'000;
  back.shares_unit = false;
  const std::vector<DecisionRecord> run{back, in_unit("adset:s2", "2", "reduce", 9'000, 8'500)};
  const auto changes = changes_of(run, 10'000);

  ASSERT_EQ(changes.size(), 3u);
  EXPECT_TRUE(changes[1].resumes);
  EXPECT_TRUE(changes[1].waits_for.empty()) << "1,000 are left of the total";
  EXPECT_EQ(changes[2].waits_for, Waits{1}) << "its budget is there before it runs";
}

TEST(DecisionChanges, AUnitOfWhichOthersRunDoesNotResume) {
  const std::vector<DecisionRecord> run{in_unit("adset:s1", "1", "reactivate", 5'000, 4'000),
                                        in_unit("adset:s1", "2", "maintain", 5'000, 4'000)};
  const auto changes = changes_of(run, 5'000);

  ASSERT_EQ(changes.size(), 2u);
  EXPECT_FALSE(changes[0].resumes);
  EXPECT_TRUE(changes[1].waits_for.empty());
}

TEST(DecisionChanges, AKeptUnitStaysAndWhatItWasToPayForIsCutBack) {
  const std::vector<DecisionRecord> run{decision("a", "reduce", 10'000, 6'000),
                                        decision("b", "scale", 5'000, 8'000),
                                        decision("c", "scale", 5'000, 6'000)};
  const auto changes = changes_of(run, 20'000, {"meta:a"});
  EXPECT_TRUE(changes.empty()) << "nothing pays for b and c";

  const std::vector<DecisionRecord> half{
      decision("a", "reduce", 10'000, 8'000), decision("b", "scale", 5'000, 8'000),
      decision("c", "scale", 5'000, 6'000), decision("d", "reduce", 10'000, 8'000)};
  const auto some = changes_of(half, 30'000, {"meta:a"});
  ASSERT_EQ(some.size(), 3u);
  EXPECT_EQ(some[0].entity.id, "d");
  EXPECT_EQ(some[1].requested, ChangeValue(std::int64_t{6'500}));
  EXPECT_EQ(some[2].requested, ChangeValue(std::int64_t{5'500}));
}

TEST(DecisionChanges, WhatWouldStartDoesNotWhereItsMoneyIsKept) {
  const std::vector<DecisionRecord> run{decision("a", "reduce", 10'000, 7'000),
                                        decision("b", "reactivate", 0, 3'000)};
  EXPECT_TRUE(changes_of(run, 10'000, {"meta:a"}).empty());
}

// Whatever stays as it is, budgets never sum to more than the total, or than they did before.
RC_GTEST_PROP(DecisionChangesProperty, KeptUnitsDoNotRaiseTheSum, ()) {
  std::vector<DecisionRecord> run;
  std::set<std::string> kept;
  std::int64_t before = 0;
  std::int64_t total = 0;
  const auto count = *rc::gen::inRange(1, 8);
  for (int i = 0; i < count; ++i) {
    const auto from = *rc::gen::element<std::int64_t>(0, 1, 700, 1'000, 5'001, 20'000);
    const auto to = *rc::gen::element<std::int64_t>(0, 1, 999, 1'000, 7'777, 20'000);
    const auto* type = to == 0 ? "kill" : from == 0 ? "reactivate" : to > from ? "scale" : "reduce";
    run.push_back(decision(std::to_string(i), type, from, to));
    if (*rc::gen::arbitrary<bool>()) kept.insert(run.back().ad_id);
    before += from;
    total += to;
  }
  std::int64_t after = before;
  for (const auto& change : changes_of(run, total, kept)) {
    const auto& ad = run[static_cast<std::size_t>(std::stoi(change.entity.id))];
    RC_ASSERT(!kept.contains(ad.ad_id));
    const auto* to = std::get_if<std::int64_t>(&change.requested);
    if (to != nullptr) after += *to - ad.current_budget_minor;
    if (change.requested == kPaused) after -= ad.current_budget_minor;
  }
  RC_ASSERT(after <= std::max(total, before));
}

}  // namespace
}  // namespace gv::app
