#include "core/market/measurement.h"

#include <gtest/gtest.h>

namespace gv::market {
namespace {

constexpr std::uint64_t kDeals = 20'000;

struct Shares {
  double seen{0.0};
  double twice{0.0};
  double refunded{0.0};
  double detours{0.0};
  double cash{0.0};
};

Shares shares_of(const Scenario& scenario, double delay) {
  Shares shares;
  for (std::uint64_t k = 0; k < kDeals; ++k) {
    Luck luck(9, k, 0);
    const auto fate = draw_fate(scenario, scenario.start + Days{20}, delay, luck);
    const auto sighting = measure(scenario, fate, luck);
    const double one = 1.0 / static_cast<double>(kDeals);
    shares.seen += sighting.seen ? one : 0.0;
    shares.twice += sighting.twice ? one : 0.0;
    shares.refunded += sighting.refund_at ? one : 0.0;
    shares.detours += sighting.lost_at || sighting.resolved_at != fate.resolved_at ? one : 0.0;
    shares.cash += fate.cash_minor * one;
  }
  return shares;
}

TEST(Measurement, CleanShowsEverything) {
  const auto shares = shares_of(*scenario_named("S2"), 3.0);
  EXPECT_NEAR(shares.seen, 1.0, 1e-9);
  EXPECT_EQ(shares.twice + shares.refunded + shares.detours, 0.0);
}

TEST(Measurement, DealsEndAtTheirExpectedValue) {
  EXPECT_NEAR(shares_of(*scenario_named("S1"), 3.0).cash, 60'00.0, 60.0);
  EXPECT_NEAR(shares_of(*scenario_named("S2"), 3.0).cash, 400'00.0, 20'00.0);
}

TEST(Measurement, LossyDirectSeesMatchedConversionsWithinTheWindow) {
  const auto scenario = *scenario_named("S1-lossy");
  const auto inside = shares_of(scenario, 3.0);
  EXPECT_NEAR(inside.seen, 0.85, 0.01);
  EXPECT_NEAR(inside.twice, 0.01, 0.003);
  EXPECT_NEAR(inside.refunded, 0.04, 0.005);
  EXPECT_EQ(shares_of(scenario, 7.5).seen, 0.0);
}

TEST(Measurement, LossyPipelineSeesDealsWithAClickId) {
  const auto shares = shares_of(*scenario_named("S2-lossy"), 9.0);
  EXPECT_NEAR(shares.seen, 0.70, 0.01);
  EXPECT_NEAR(shares.detours, 0.03, 0.005);
}

TEST(Measurement, TheOutageLosesConversionsWhileItLasts) {
  auto scenario = *scenario_named("S6");
  EXPECT_NEAR(shares_of(scenario, 3.0).seen, 1.0, 1e-9);
  scenario.outage_day = 22.0;  // the test's deals are counted on day 23
  EXPECT_NEAR(shares_of(scenario, 3.0).seen, 0.2, 0.01);
}

}  // namespace
}  // namespace gv::market
