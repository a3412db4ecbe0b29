#include "core/market/population.h"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

namespace gv::market {
namespace {

TEST(Population, HoldsEveryArchetypeButTheAverage) {
  for (const char* name : {"S1", "S4"}) {
    const auto scenario = *scenario_named(name);
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
      std::array<int, kArchetypes> seen{};
      for (const auto& ad : draw_population(scenario, seed, 0)) {
        ++seen[static_cast<std::size_t>(ad.archetype)];
      }
      for (const auto kind :
           {Archetype::FastWinner, Archetype::SlowWinner, Archetype::Clickbait, Archetype::Loser}) {
        EXPECT_GE(seen[static_cast<std::size_t>(kind)], 1) << name << " seed " << seed;
      }
    }
  }
}

TEST(Population, KeepsTheSharesOfTheArchetypes) {
  const Scenario scenario;
  std::array<double, kArchetypes> seen{};
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    for (const auto& ad : draw_population(scenario, seed, 0)) {
      seen[static_cast<std::size_t>(ad.archetype)] += 1.0 / (500.0 * 16.0);
    }
  }
  for (std::size_t i = 0; i < kArchetypes; ++i) {
    EXPECT_NEAR(seen[i], scenario.archetypes[i].share, 0.025) << to_text(static_cast<Archetype>(i));
  }
}

TEST(Population, ConversionRateFollowsFromTheLaunchRoas) {
  const Scenario scenario;
  for (const auto& ad : draw_population(scenario, 3, 0)) {
    EXPECT_NEAR(true_roas(ad, ad.cpm_minor, 0.0, 1.0, scenario.value_minor), ad.launch_roas,
                1e-12 * ad.launch_roas);
    EXPECT_LE(ad.audience, scenario.audience_max);
    EXPECT_GE(ad.saturation_minor, scenario.saturation_min_minor);
  }
}

TEST(Population, LaunchesHalfAtTheStartAndTheRestAtCycleStarts) {
  const Scenario scenario;
  const auto ads = draw_population(scenario, 5, 0);
  for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(ads[i].launch_hour, 0);
  for (std::size_t i = 8; i < 16; ++i) {
    EXPECT_GT(ads[i].launch_hour, 0);
    EXPECT_EQ(ads[i].launch_hour % 6, 0);
    EXPECT_LE(static_cast<double>(ads[i].launch_hour), 0.6 * 672.0 + 6.0);
    EXPECT_GE(ads[i].launch_hour, ads[i - 1].launch_hour);
  }
}

TEST(Population, NullMarketHasIdenticalAds) {
  const auto ads = draw_population(*scenario_named("S10"), 5, 0);
  for (const auto& ad : ads) {
    EXPECT_EQ(ad.launch_roas, ads.front().launch_roas);
    EXPECT_EQ(ad.audience, ads.front().audience);
    EXPECT_EQ(ad.cpm_minor, ads.front().cpm_minor);
  }
}

TEST(Population, SyntheticPredictionsHaveTheAskedRSquaredAndAnHonestSlope) {
  Scenario scenario;
  scenario.predictor_r2 = 0.3;
  scenario.ads = 20'000;
  double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (const auto& ad : draw_population(scenario, 1, 0)) {
    const double prediction = std::log(*ad.predicted_roas);
    const double truth = std::log(ad.launch_roas);
    n += 1;
    x += prediction;
    y += truth;
    xx += prediction * prediction;
    yy += truth * truth;
    xy += prediction * truth;
  }
  const double cov = xy / n - x / n * y / n;
  const double var_x = xx / n - x / n * x / n;
  const double var_y = yy / n - y / n * y / n;
  EXPECT_NEAR(cov * cov / (var_x * var_y), 0.3, 0.02);
  EXPECT_NEAR(cov / var_x, 0.3, 0.02);
  EXPECT_NEAR(var_y, log_roas_of(scenario).variance, 0.03);
}

TEST(Population, AccountsOfASeedDifferButShareTheArchetypeEffects) {
  auto scenario = *scenario_named("S9");
  scenario.spread = 0.0;
  const auto one = draw_population(scenario, 7, 0);
  const auto two = draw_population(scenario, 7, 1);
  EXPECT_NE(one[0].audience, two[0].audience);
  for (const auto& a : one) {
    for (const auto& b : two) {
      if (a.archetype != b.archetype) continue;
      EXPECT_DOUBLE_EQ(a.launch_roas, b.launch_roas);
    }
  }
}

}  // namespace
}  // namespace gv::market
