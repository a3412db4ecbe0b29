#include "core/revenue/fx_table.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace gv::revenue {
namespace {

const Currency kAed = *Currency::parse("AED", "currency");
const Currency kKwd = *Currency::parse("KWD", "currency");
const Currency kJpy = *Currency::parse("JPY", "currency");

TEST(FxTable, KnowsOnlyTheDatesItWasTold) {
  FxTable rates;
  const TimePoint day = *parse_time("2025-01-31T15:00:00Z", "day");
  ASSERT_TRUE(rates.set(day, Currency::usd(), kAed, 3.6725));

  EXPECT_EQ(rates.rate_e9(*parse_time("2025-01-31T23:59:59Z", "t"), Currency::usd(), kAed),
            3'672'500'000);
  EXPECT_EQ(rates.rate_e9(*parse_time("2025-02-01", "t"), Currency::usd(), kAed), std::nullopt);
  EXPECT_EQ(rates.rate_e9(day, kAed, Currency::usd()), std::nullopt);
}

TEST(FxTable, RefusesWhatIsNoRate) {
  FxTable rates;
  for (const double rate :
       {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity(), 1e10, 1e-10}) {
    EXPECT_FALSE(rates.set(TimePoint{}, Currency::usd(), kAed, rate)) << rate;
  }
}

TEST(Convert, MovesBetweenMinorUnitsAndRoundsOnce) {
  EXPECT_EQ(convert(100000, Currency::usd(), kAed, 3'672'500'000), 367250);
  EXPECT_EQ(convert(1, Currency::usd(), kAed, 3'672'500'000), 4);
  EXPECT_EQ(convert(10000, Currency::usd(), kKwd, 307'000'000), 30700);  // 100 USD
  EXPECT_EQ(convert(10000, Currency::usd(), kJpy, 150'505'000'000), 15051);
  EXPECT_EQ(convert(-367250, kAed, Currency::usd(), 272'294'078), -100000);
  EXPECT_EQ(convert_back(367250, Currency::usd(), kAed, 3'672'500'000), 100000);
}

TEST(Convert, TooLargeIsNothingRatherThanACrash) {
  EXPECT_EQ(convert(INT64_MAX, Currency::usd(), kAed, 1'000'000'000), std::nullopt);
  EXPECT_EQ(convert(INT64_MIN, Currency::usd(), kAed, 1'000'000'000), std::nullopt);
  EXPECT_EQ(convert(std::int64_t{1} << 53, kJpy, kKwd, 1'000'000'000'000'000'000), std::nullopt);
  EXPECT_EQ(convert_back(std::int64_t{1} << 53, kKwd, kJpy, 1), std::nullopt);
}

}  // namespace
}  // namespace gv::revenue
