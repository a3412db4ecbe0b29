#include "base/currency.h"

#include <gtest/gtest.h>

namespace gv {
namespace {

TEST(Currency, KnowsTheDecimalsOfItsMinorUnit) {
  EXPECT_EQ(Currency::parse("AED", "c")->exponent(), 2);
  EXPECT_EQ(Currency::parse("JPY", "c")->exponent(), 0);
  EXPECT_EQ(Currency::parse("KWD", "c")->exponent(), 3);
  EXPECT_EQ(Currency::parse("KWD", "c")->minor_per_major(), 1000);
}

TEST(Currency, RefusesWhatIsNoCode) {
  for (const char* text : {"", "usd", "US", "USDX", "XYZ", "D A", " AE"}) {
    const auto currency = Currency::parse(text, "row 3.currency");
    ASSERT_FALSE(currency) << text;
    EXPECT_EQ(currency.error().where, "row 3.currency");
  }
}

}  // namespace
}  // namespace gv
