#include "core/revenue/allocation.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::revenue {
namespace {

CreditSplit split_of(std::vector<Credit> credits) {
  auto split = CreditSplit::parse(credits);
  EXPECT_TRUE(split) << split.error();
  return *split;
}

const AdId kAd1("ad1"), kAd2("ad2"), kAd3("ad3");

// 20 section 15: "Allocation".
TEST(Allocate, GivesTheRestToTheLargestFractionsThenByAd) {
  const auto fifths = split_of({{kAd3, 1, 5}, {kAd1, 2, 5}, {kAd2, 2, 5}});
  EXPECT_EQ(allocate(650001, fifths), (std::vector<std::int64_t>{260001, 260000, 130000}));

  const auto thirds = split_of({{kAd1, 1, 3}, {kAd2, 1, 3}, {kAd3, 1, 3}});
  EXPECT_EQ(allocate(100, thirds), (std::vector<std::int64_t>{34, 33, 33}));
}

TEST(Allocate, ChangesBetweenTargetsTelescope) {
  const auto thirds = split_of({{kAd1, 1, 3}, {kAd2, 1, 3}, {kAd3, 1, 3}});
  EXPECT_EQ(allocate_change(100, 101, thirds), (std::vector<AdAmount>{{kAd2, 1}}));
  EXPECT_TRUE(allocate_change(7, 7, thirds).empty());
  EXPECT_EQ(share_of(100, thirds, kAd1), 34);
  EXPECT_EQ(share_of(100, thirds, AdId("ad9")), 0);
}

TEST(Reattribute, MovesTheWholeAndSumsToNothing) {
  const CreditSplit nobody;
  const auto half = split_of({{kAd1, 1, 2}, {kAd2, 1, 2}});
  EXPECT_EQ(reattribute(225001, nobody, half),
            (std::vector<AdAmount>{{kAd1, 112501}, {kAd2, 112500}, {unattributed(), -225001}}));
  EXPECT_TRUE(reattribute(5, half, half).empty());
}

TEST(CreditSplit, RefusesWhatDoesNotSumToOne) {
  const auto refused = [](std::vector<Credit> credits) { return !CreditSplit::parse(credits); };
  EXPECT_TRUE(refused({}));
  EXPECT_TRUE(refused({{kAd1, 1, 2}}));
  EXPECT_TRUE(refused({{kAd1, 2, 3}, {kAd2, 2, 3}}));
  EXPECT_TRUE(refused({{kAd1, -1, 2}, {kAd2, 3, 2}}));
  EXPECT_TRUE(refused({{kAd1, 1, 0}}));
  EXPECT_TRUE(refused({{AdId(), 1, 1}}));
  EXPECT_TRUE(refused({{kAd1, 1, INT64_MAX}, {kAd2, 1, INT64_MAX - 1}}));
}

TEST(CreditSplit, AddsUpTheCreditsOfOneAd) {
  const auto split = split_of({{kAd1, 1, 6}, {kAd2, 1, 2}, {kAd1, 1, 3}, {kAd3, 0, 7}});
  EXPECT_EQ(split.ads().size(), 2u);
  EXPECT_DOUBLE_EQ(split.weight(kAd1), 0.5);
  EXPECT_DOUBLE_EQ(split.weight(kAd3), 0.0);
}

TEST(CreditSplit, DiscountGivesTheRemainderToNobody) {
  const auto split = split_of({{kAd1, 1, 2}, {kAd2, 1, 2}}).discounted(0.9);
  ASSERT_TRUE(split) << split.error();
  EXPECT_EQ(allocate(1000, *split), (std::vector<std::int64_t>{450, 450, 100}));
  EXPECT_FALSE(CreditSplit().discounted(1.1));
  EXPECT_FALSE(CreditSplit().discounted(std::nan("")));
  EXPECT_EQ(split_of({{kAd1, 1, 1}}).discounted(0.0), CreditSplit());
}

TEST(CreditSplit, RealSharesBecomeExactBillionths) {
  const std::vector<AdId> ads{kAd2, kAd1};
  const std::vector<double> shares{2.0, 1.0};
  const auto split = CreditSplit::from_shares(ads, shares);
  ASSERT_TRUE(split) << split.error();
  EXPECT_NEAR(split->weight(kAd2), 2.0 / 3.0, 1e-9);

  for (const auto& bad : std::vector<std::vector<double>>{
           {0.0, 0.0}, {-1.0, 2.0}, {std::nan(""), 1.0}, {1.0}, {1e308, 1e308}}) {
    EXPECT_FALSE(CreditSplit::from_shares(ads, bad));
  }
}

RC_GTEST_PROP(AllocationProperty, PartsSumToTheWholeForAnyTotal, ()) {
  const auto raw =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 1'000'000)));
  const std::int64_t denominator = std::accumulate(raw.begin(), raw.end(), std::int64_t{0});
  std::vector<Credit> credits;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    credits.push_back({AdId("ad" + std::to_string(i)), raw[i], denominator});
  }
  const auto split = CreditSplit::parse(credits);
  RC_ASSERT(split.has_value());
  const auto total =
      *rc::gen::inRange<std::int64_t>(-(std::int64_t{1} << 62), std::int64_t{1} << 62);
  const auto parts = allocate(total, *split);
  RC_ASSERT(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == total);
  for (const auto part : parts) RC_ASSERT((total < 0 ? part <= 0 : part >= 0));
}

}  // namespace
}  // namespace gv::revenue
