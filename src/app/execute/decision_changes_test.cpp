#include "app/execute/decision_changes.h"

#include <gtest/gtest.h>

namespace gv::app {
namespace {

DecisionRecord decision(std::string ad, std::string type, std::int64_t from, std::int64_t to) {
  return {.id = "d-" + ad,
          .run_id = "r",
          .ad_id = "meta:" + std::move(ad),
          .decision = std::move(type),
          .current_budget_minor = from,
          .recommended_budget_minor = to};
}

TEST(DecisionChanges, IncreasesComeAfterWhatPaysForThem) {
  const std::vector<DecisionRecord> run{
      decision("a", "scale", 5'000, 8'000), decision("b", "reduce", 6'000, 4'000),
      decision("c", "kill", 1'000, 0), decision("d", "maintain", 2'000, 2'000)};
  const auto changes = changes_of(run, 14'000);

  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].entity.id, "b");
  EXPECT_EQ(changes[0].requested, ChangeValue(std::int64_t{4'000}));
  EXPECT_EQ(changes[1].requested, ChangeValue(EntityStatus::Paused));
  EXPECT_EQ(changes[2].entity.id, "a");
  EXPECT_EQ(changes[2].waits_for, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(changes[2].decision_id, "d-a");
}

TEST(DecisionChanges, WhatComesBackIsActivatedAndGetsItsBudget) {
  const std::vector<DecisionRecord> run{decision("a", "reactivate", 0, 3'000)};
  const auto changes = changes_of(run, 3'000);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_TRUE(changes[0].requested == ChangeValue(std::int64_t{3'000}));
  EXPECT_TRUE(changes[1].requested == ChangeValue(EntityStatus::Active));
}

TEST(DecisionChanges, WhatHasNothingAndGetsNothingIsLeftAlone) {
  const std::vector<DecisionRecord> run{decision("a", "queue", 0, 0)};
  EXPECT_TRUE(changes_of(run, 0).empty());
}

}  // namespace
}  // namespace gv::app
