#include "core/market/world.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace gv::market {
namespace {

/// What one ad delivered, hour by hour.
struct Delivered {
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  std::int64_t spend{0};
  double deals{0.0};
  friend bool operator==(const Delivered&, const Delivered&) = default;
};

Delivered delivered(const World& world, std::size_t i) {
  const auto& totals = world.totals()[i];
  return {totals.impressions, totals.clicks, totals.spend_minor, totals.deals};
}

void advance(World& world, int hours) {
  for (int h = 0; h < hours; ++h) world.advance();
}

Scenario all_at_start() {
  Scenario scenario;
  scenario.share_at_start = 1.0;
  return scenario;
}

// Invariant 14, first clause.
TEST(World, SameSeedSameHistory) {
  World one(*scenario_named("S2-lossy"), 4);
  World two(*scenario_named("S2-lossy"), 4);
  World other(*scenario_named("S2-lossy"), 5);
  advance(one, 24 * 28);
  advance(two, 24 * 28);
  advance(other, 24 * 28);
  ASSERT_EQ(one.size(), 16u);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(delivered(one, i), delivered(two, i));
    EXPECT_EQ(one.totals()[i].pipeline_value_minor, two.totals()[i].pipeline_value_minor);
    EXPECT_NE(delivered(one, i), delivered(other, i));
  }
  EXPECT_EQ(one.drawn_value_minor(), two.drawn_value_minor());
}

// Invariant 14, second clause.
TEST(World, AnActionOnOneAdLeavesTheLuckOfTheOthersAlone) {
  World one(all_at_start(), 4);
  World two(all_at_start(), 4);
  two.set_budget(3, 7 * two.units()[3].daily_budget_minor);
  two.pause(5, belief::Finality::Final);
  advance(one, 24 * 10);
  advance(two, 24 * 10);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(delivered(one, i) == delivered(two, i), i != 3 && i != 5) << i;
  }
}

TEST(World, DoublingSpendNeverDoublesImpressions) {
  auto scenario = all_at_start();
  scenario.learning_surcharge = 0.0;  // more events would end the surcharge earlier
  World one(scenario, 4);
  World two(scenario, 4);
  for (std::size_t i = 0; i < two.size(); ++i) {
    two.set_budget(i, 2 * two.units()[i].daily_budget_minor);
  }
  advance(one, 24 * 10);
  advance(two, 24 * 10);
  for (std::size_t i = 0; i < one.size(); ++i) {
    const auto a = delivered(one, i);
    const auto b = delivered(two, i);
    EXPECT_NEAR(static_cast<double>(b.spend) / static_cast<double>(a.spend), 2.0, 0.01);
    EXPECT_LT(b.impressions, 2 * a.impressions);
    EXPECT_GT(b.impressions, a.impressions);
  }
}

TEST(World, ExposureWearsAdsOut) {
  auto scenario = all_at_start();
  scenario.audience_min = scenario.audience_max = 20'000;
  World world(scenario, 4);
  std::vector<double> fresh;
  for (std::size_t i = 0; i < world.size(); ++i) fresh.push_back(world.truth(i).launch_roas);
  advance(world, 24 * 20);
  for (std::size_t i = 0; i < world.size(); ++i) EXPECT_LT(world.roas_at_rest(i), 0.9 * fresh[i]);
}

// Invariant 14, last clause: the books are the mean of what is realised.
TEST(World, BookedValueIsTheMeanOfRealisedValue) {
  for (const char* name : {"S1", "S2", "S8"}) {
    const auto scenario = *scenario_named(name);
    constexpr int kSeeds = 40;
    double sum = 0.0;
    double squares = 0.0;
    double booked_sum = 0.0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      World world(scenario, seed);
      double booked = 0.0;
      while (!world.finished()) {
        const std::size_t ads = world.size();
        world.advance();
        for (std::size_t i = 0; i < ads; ++i) {
          booked += static_cast<double>(world.last_hour(i).spend_minor) * world.last_hour(i).roas;
        }
      }
      const double off = world.drawn_value_minor() - booked;
      sum += off;
      squares += off * off;
      booked_sum += booked;
    }
    const double mean = sum / kSeeds;
    const double error = std::sqrt((squares / kSeeds - mean * mean) / kSeeds);
    EXPECT_LT(std::abs(mean), 3.0 * error) << name;
    EXPECT_LT(error, 0.06 * booked_sum / kSeeds) << name;
  }
}

TEST(World, KeepsTotalsAndBucketsConsistent) {
  World world(*scenario_named("S2-lossy"), 6);
  for (int day = 0; day < 28; ++day) {
    advance(world, 24);
    for (std::size_t i = 0; i < world.size(); ++i) {
      const auto& ad = world.ads()[i];
      const auto sums = belief::totals_of(ad);
      const auto& totals = world.totals()[i];
      ASSERT_EQ(sums.impressions, totals.impressions);
      ASSERT_EQ(sums.spend_minor, totals.spend_minor);
      ASSERT_EQ(sums.deals, totals.deals);
      ASSERT_EQ(sums.pipeline_value_minor, totals.pipeline_value_minor);
      ASSERT_EQ(sums.cash_minor, totals.cash_minor);
      const auto buckets = ad.buckets.unpacked();
      for (std::size_t k = 0; k + 1 < buckets.size(); ++k) {
        ASSERT_LE(buckets[k].end, buckets[k + 1].start);
        if (buckets[k].start < world.now() - Days{7}) {
          ASSERT_GT(buckets[k].end - buckets[k].start, Hours{5});
        } else {
          ASSERT_EQ(buckets[k].end - buckets[k].start, Hours{1});
        }
      }
      for (const auto& deal : ad.deals) {
        ASSERT_LE(deal.counted_at, world.now());
        ASSERT_LE(deal.click_at, deal.counted_at);
      }
    }
  }
}

TEST(World, APausedAdSpendsNothingAndComesBack) {
  World world(all_at_start(), 2);
  advance(world, 30);
  world.pause(0, belief::Finality::Provisional);
  const auto before = delivered(world, 0);
  advance(world, 24);
  EXPECT_EQ(delivered(world, 0).spend, before.spend);
  ASSERT_TRUE(world.ads()[0].kill_state);
  EXPECT_EQ(world.ads()[0].kill_state->budget_before_minor, 6250);
  world.make_final(0);
  EXPECT_EQ(world.ads()[0].kill_state->finality, belief::Finality::Final);
  world.resume(0, 1000);
  EXPECT_FALSE(world.ads()[0].kill_state);
  advance(world, 24);
  EXPECT_GT(delivered(world, 0).spend, before.spend);
}

TEST(World, LearningEndsAndASignificantEditRestartsIt) {
  World world(all_at_start(), 2);
  EXPECT_EQ(world.ads()[0].learning, belief::Learning::Learning);
  advance(world, 24 * 8);
  for (const auto& ad : world.ads()) EXPECT_NE(ad.learning, belief::Learning::Learning);
  const std::int64_t budget = world.units()[0].daily_budget_minor;
  world.set_budget(0, budget * 12 / 10);
  EXPECT_EQ(world.learning_resets(), 0);
  world.set_budget(0, budget * 15 / 10);
  EXPECT_EQ(world.learning_resets(), 1);
  EXPECT_EQ(world.ads()[0].learning, belief::Learning::Learning);
  world.pause(1, belief::Finality::Provisional);
  advance(world, 24 * 7);
  world.resume(1, 1000);
  EXPECT_EQ(world.learning_resets(), 2);
}

TEST(World, CreativesArriveOnRequestWhileTheSupplyLasts) {
  auto scenario = *scenario_named("S5");
  scenario.creative_supply = 1;
  World world(scenario, 2);
  const std::size_t before = world.size();
  EXPECT_TRUE(world.request_creative());
  EXPECT_FALSE(world.request_creative());
  advance(world, 24);
  EXPECT_GT(world.size(), before);
  EXPECT_EQ(world.units().back().daily_budget_minor, scenario.launch_minor);
}

TEST(World, TheOutageHidesDealsButNotValue) {
  auto scenario = *scenario_named("S6");
  World dark(scenario, 3);
  scenario.outage_loss = 0.0;
  World lit(scenario, 3);
  advance(dark, 24 * 28);
  advance(lit, 24 * 28);
  double seen = 0.0;
  double all = 0.0;
  for (std::size_t i = 0; i < lit.size(); ++i) {
    seen += dark.totals()[i].deals;
    all += lit.totals()[i].deals;
  }
  EXPECT_LT(seen, all);
  EXPECT_GT(seen, 0.8 * all);
  EXPECT_EQ(dark.drawn_value_minor(), lit.drawn_value_minor());
}

}  // namespace
}  // namespace gv::market
