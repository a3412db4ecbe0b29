#include "io/sql/postgres_text.h"

#include <gtest/gtest.h>

#include "base/check.h"
#include "io/sql/postgres_error.h"

namespace gv::sql {
namespace {

using namespace std::chrono_literals;

TEST(PostgresText, WritesEveryType) {
  EXPECT_EQ(postgres_text(-7), "-7");
  EXPECT_EQ(postgres_text(0.1), "0.1");
  EXPECT_EQ(postgres_text(true), "t");
  EXPECT_EQ(postgres_text("it's"), "it's");
  EXPECT_EQ(postgres_text(Blob{std::string_view("\0\xff", 2)}), "\\x00ff");
  EXPECT_EQ(postgres_text(TimePoint{1'700'000'000'123ms}), "2023-11-14T22:13:20.123000Z");
}

TEST(PostgresText, CopyFieldsEscapeWhatEndsThem) {
  std::string line;
  append_copy_field("a\tb\nc\\d\r", line);
  append_copy_field(std::nullopt, line);

  EXPECT_EQ(line, "a\\tb\\nc\\\\d\\r\\N");
}

TEST(PostgresText, ReadsTimesWithAndWithoutFraction) {
  EXPECT_EQ(postgres_time("2023-11-14 22:13:20.123999+00"), TimePoint{1'700'000'000'123ms});
  EXPECT_EQ(postgres_time("2023-11-14 22:13:20+00"), TimePoint{1'700'000'000'000ms});
  EXPECT_THROW((void)postgres_time("infinity"), Bug);
}

TEST(PostgresText, ReadsBytes) {
  EXPECT_EQ(postgres_bytes("\\x00ff"), std::string("\0\xff", 2));
  EXPECT_EQ(postgres_bytes("\\x"), "");
}

TEST(PostgresError, TellsBugsFromTrouble) {
  EXPECT_EQ(postgres_error("23505", "s", "duplicate key").code, ErrorCode::Conflict);
  EXPECT_EQ(postgres_error("23502", "s", "null value").code, ErrorCode::InvalidInput);
  EXPECT_EQ(postgres_error("22P02", "s", "not a uuid").code, ErrorCode::InvalidInput);
  EXPECT_EQ(postgres_error("42501", "s", "policy").code, ErrorCode::Refused);
  EXPECT_EQ(postgres_error("57014", "s", "cancelled").code, ErrorCode::TimedOut);
  EXPECT_EQ(postgres_error("53100", "s", "no space").code, ErrorCode::StorageFull);
  EXPECT_EQ(postgres_error("", "s", "refused\nsecond line").code, ErrorCode::Unavailable);
  EXPECT_THROW((void)postgres_error("42703", "s", "no such column"), Bug);
  EXPECT_TRUE(is_worth_a_retry("40P01"));
  EXPECT_FALSE(is_worth_a_retry("23505"));
}

}  // namespace
}  // namespace gv::sql
