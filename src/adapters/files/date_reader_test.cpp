#include "adapters/files/date_reader.h"

#include <gtest/gtest.h>

#include "adapters/files/testing.h"

namespace gv::files {
namespace {

TimeSpan read(const std::string& text, const std::string& zone = "UTC",
              const std::string& pattern = "") {
  std::optional<DateFormat> format;
  if (!pattern.empty()) format = DateFormat::parse(pattern, "--date-format").value();
  const DateReader reader(format, TimeZone::parse(zone, "--timezone").value());
  return reader.read(text, "row 2.start").value();
}

TEST(DateReader, ADateCoversItsDayAndATimeNothing) {
  EXPECT_EQ(read("2025-03-04"), (TimeSpan{at("2025-03-04"), at("2025-03-05")}));
  EXPECT_EQ(read("2025-03-04T08:30:00Z").start, at("2025-03-04T08:30:00Z"));
  EXPECT_EQ(read("2025-03-04T08:30:00Z").end, at("2025-03-04T08:30:00Z"));
}

TEST(DateReader, KnowsTheFormsThatCannotBeMistaken) {
  EXPECT_EQ(read("Mar 4, 2025").start, at("2025-03-04"));
  EXPECT_EQ(read("4 March 2025").start, at("2025-03-04"));
  EXPECT_EQ(read("2025-03-04 08:30").start, at("2025-03-04T08:30:00Z"));
  EXPECT_EQ(read("2025-03-04T08:30:00.250+04:00").start, at("2025-03-04T04:30:00.250Z"));
}

TEST(DateReader, DaysBeginInTheZone) {
  EXPECT_EQ(read("2025-03-04", "Asia/Dubai").start, at("2025-03-03T20:00:00Z"));
  EXPECT_EQ(read("2025-03-04", "+04:00").start, at("2025-03-03T20:00:00Z"));
  EXPECT_EQ(read("2025-03-04", "-0330").start, at("2025-03-04T03:30:00Z"));
  // Clocks went forward on 2025-03-30: that day had 23 hours.
  const auto short_day = read("2025-03-30", "Europe/Berlin");
  EXPECT_EQ(short_day.end - short_day.start, Hours{23});
  // An instant that is written with its offset does not care.
  EXPECT_EQ(read("2025-03-04T08:30:00Z", "Asia/Dubai").start, at("2025-03-04T08:30:00Z"));
}

TEST(DateReader, TheDayOfATimeBeginsInTheZone) {
  const auto day = [](const std::string& text, const std::string& zone) {
    return DateReader(std::nullopt, TimeZone::parse(zone, "--timezone").value())
        .read_day(text, "row 2.start")
        .value();
  };
  EXPECT_EQ(day("2025-03-04 08:30", "UTC"), (TimeSpan{at("2025-03-04"), at("2025-03-05")}));
  EXPECT_EQ(day("2025-03-04", "UTC"), (TimeSpan{at("2025-03-04"), at("2025-03-05")}));
  EXPECT_EQ(day("2025-03-04 00:30", "+04:00").start, at("2025-03-03T20:00:00Z"));
  // An instant of its own offset: in Dubai it was the fifth already.
  EXPECT_EQ(day("2025-03-04T22:30:00Z", "Asia/Dubai").start, at("2025-03-04T20:00:00Z"));
  EXPECT_EQ(day("2025-03-30 12:00", "Europe/Berlin").end, at("2025-03-30T22:00:00Z"));
}

TEST(DateReader, RefusesYearsOfAnotherCentury) {
  const DateReader reader(std::nullopt, TimeZone());
  for (const char* text : {"9999-12-31", "2100-01-01", "1999-12-31", "1970-01-01T00:00:00Z"}) {
    const auto span = reader.read(text, "row 2.end");
    ASSERT_FALSE(span) << text;
    EXPECT_EQ(to_string(span.error()),
              "row 2.end: must lie in the years 2000 to 2099, got \"" + std::string(text) + "\"");
  }
  EXPECT_EQ(read("2099-12-31").end, at("2100-01-01"));
  EXPECT_EQ(read("2000-01-01").start, at("2000-01-01"));
}

TEST(DateReader, FollowsAGivenFormat) {
  EXPECT_EQ(read("4/3/2025", "UTC", "%d/%m/%Y").start, at("2025-03-04"));
  EXPECT_EQ(read("3/4/25", "UTC", "%m/%d/%y").start, at("2025-03-04"));
  EXPECT_EQ(read("04-Sept-2025 12:05 AM", "UTC", "%d-%b-%Y %I:%M %p").start,
            at("2025-09-04T00:05:00Z"));
  EXPECT_EQ(read("2025-03-04 10:00:00 +0200", "UTC", "%F %T %z").start, at("2025-03-04T08:00:00Z"));
}

TEST(DateReader, RefusesWhatMatchesNoForm) {
  const DateReader reader(std::nullopt, TimeZone());
  for (const char* text : {"", "03/04/2025", "2025-02-30", "2025-13-01", "2025-03-04x", "soon"}) {
    EXPECT_FALSE(reader.read(text, "row 2.start")) << text;
  }
  EXPECT_EQ(to_string(reader.read("03/04/2025", "row 2.start").error()).substr(0, 72),
            "row 2.start: must be a date such as 2025-01-31, got \"03/04/2025\"");
}

TEST(DateFormat, RefusesPatternsThatNameNoDay) {
  for (const char* pattern : {"", "%Y-%m", "%d/%m", "%Q", "%Y-%m-%d %", "hello"}) {
    EXPECT_FALSE(DateFormat::parse(pattern, "--date-format")) << pattern;
  }
}

TEST(TimeZone, RefusesNamesThatDoNotExist) {
  for (const char* zone : {"", "Asia/Atlantis", "+25:00", "../../etc/passwd", "dubai"}) {
    const auto read = TimeZone::parse(zone, "--timezone");
    ASSERT_FALSE(read) << zone;
    EXPECT_EQ(read.error().where, "--timezone");
  }
}

}  // namespace
}  // namespace gv::files
