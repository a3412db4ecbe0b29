#include "core/execute/active_hours.h"

#include <gtest/gtest.h>

namespace gv::execute {
namespace {

using namespace std::chrono_literals;

TEST(ActiveHours, HoldFromTheFirstMinuteToBeforeTheLast) {
  const auto hours = parse_active_hours("08:00-20:30", "x");
  ASSERT_TRUE(hours) << hours.error();
  EXPECT_FALSE(is_active(*hours, 8h - 1ms));
  EXPECT_TRUE(is_active(*hours, 8h));
  EXPECT_TRUE(is_active(*hours, 20h + 30min - 1ms));
  EXPECT_FALSE(is_active(*hours, 20h + 30min));
}

TEST(ActiveHours, MayGoPastMidnight) {
  const auto hours = parse_active_hours("22:00-06:00", "x");
  ASSERT_TRUE(hours) << hours.error();
  EXPECT_TRUE(is_active(*hours, 23h));
  EXPECT_TRUE(is_active(*hours, 24h * 400 + 5h));
  EXPECT_FALSE(is_active(*hours, 6h));
  EXPECT_TRUE(is_active(*hours, -1h)) << "23:00 of the day before 1970";
}

TEST(ActiveHours, NeedABeginningAndAnotherEnd) {
  for (const auto* text : {"", "08:00", "08:00-08:00", "8:00-20:00", "08:00-24:00", "08:60-20:00",
                           "08-00-20:00", "08:00_20:00", "08:00-20:00 "}) {
    const auto hours = parse_active_hours(text, "executor.active_hours");
    ASSERT_FALSE(hours) << text;
    EXPECT_EQ(hours.error().where, "executor.active_hours");
  }
}

}  // namespace
}  // namespace gv::execute
