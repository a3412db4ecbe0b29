#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

TEST(LoopRoute, AStageThatNothingWentThroughSaysSo) {
  testing::Bench bench;

  const auto stages = bench.json("GET", "/api/v1/loop").at("stages");

  ASSERT_EQ(stages.as_array().size(), 5u) << stages;
  EXPECT_EQ(stages.at(0).at("stage"), "reports");
  EXPECT_EQ(stages.at(4).at("stage"), "read_backs");
  EXPECT_EQ(stages.at(0).at("count"), 0);
  EXPECT_TRUE(stages.at(0).at("newest_at").is_null());
  EXPECT_TRUE(stages.at(0).at("age_s").is_null());
  EXPECT_TRUE(stages.at(0).at("median_lag_s").is_null());
}

}  // namespace
}  // namespace gv::api
