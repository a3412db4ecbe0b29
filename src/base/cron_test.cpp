#include "base/cron.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace gv {
namespace {

Millis at(std::string_view text) { return parse_time(text, "t")->time_since_epoch(); }

std::string next(std::string_view cron, std::string_view after) {
  return format_time(TimePoint{Cron::parse(cron, "cron")->next(at(after))}).substr(0, 16);
}

TEST(Cron, TheNextReadingLiesAfterTheOneGiven) {
  EXPECT_EQ(next("0 */2 * * *", "2025-01-01T04:00:00Z"), "2025-01-01T06:00");
  EXPECT_EQ(next("0 */2 * * *", "2025-01-01T03:59:59.999Z"), "2025-01-01T04:00");
  EXPECT_EQ(next("* * * * *", "2025-12-31T23:59:30Z"), "2026-01-01T00:00");
  EXPECT_EQ(next("5,35 9-17/4 * * *", "2025-01-01T09:05:00Z"), "2025-01-01T09:35");
  EXPECT_EQ(next("5,35 9-17/4 * * *", "2025-01-01T09:35:00Z"), "2025-01-01T13:05");
  EXPECT_EQ(next("7/20 * * * *", "2025-01-01T00:47:00Z"), "2025-01-01T01:07");
  EXPECT_EQ(next("0 0 29 2 *", "2025-01-01"), "2028-02-29T00:00");
  EXPECT_EQ(next("0 0 29 2 *", "2096-03-01"), "2104-02-29T00:00");
}

TEST(Cron, WeekdaysAndMonthsHaveNames) {
  EXPECT_EQ(next("0 9 * * mon-fri", "2025-01-03T09:00:00Z"), "2025-01-06T09:00");  // a Friday
  EXPECT_EQ(next("0 9 * * 7", "2025-01-03"), "2025-01-05T09:00");
  EXPECT_EQ(next("0 9 * * SUN", "2025-01-03"), "2025-01-05T09:00");
  EXPECT_EQ(next("0 0 1 jul *", "2025-01-01"), "2025-07-01T00:00");
}

TEST(Cron, WhereDayAndWeekdayAreRestrictedEitherIsEnough) {
  EXPECT_EQ(next("0 0 15 * mon", "2025-01-08"), "2025-01-13T00:00");
  EXPECT_EQ(next("0 0 15 * mon", "2025-01-13"), "2025-01-15T00:00");
  EXPECT_EQ(next("0 0 */10 * *", "2025-01-22"), "2025-01-31T00:00");
}

TEST(Cron, AnIntervalHasAUnit) {
  EXPECT_EQ(Cron::parse("@every 90s", "cron")->interval(), Millis(90'000));
  EXPECT_EQ(Cron::parse("@every 168h", "cron")->interval(), Millis(Days(7)));
  EXPECT_EQ(Cron::parse("* * * * *", "cron")->interval(), std::nullopt);
}

TEST(Cron, WhatIsWrongIsNamed) {
  for (const auto* text : {"",
                           "* * * *",
                           "* * * * * *",
                           "60 * * * *",
                           "* 24 * * *",
                           "* * 0 * *",
                           "* * * 13 *",
                           "* * * * 8",
                           "*/0 * * * *",
                           "*/60 * * * *",
                           "5-1 * * * *",
                           "1,,2 * * * *",
                           "-5 * * * *",
                           "a * * * *",
                           "* * * mon *",
                           "  * * * *",
                           "@every",
                           "@every 0s",
                           "@every 169h",
                           "@every 5d",
                           "@every -1s",
                           "@every 99999999999s",
                           "@daily",
                           "0 0 30 2 *"}) {
    const auto cron = Cron::parse(text, "schedules.cron");
    ASSERT_FALSE(cron) << text;
    EXPECT_EQ(cron.error().where, "schedules.cron");
  }
  EXPECT_EQ(Cron::parse("0 99 * * *", "cron").error().message,
            "the hour must be *, or numbers, ranges and steps in [0, 23], got \"99\"");
}

}  // namespace
}  // namespace gv
