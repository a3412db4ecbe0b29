#include "adapters/files/cell.h"

#include <gmock/gmock.h>

namespace gv::files {
namespace {

using testing::HasSubstr;

ErrorCode code_of(std::string_view text) { return read_count(text, "row 2.clicks").error().code; }

TEST(Cell, CountsMayHaveThousandsSeparatorsAndAnEmptyFraction) {
  EXPECT_EQ(read_count("0", "c"), 0);
  EXPECT_EQ(read_count(" 12,345,678 ", "c"), 12'345'678);
  EXPECT_EQ(read_count("1234.00", "c"), 1'234);
  EXPECT_EQ(read_count("-0", "c"), 0);
}

TEST(Cell, WhatIsNoCountIsRefusedWithItsReason) {
  EXPECT_EQ(code_of("-3"), ErrorCode::NegativeCount);
  EXPECT_EQ(code_of("NaN"), ErrorCode::Nan);
  EXPECT_EQ(code_of("inf"), ErrorCode::Nan);
  EXPECT_EQ(code_of("1.5"), ErrorCode::InvalidInput);
  EXPECT_EQ(code_of("12,34"), ErrorCode::InvalidInput);
  EXPECT_EQ(code_of("1e5"), ErrorCode::InvalidInput);
  EXPECT_EQ(code_of("99999999999999999999"), ErrorCode::Overflow);
  EXPECT_EQ(to_string(read_count("", "row 2.clicks").error()), "row 2.clicks: is missing");
  EXPECT_EQ(to_string(read_count("many", "row 2.clicks").error()),
            "row 2.clicks: must be a whole number such as 1234, got \"many\"");
}

TEST(Cell, NumbersKeepTheirFraction) {
  EXPECT_EQ(read_number("1,234.5", "c"), 1234.5);
  EXPECT_EQ(read_number(".5", "c"), 0.5);
  EXPECT_EQ(read_number("0." + std::string(400, '0') + "1", "c"), 0.0);
  EXPECT_EQ(read_number(std::string(400, '9'), "c").error().code, ErrorCode::Overflow);
}

TEST(Cell, AmountsAreRoundedFromTheirText) {
  EXPECT_EQ(read_amount("1.005", Currency::usd(), "c"), 101);
  EXPECT_EQ(read_amount("1,234.5", Currency::usd(), "c"), 123'450);
  EXPECT_EQ(read_amount("-1", Currency::usd(), "c").error().code, ErrorCode::NegativeCount);
  EXPECT_THAT(to_string(read_amount("$12", Currency::usd(), "row 3.spend").error()),
              HasSubstr("row 3.spend: must be an amount such as 1234.50, got \"$12\""));
}

TEST(Cell, DashesAndNoBreakSpacesAreBlank) {
  EXPECT_TRUE(is_blank("\xC2\xA0 "));
  EXPECT_TRUE(is_blank("\xE2\x80\x94"));
  EXPECT_TRUE(is_blank("-"));
  EXPECT_FALSE(is_blank("0"));
  EXPECT_EQ(folded(" Not-Delivering "), "not_delivering");
}

}  // namespace
}  // namespace gv::files
