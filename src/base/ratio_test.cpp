#include "base/ratio.h"

#include <limits>

#include <gtest/gtest.h>

namespace gv {
namespace {

TEST(Probability, NamesTheFieldItRefuses) {
  const auto refused = Probability::parse(1.7, "row 17.ctr");
  ASSERT_FALSE(refused);
  EXPECT_EQ(to_string(refused.error()), "row 17.ctr: must lie in [0, 1], got 1.7");
  EXPECT_FALSE(Probability::parse(std::numeric_limits<double>::quiet_NaN(), "p"));
}

TEST(Ratio, RefusesNanAndInfinity) {
  EXPECT_FALSE(Ratio::parse(std::numeric_limits<double>::quiet_NaN(), "roas"));
  EXPECT_FALSE(Ratio::parse(std::numeric_limits<double>::infinity(), "roas"));
  EXPECT_EQ(Ratio::parse(3.5, "roas")->value(), 3.5);
  EXPECT_EQ((0.20_ratio).value(), 0.2);
}

}  // namespace
}  // namespace gv
