#include "core/execute/caps.h"

#include <vector>

#include <gtest/gtest.h>

namespace gv::execute {
namespace {

constexpr TimePoint kNow{Millis{1'736'121'600'000}};

TEST(Caps, RefuseInsteadOfClipping) {
  const HardCaps caps{.unit_max_minor = 50'000, .account_max_minor = 200'000};
  EXPECT_TRUE(check_caps(50'000, 200'000, caps));
  EXPECT_EQ(check_caps(50'001, 100'000, caps).error().where, "unit.daily_budget");
  EXPECT_EQ(check_caps(10'000, 200'001, caps).error().code, ErrorCode::Refused);
  EXPECT_TRUE(check_caps(1'000'000'000, 1'000'000'000, {}));
}

TEST(Caps, TheAccountGrowsByHalfADay) {
  const std::vector<belief::BudgetStep> totals{{kNow - Days{9}, 10'001}, {kNow - Hours{3}, 14'000}};
  EXPECT_EQ(account_ceiling(totals, kNow), 15'001);
  EXPECT_EQ(account_ceiling(totals, kNow + Hours{21}), 21'000);
  EXPECT_FALSE(account_ceiling({}, kNow));
}

}  // namespace
}  // namespace gv::execute
