#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

TEST(DemoScoreRoute, TellsRegretByDayAndWhereItIsNotKnown) {
  testing::Bench bench;
  bench.decisions.play_demo();

  const auto days = bench.json("GET", "/api/v1/demo/score").at("days");

  ASSERT_EQ(days.as_array().size(), 2u) << days;
  const auto& unspent = days.at(0).at("policies").at(0);
  EXPECT_EQ(unspent.at("policy"), "account");
  EXPECT_TRUE(unspent.at("value_per_spend").is_null());
  EXPECT_TRUE(unspent.at("regret").is_null());
  const auto& ours = days.at(1).at("policies").at(0);
  EXPECT_EQ(ours.at("value").at("amount_minor"), 300);
  EXPECT_EQ(ours.at("value_per_spend"), 1.5);
  EXPECT_EQ(ours.at("regret"), 0.25);
  EXPECT_EQ(days.at(1).at("policies").at(1).at("regret").to_number<double>(), 0.0);
}

TEST(DemoScoreRoute, AnAccountWithoutASimulatedMarketHasNone) {
  testing::Bench bench;
  const auto refused = bench.json("GET", "/api/v1/demo/score");
  EXPECT_EQ(refused.at("status"), 404);
  EXPECT_NE(refused.at("detail").as_string().find("is no demo"), std::string::npos);
}

}  // namespace
}  // namespace gv::api
