#include "cli/major_units.h"

#include <gtest/gtest.h>

namespace gv::cli {
namespace {

TEST(InMajorUnits, ARefusalNamesAmountsAsPeopleWriteThem) {
  const Error refused{ErrorCode::Refused, "total_budget",
                      "the smallest budgets sum to 1234567 minor units, the total is 500"};
  EXPECT_EQ(in_major_units(refused, Currency::usd()).message,
            "the smallest budgets sum to 12,345.67 USD, the total is 5.00 USD");
  EXPECT_EQ(in_major_units(refused, Currency::parse("JPY", "test").value()).message,
            "the smallest budgets sum to 1,234,567 JPY, the total is 500 JPY");
}

TEST(InMajorUnits, OtherSentencesStay) {
  const Error refused{ErrorCode::Refused, "", "7 ads are held"};
  EXPECT_EQ(in_major_units(refused, Currency::usd()), refused);
  const Error range{ErrorCode::ConfigRange, "", "must lie in [0, 2^50] minor units, got 5"};
  EXPECT_EQ(in_major_units(range, Currency::usd()), range);
}

}  // namespace
}  // namespace gv::cli
