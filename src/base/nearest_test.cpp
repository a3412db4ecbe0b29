#include "base/nearest.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv {
namespace {

const std::vector<std::string> kColumns{"ad_id", "clicks", "impressions", "spend"};

std::size_t distance(const std::string& a, const std::string& b) {
  return nearest(a, std::vector<std::string>{b})->distance;
}

TEST(Nearest, FindsTheNameBehindATypo) {
  EXPECT_EQ(nearest("spned", kColumns)->name, "spend");
  EXPECT_EQ(nearest("impresions", kColumns)->name, "impressions");
  EXPECT_EQ(nearest("Ad ID", kColumns)->name, "ad_id");
  EXPECT_EQ(nearest("Ad ID", kColumns)->distance, 0u);
}

TEST(Nearest, CountsASwapOfNeighboursAsOneEdit) {
  EXPECT_EQ(distance("spned", "spend"), 1u);
  EXPECT_EQ(distance("kitten", "sitting"), 3u);
  EXPECT_EQ(distance("ca", "abc"), 3u);  // optimal string alignment; the unrestricted form has 2
  EXPECT_EQ(distance("", "abc"), 3u);
}

TEST(Nearest, HasNoAnswerWithoutCandidates) {
  EXPECT_FALSE(nearest("spend", std::vector<std::string>{}));
}

TEST(Nearest, LooksAtTheFrontOfAVeryLongName) {
  EXPECT_EQ(distance(std::string(1'000'000, 'x'), "x"), 63u);
}

RC_GTEST_PROP(NearestProperty, DistanceIsSymmetricAndBoundedByTheLongerName,
              (const std::string& a, const std::string& b)) {
  const auto edits = distance(a, b);
  RC_ASSERT(edits == distance(b, a));
  RC_ASSERT(edits <= std::max(a.size(), b.size()));
  RC_ASSERT(distance(a, a) == 0u);
}

RC_GTEST_PROP(NearestProperty, OrderOfCandidatesIsIrrelevant, (const std::string& name)) {
  const std::vector<std::string> reversed(kColumns.rbegin(), kColumns.rend());
  const auto expected = *nearest(name, kColumns);
  const auto got = *nearest(name, reversed);
  RC_ASSERT(got.name == expected.name);
  RC_ASSERT(got.distance == expected.distance);
}

}  // namespace
}  // namespace gv
