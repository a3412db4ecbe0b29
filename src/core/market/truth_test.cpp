#include "core/market/truth.h"

#include <cmath>

#include <gtest/gtest.h>

namespace gv::market {
namespace {

TEST(Truth, ReachSaturatesInTheAudience) {  // E-9
  const double audience = 200'000;
  EXPECT_NEAR(reach(50'000, audience), 44'239.84, 0.005);
  EXPECT_NEAR(reach(300'000, audience), 155'373.97, 0.005);
  EXPECT_NEAR(reach(600'000, audience), 190'042.59, 0.005);
  EXPECT_NEAR(frequency(50'000, audience), 1.130203, 5e-7);
  EXPECT_NEAR(frequency(300'000, audience), 1.930825, 5e-7);
  EXPECT_NEAR(frequency(600'000, audience), 3.157187, 5e-7);
  EXPECT_EQ(frequency(0, audience), 1.0);
}

TEST(Truth, CrowdingAndFatigueCutTheReturn) {  // E-10
  AdTruth ad;
  ad.ctr = 0.012;
  ad.fatigue = 0.12;
  ad.cvr = 0.01;
  ad.cpm_minor = 1200;
  const double cpm = ad.cpm_minor * crowding(40'000, 30'000, 0.35);
  EXPECT_NEAR(cpm, 1614.258645, 5e-7);
  EXPECT_NEAR(1000.0 * 1000.0 / cpm, 619.479414, 5e-7);
  EXPECT_NEAR(click_rate(ad, 1.5), 0.0100232425, 5e-11);
  EXPECT_NEAR(true_roas(ad, cpm, 1.5, 1.0, 6000), 0.3725515, 5e-8);
  EXPECT_NEAR(learning_factor(20, Scenario{}), 1.15, 1e-12);
  EXPECT_EQ(learning_factor(80, Scenario{}), 1.0);
}

TEST(Truth, SpendFollowsTheDayParts) {  // E-11
  const Scenario scenario;
  const double expected = scenario.spend_sigma / 2.0;  // z at which the noise factor is 1
  EXPECT_NEAR(hour_spend(scenario, 24'000, 19, expected, 0, 0), 1798.594848, 5e-7);
  EXPECT_NEAR(hour_spend(scenario, 24'000, 3, expected, 0, 0), 168.618267, 5e-7);
}

TEST(Truth, SpendStopsAtTheCapsOfDayAndWeek) {
  const Scenario scenario;
  EXPECT_EQ(hour_spend(scenario, 24'000, 19, 0.0, 29'900, 29'900), 100.0);
  EXPECT_EQ(hour_spend(scenario, 24'000, 19, 0.0, 31'000, 31'000), 0.0);
  EXPECT_EQ(hour_spend(scenario, 24'000, 19, 0.0, 0, 167'950), 50.0);
}

TEST(Truth, InstantDelaysStayWithinTheHour) {
  Scenario scenario;
  scenario.instant_share = 1.0;
  AdTruth ad;
  ad.delay_days = 5.0;
  for (std::uint64_t k = 0; k < 100; ++k) {
    Luck luck(1, k, 0);
    const double delay = delay_days(ad, scenario, luck);
    EXPECT_GT(delay, 0.0);
    EXPECT_LT(delay, 1.0 / 24.0);
  }
}

TEST(Truth, SlowDelaysHaveTheirMeanOrMedian) {
  Scenario scenario;
  scenario.instant_share = 0.0;
  AdTruth ad;
  ad.delay_days = 5.0;
  double sum = 0.0;
  int below = 0;
  constexpr int kDraws = 20'000;
  for (std::uint64_t k = 0; k < kDraws; ++k) {
    Luck luck(1, k, 0);
    sum += delay_days(ad, scenario, luck);
  }
  scenario.delay = DelayKind::LogNormal;
  for (std::uint64_t k = 0; k < kDraws; ++k) {
    Luck luck(1, k, 0);
    below += delay_days(ad, scenario, luck) < 5.0 ? 1 : 0;
  }
  EXPECT_NEAR(sum / kDraws, 5.0, 0.15);
  EXPECT_NEAR(static_cast<double>(below) / kDraws, 0.5, 0.015);
}

}  // namespace
}  // namespace gv::market
