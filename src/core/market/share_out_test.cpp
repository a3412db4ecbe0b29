#include "core/market/share_out.h"

#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::market {
namespace {

using Parts = std::vector<std::int64_t>;

TEST(ShareOut, SplitsInProportionWithinTheRanges) {
  const std::vector<Range> ranges{{2000, 6000}, {1750, 5250}, {1250, 3750}};
  EXPECT_EQ(share_out(10'000, std::vector{.7, .2, .1}, ranges), (Parts{6000, 2667, 1333}));
}

TEST(ShareOut, FillsEveryRangeWhenTheTotalIsTooLarge) {
  const std::vector<Range> ranges{{0, 10}, {0, 20}};
  EXPECT_EQ(share_out(100, std::vector{1.0, 1.0}, ranges), (Parts{10, 20}));
  EXPECT_EQ(share_out(0, std::vector{1.0, 1.0}, ranges), (Parts{0, 0}));
  EXPECT_TRUE(share_out(5, {}, {}).empty());
}

TEST(ShareOut, ZeroWeightsGetTheirLowerEndsFirst) {
  const std::vector<Range> ranges{{10, 1000}, {10, 500}, {10, 1000}};
  EXPECT_EQ(share_out(520, std::vector{0.0, 1.0, 0.0}, ranges), (Parts{10, 500, 10}));
  EXPECT_EQ(share_out(720, std::vector{0.0, 1.0, 0.0}, ranges), (Parts{110, 500, 110}));
}

RC_GTEST_PROP(ShareOutProperty, ExhaustsTheTotalWhereverTheRangesAdmitIt, ()) {
  const auto n = *rc::gen::inRange<std::size_t>(1, 20);
  std::vector<Range> ranges;
  std::vector<double> weights;
  std::int64_t least = 0;
  std::int64_t most = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const auto lo = *rc::gen::inRange<std::int64_t>(0, 10'000);
    ranges.push_back({lo, lo + *rc::gen::inRange<std::int64_t>(0, 10'000)});
    weights.push_back((*rc::gen::inRange(0, 1000)) / 1000.0);
    least += ranges.back().lo;
    most += ranges.back().hi;
  }
  const auto total = *rc::gen::inRange<std::int64_t>(least, most + 1);
  const auto parts = share_out(total, weights, ranges);
  RC_ASSERT(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == total);
  for (std::size_t i = 0; i < n; ++i) {
    RC_ASSERT(parts[i] >= ranges[i].lo && parts[i] <= ranges[i].hi);
  }
}

}  // namespace
}  // namespace gv::market
