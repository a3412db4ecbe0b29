#include "base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv {
namespace {

TEST(Time, ReadsRfc3339) {
  EXPECT_EQ(format_time(*parse_time("2025-01-31T08:00:00Z", "t")), "2025-01-31T08:00:00.000000Z");
  EXPECT_EQ(format_time(*parse_time("2025-01-31T08:00:00.1239+04:00", "t")),
            "2025-01-31T04:00:00.123000Z");
  EXPECT_EQ(format_time(*parse_time("2024-02-29", "t")), "2024-02-29T00:00:00.000000Z");
  EXPECT_EQ(format_time(*parse_time("2016-12-31T23:59:60Z", "t")), "2016-12-31T23:59:59.999000Z");
}

TEST(Time, RefusesWhatIsNoTime) {
  for (const char* text : {"", "2025", "2025-02-29", "2025-13-01", "2025-01-31T25:00:00Z",
                           "2025-01-31T08:00:00", "2025-01-31T08:00:00Zx", "31/01/2025"}) {
    EXPECT_FALSE(parse_time(text, "t")) << text;
  }
}

RC_GTEST_PROP(TimeProperty, FormatAndParseAreInverse, ()) {
  const auto ms = *rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000);
  const TimePoint time{Millis{ms}};
  RC_ASSERT(*parse_time(format_time(time), "t") == time);
}

}  // namespace
}  // namespace gv
