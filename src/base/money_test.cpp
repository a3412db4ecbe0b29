#include "base/money.h"

#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv {
namespace {

std::int64_t minor(std::string_view text, std::string_view code) {
  const auto money = Money::parse_major(text, *Currency::parse(code, "currency"), "amount");
  EXPECT_TRUE(money) << money.error();
  return money ? money->minor() : -1;
}

TEST(Money, ReadsMajorUnitsFromTheText) {
  EXPECT_EQ(minor("7000.00", "AED"), 700000);
  EXPECT_EQ(minor("0.005", "USD"), 1);
  EXPECT_EQ(minor("1.005", "USD"), 101);
  EXPECT_EQ(minor("1234.5", "JPY"), 1235);
  EXPECT_EQ(minor("1.2345", "KWD"), 1235);
  EXPECT_EQ(minor("-0.125", "USD"), -13);
  EXPECT_EQ(minor("1,234,567.8", "USD"), 123456780);
  EXPECT_EQ(minor(".5", "USD"), 50);
}

TEST(Money, RefusesWhatIsNoAmount) {
  for (const char* text : {"", "-", ".", "abc", "1,23", ",123", "1,2345", "12,34,567", "1.2.3",
                           "1e5", "NaN", "7,000 AED", " 1", "99999999999999999999"}) {
    EXPECT_FALSE(Money::parse_major(text, Currency::usd(), "amount")) << text;
  }
}

TEST(Money, FormatsWithSeparators) {
  EXPECT_EQ(format_major(225000, Currency::usd()), "2,250.00");
  EXPECT_EQ(format_major(-1, Currency::usd()), "-0.01");
  EXPECT_EQ(format_major(100000000, Currency::usd()), "1,000,000.00");
  EXPECT_EQ(format_major(1234, *Currency::parse("JPY", "c")), "1,234");
}

TEST(Money, AddsOnlyItsOwnCurrency) {
  const auto aed = *Currency::parse("AED", "c");
  EXPECT_FALSE(Money(1, Currency::usd()).plus(Money(1, aed)));
  EXPECT_FALSE(Money(INT64_MAX, aed).plus(Money(1, aed)));
  EXPECT_EQ(Money(5, aed).minus(Money(7, aed))->minor(), -2);
}

TEST(LargestRemainder, GivesTheLeftoverToTheLargestFractions) {
  EXPECT_EQ(largest_remainder(100, std::vector{1.0, 1.0, 1.0}),
            (std::vector<std::int64_t>{34, 33, 33}));
  EXPECT_EQ(largest_remainder(650001, std::vector{0.4, 0.4, 0.2}),
            (std::vector<std::int64_t>{260001, 260000, 130000}));
}

RC_GTEST_PROP(MoneyProperty, FormatAndParseAreInverse, (std::int64_t amount)) {
  RC_PRE(amount > INT64_MIN);
  const auto kwd = *Currency::parse("KWD", "c");
  const auto back = Money::parse_major(format_major(amount, kwd), kwd, "amount");
  RC_ASSERT(back && back->minor() == amount);
}

RC_GTEST_PROP(LargestRemainderProperty, PartsSumToTheWhole, ()) {
  const auto total = *rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 55);
  const auto raw =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1'000'000)));
  std::vector<double> weights(raw.begin(), raw.end());
  weights.push_back(1.0);
  const auto parts = largest_remainder(total, weights);
  RC_ASSERT(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == total);
  for (const auto part : parts) RC_ASSERT(part >= 0);
}

}  // namespace
}  // namespace gv
