#include "core/market/change_desk.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::market {
namespace {

Scenario all_at_start() {
  Scenario scenario;
  scenario.share_at_start = 1.0;
  return scenario;
}

std::int64_t active_total(const World& world) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < world.size(); ++i) {
    if (world.active(i)) total += world.units()[i].daily_budget_minor;
  }
  return total;
}

void hours(World& world, ChangeDesk& desk, int count) {
  for (int h = 0; h < count; ++h) {
    desk.execute();
    world.advance();
  }
}

TEST(ChangeDesk, ExecutesTranchesAtTheEarliestLegalTimes) {  // E-2 on a unit of 6250
  World world(all_at_start(), 1);
  ChangeDesk desk(world, {});
  Actions actions(world.size());
  actions.set_budget(0, 2500);
  desk.accept(actions, true);
  hours(world, desk, 30);
  std::vector<std::pair<int, std::int64_t>> steps;
  for (const auto& step : world.units()[0].history) {
    steps.emplace_back(static_cast<int>(hours_between(world.scenario().start, step.at)),
                       step.daily_minor);
  }
  EXPECT_EQ(steps, (std::vector<std::pair<int, std::int64_t>>{
                       {0, 6250}, {0, 5000}, {6, 4000}, {12, 3200}, {18, 3125}, {24, 2500}}));
  EXPECT_EQ(desk.mutations(), 5);
}

TEST(ChangeDesk, IncreasesWaitForTheReductionsThatFinanceThem) {
  World world(all_at_start(), 1);
  ChangeDesk desk(world, {});
  Actions up(world.size());
  up.set_budget(0, 7500);
  desk.accept(up, true);
  hours(world, desk, 2);
  EXPECT_EQ(world.units()[0].daily_budget_minor, 6250);
  Actions down(world.size());
  down.set_budget(1, 5000);
  desk.accept(down, true);
  hours(world, desk, 1);
  EXPECT_EQ(world.units()[0].daily_budget_minor, 7500);
}

TEST(ChangeDesk, RateLimitsDeferAndTheLargestChangesGoFirst) {
  World world(all_at_start(), 1);
  ChangeDesk desk(world, {});
  Actions actions(world.size());
  for (std::size_t i = 0; i < 16; ++i) {
    actions.set_budget(i, 6000 - 10 * static_cast<std::int64_t>(i));
  }
  desk.accept(actions, true);
  desk.execute();
  EXPECT_EQ(desk.mutations(), 15);
  EXPECT_EQ(desk.deferred(), 1);
  EXPECT_EQ(world.units()[0].daily_budget_minor, 6250);  // the smallest change waits
  world.advance();
  desk.execute();
  EXPECT_EQ(world.units()[0].daily_budget_minor, 6000);
}

TEST(ChangeDesk, PausesAtOnceAndRevivesAtMostAtTheFormerBudget) {
  World world(all_at_start(), 1);
  ChangeDesk desk(world, {});
  Actions stop(world.size());
  stop.pause(0, belief::Finality::Provisional);
  desk.accept(stop, true);
  hours(world, desk, 1);
  EXPECT_FALSE(world.active(0));
  Actions confirm(world.size());
  confirm.pause(0, belief::Finality::Final);
  desk.accept(confirm, true);
  hours(world, desk, 1);
  EXPECT_EQ(world.ads()[0].kill_state->finality, belief::Finality::Final);
  EXPECT_EQ(desk.mutations(), 1);  // our own book-keeping is no mutation
  Actions back(world.size());
  back.reactivate(0, 99'999);
  desk.accept(back, true);
  hours(world, desk, 1);
  EXPECT_TRUE(world.active(0));
  EXPECT_EQ(world.units()[0].daily_budget_minor, 6250);
}

TEST(ChangeDesk, HoldsIncreasesBackDuringLearningWhenAsked) {
  World world(all_at_start(), 1);
  ChangeDesk desk(world, {.learning_increase_hours = 24});
  Actions actions(world.size());
  for (std::size_t i = 1; i < 16; ++i) actions.set_budget(i, 4000);
  actions.set_budget(0, 60'000);
  desk.accept(actions, true);
  hours(world, desk, 13);
  EXPECT_EQ(world.units()[0].daily_budget_minor, 7500);
  hours(world, desk, 13);
  EXPECT_EQ(world.units()[0].daily_budget_minor, 9000);
}

TEST(ChangeDesk, CountsChangesOfDirection) {
  World world(all_at_start(), 1);
  ChangeDesk desk(world, {});
  for (const std::int64_t wish : {7000, 5000, 6240, 8000}) {
    Actions actions(world.size());
    actions.set_budget(0, wish);
    desk.accept(actions, true);
  }
  EXPECT_EQ(desk.flips(), 2);
  EXPECT_EQ(desk.decisions(), 64);
}

// Invariants 1 and 2 on simulated histories, whatever a policy wishes.
RC_GTEST_PROP(ChangeDeskProperty, NoWishBreaksTheLimits, (std::uint64_t seed)) {
  Scenario scenario;
  scenario.days = 3;
  scenario.ads = 10;
  World world(scenario, seed % 50);
  ChangeDesk desk(world, {});
  Rng rng(seed, 1);
  std::vector<int> sent;
  while (!world.finished()) {
    if (rng.below(4) == 0) {
      Actions actions(world.size());
      for (std::size_t i = 0; i < world.size(); ++i) {
        const auto kind = rng.below(12);
        const auto budget = 1 + static_cast<std::int64_t>(rng.below(40'000));
        if (kind == 0) actions.pause(i, belief::Finality::Provisional);
        if (kind == 1) actions.reactivate(i, budget);
        if (kind > 4) actions.set_budget(i, budget);
      }
      desk.accept(actions, true);
    }
    const std::int64_t before = active_total(world);
    const int mutations = desk.mutations();
    desk.execute();
    sent.push_back(desk.mutations() - mutations);
    RC_ASSERT(sent.back() <= 15);
    RC_ASSERT(active_total(world) <= std::max(before, scenario.total_minor));
    world.advance();
  }
  for (std::size_t h = 0; h < sent.size(); ++h) {
    int day = 0;
    for (std::size_t k = h; k < std::min(sent.size(), h + 24); ++k) day += sent[k];
    RC_ASSERT(day <= 100);
  }
  for (const auto& unit : world.units()) {
    const auto& steps = unit.history;
    for (std::size_t k = 1; k < steps.size(); ++k) {
      const double x = static_cast<double>(steps[k].daily_minor);
      for (std::size_t i = 0; i < k; ++i) {
        const TimePoint until = steps[i + 1].at;
        const double b = static_cast<double>(steps[i].daily_minor);
        if (steps[i].at >= steps[k].at) continue;
        if (until > steps[k].at - Hours{6}) RC_ASSERT(x <= 1.2 * b && x >= 0.8 * b);
        if (until > steps[k].at - Hours{24}) RC_ASSERT(x <= 1.5 * b && x >= 0.5 * b);
      }
    }
  }
}

}  // namespace
}  // namespace gv::market
