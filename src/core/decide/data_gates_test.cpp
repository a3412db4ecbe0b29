#include "core/decide/data_gates.h"

#include <gtest/gtest.h>

#include "core/decide/testing.h"

namespace gv::decide {
namespace {

using testing::ago;
using testing::kNow;

TEST(Zone, EitherLimitEndsIt) {
  EXPECT_TRUE(in_ignorance_zone(1.99, 99'99, {}));
  EXPECT_FALSE(in_ignorance_zone(2.0, 0, {}));
  EXPECT_FALSE(in_ignorance_zone(0.0, 100'00, {}));
}

TEST(Zone, UntilBothEndsAtThreeTimesTheSpendAnyway) {
  const ZoneConfig both{.rule = ZoneRule::UntilBoth};
  EXPECT_TRUE(in_ignorance_zone(10.0, 99'99, both));
  EXPECT_TRUE(in_ignorance_zone(1.0, 299'99, both));
  EXPECT_FALSE(in_ignorance_zone(1.0, 300'00, both));
  EXPECT_FALSE(in_ignorance_zone(2.0, 100'00, both));
}

TEST(Data, IsStaleAfterSixHoursAndAlarmingAfterADay) {
  EXPECT_EQ(freshness(ago(0.25), kNow, {}), Freshness::Fresh);
  EXPECT_EQ(freshness(ago(0.26), kNow, {}), Freshness::Stale);
  EXPECT_EQ(freshness(ago(1.01), kNow, {}), Freshness::StaleAlert);
}

// D-12
TEST(Outage, TooFewDealsForTheirExpectation) {
  const auto seven = assess_outage({.deals_counted = 7, .deals_expected = 24}, {});
  EXPECT_TRUE(seven.suspected);
  EXPECT_NEAR(seven.p, 4.75e-5, 5e-8);
  const auto nine = assess_outage({.deals_counted = 9, .deals_expected = 24}, {});
  EXPECT_FALSE(nine.suspected);
  EXPECT_NEAR(nine.p, 4.25e-4, 5e-7);
}

TEST(Outage, NeedsTenExpectedDeals) {
  EXPECT_FALSE(assess_outage({.deals_counted = 0, .deals_expected = 9.9}, {}).suspected);
  EXPECT_TRUE(assess_outage({.deals_counted = 0, .deals_expected = 10.0}, {}).suspected);
}

TEST(Outage, AFallOfSessionsIsOneToo) {
  TrackingSignals signals{.session_ratio = 0.35, .session_ratio_usual = 0.9};
  EXPECT_TRUE(assess_outage(signals, {}).suspected);
  signals.session_ratio = 0.37;
  EXPECT_FALSE(assess_outage(signals, {}).suspected);
  signals.session_ratio_usual.reset();
  EXPECT_FALSE(assess_outage(signals, {}).suspected);
}

TEST(Outage, SurvivesAbsurdCounts) {
  EXPECT_FALSE(assess_outage({.deals_counted = 1e30, .deals_expected = 1e30}, {}).suspected);
  EXPECT_EQ(assess_outage({}, {}).p, 1.0);
}

}  // namespace
}  // namespace gv::decide
