#include "core/market/scenario.h"

#include <string>

#include <gtest/gtest.h>

namespace gv::market {
namespace {

TEST(Scenario, KnowsItsNames) {
  for (const char* name : {"S1", "S2", "S3", "S4", "S5", "S6", "S8", "S9", "S10"}) {
    const auto scenario = scenario_named(name);
    ASSERT_TRUE(scenario) << scenario.error();
    EXPECT_EQ(scenario->name, name);
    EXPECT_FALSE(scenario->losses);
    double shares = 0.0;
    for (const auto& shape : scenario->archetypes) shares += shape.share;
    EXPECT_NEAR(shares, 1.0, 1e-12);
    EXPECT_TRUE(scenario_named(std::string(name) + "-lossy")->losses);
  }
}

TEST(Scenario, RefusesWhatItDoesNotHave) {
  EXPECT_EQ(scenario_named("S7").error().code, ErrorCode::NotAvailable);
  EXPECT_EQ(scenario_named("S11").error().code, ErrorCode::NotFound);
  EXPECT_EQ(scenario_named("").error().code, ErrorCode::NotFound);
}

TEST(Scenario, LongServiceIsServiceStretched) {
  const auto s2 = *scenario_named("S2");
  const auto s3 = *scenario_named("S3");
  EXPECT_EQ(s3.days, 42);
  for (std::size_t i = 0; i < kArchetypes; ++i) {
    EXPECT_DOUBLE_EQ(s3.archetypes[i].delay_days, 2.5 * s2.archetypes[i].delay_days);
  }
}

}  // namespace
}  // namespace gv::market
