#include "io/media/size_rule.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::media {
namespace {

// The table of the one-pass pipeline (specification 60, section 1).
TEST(SizeRule, FollowsTheTable) {
  struct Row {
    Geometry geometry;
    Size c320;
    Size c640;
  };
  const Row rows[] = {
      {{1920, 1080, 1.0, 0}, {320, 180}, {640, 360}},
      {{1080, 1920, 1.0, 0}, {180, 320}, {360, 640}},
      {{720, 576, 16.0 / 15.0, 0}, {320, 240}, {640, 480}},
      {{1920, 1080, 1.0, 90}, {180, 320}, {360, 640}},
      {{1280, 544, 1.0, 0}, {320, 136}, {640, 272}},
      {{240, 320, 1.0, 0}, {240, 320}, {240, 320}},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(small_size(row.geometry, 320), row.c320) << row.geometry.width;
    EXPECT_EQ(small_size(row.geometry, 640), row.c640) << row.geometry.width;
  }
}

TEST(SizeRule, NoSideFallsBelowSixteen) {
  EXPECT_EQ(small_size({4000, 10, 1.0, 0}, 320), (Size{320, 16}));
  EXPECT_EQ(small_size({1, 1, 1.0, 0}, 320), (Size{16, 16}));
}

RC_GTEST_PROP(SizeRuleProperty, SidesAreEvenAndWithinTheLimit, ()) {
  const Geometry geometry{*rc::gen::inRange(1, 9000), *rc::gen::inRange(1, 9000),
                          *rc::gen::inRange(1, 4000) / 1000.0, *rc::gen::element(0, 90, 180, 270)};

  const auto size = small_size(geometry, 320);

  RC_ASSERT(size.width % 2 == 0 && size.height % 2 == 0);
  RC_ASSERT(std::min(size.width, size.height) >= 16 && std::max(size.width, size.height) <= 320);
}

}  // namespace
}  // namespace gv::media
