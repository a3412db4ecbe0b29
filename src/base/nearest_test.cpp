#include "base/nearest.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv {
namespace {

const std::vector<std::string> kColumns{"ad_id", "clicks", "impressions", "spend"};

TEST(Nearest, FindsTheNameBehindATypo) {
  EXPECT_EQ(nearest("spned", kColumns)->name, "spend");
  EXPECT_EQ(nearest("impresions", kColumns)->name, "impressions");
  EXPECT_EQ(nearest("Ad ID", kColumns)->name, "ad_id");
  EXPECT_EQ(nearest("Ad ID", kColumns)->distance, 0u);
}

TEST(Nearest, CountsASwapOfNeighboursAsOneEdit) {
  EXPECT_EQ(edit_distance("spned", "spend"), 1u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(edit_distance("ca", "abc"),
            3u);  // optimal string alignment; the unrestricted form has 2
  EXPECT_EQ(edit_distance("", "abc"), 3u);
}

TEST(Nearest, SuggestsNothingThatHasToChangeByMoreThanHalf) {
  EXPECT_FALSE(nearest("Nope", kColumns));
  EXPECT_FALSE(nearest("", kColumns));
  EXPECT_FALSE(nearest("frobnicate", kColumns));
  EXPECT_EQ(nearest("--bogus", std::vector<std::string>{"--budget", "--map"})->name, "--budget");
}

TEST(Nearest, HasNoAnswerWithoutCandidates) {
  EXPECT_FALSE(nearest("spend", std::vector<std::string>{}));
}

TEST(Nearest, LooksAtTheFrontOfAVeryLongName) {
  EXPECT_EQ(edit_distance(std::string(1'000'000, 'x'), "x"), 63u);
}

RC_GTEST_PROP(NearestProperty, DistanceIsSymmetricAndBoundedByTheLongerName,
              (const std::string& a, const std::string& b)) {
  const auto edits = edit_distance(a, b);
  RC_ASSERT(edits == edit_distance(b, a));
  RC_ASSERT(edits <= std::max(a.size(), b.size()));
  RC_ASSERT(edit_distance(a, a) == 0u);
}

RC_GTEST_PROP(NearestProperty, OrderOfCandidatesIsIrrelevant, (const std::string& name)) {
  const std::vector<std::string> reversed(kColumns.rbegin(), kColumns.rend());
  const auto expected = nearest(name, kColumns);
  const auto got = nearest(name, reversed);
  RC_ASSERT(got.has_value() == expected.has_value());
  if (!got) return;
  RC_ASSERT(got->name == expected->name);
  RC_ASSERT(got->distance == expected->distance);
}

}  // namespace
}  // namespace gv
