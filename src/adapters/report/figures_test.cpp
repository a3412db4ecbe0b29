#include "adapters/report/figures.h"

#include <gtest/gtest.h>

namespace gv::report {
namespace {

TEST(Figures, SharesPrintAsPercentWithANoBreakSpace) {
  EXPECT_EQ(percent(0.053), "5\xC2\xA0%");
  EXPECT_EQ(percent(0.053, 1), "5.3\xC2\xA0%");
  EXPECT_EQ(percent(std::optional<double>{}), "\xE2\x80\x93");
}

TEST(Figures, WhatRoundsToZeroHasNoSign) {
  EXPECT_EQ(percent(-0.001), "0\xC2\xA0%");
  EXPECT_EQ(decimal(-0.04, 1), "0.0");
  EXPECT_EQ(dollars(-20.0), "$0");
}

TEST(Figures, DollarsAreGroupedAndSignedBeforeTheCurrency) {
  EXPECT_EQ(dollars(123'456.0), "$1,235");
  EXPECT_EQ(dollars(-123'456.0), "\xE2\x88\x92$1,235");
  EXPECT_EQ(whole_dollars(1'000'000), "$1,000,000");
  EXPECT_EQ(dollars_and_cents(123'456), "$1,234.56");
}

TEST(Figures, OneIsSingular) {
  EXPECT_EQ(counted(1, "seed"), "1\xC2\xA0seed");
  EXPECT_EQ(counted(24, "seed"), "24\xC2\xA0seeds");
}

}  // namespace
}  // namespace gv::report
