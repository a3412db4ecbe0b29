#include "io/media/stream_facts.h"

#include <limits>

#include <gtest/gtest.h>

namespace gv::media {
namespace {

TEST(AspectLabel, IsTheNearestWithinThreePercent) {
  EXPECT_EQ(aspect_label(1080.0 / 1920.0), "9:16");
  EXPECT_EQ(aspect_label(1080.0 / 1350.0), "4:5");
  EXPECT_EQ(aspect_label(1.0), "1:1");
  EXPECT_EQ(aspect_label(768.0 / 576.0), "4:3");
  EXPECT_EQ(aspect_label(1366.0 / 768.0), "16:9");
  EXPECT_EQ(aspect_label(1280.0 / 544.0), "21:9");  // 2.353 against 2.333
  EXPECT_EQ(aspect_label(1.5), "other");
  EXPECT_EQ(aspect_label(0.0), "other");
}

TEST(Rotation, IsClockwiseAndRoundedToQuarters) {
  EXPECT_EQ(rotation_of(-90.0), 90);  // a phone held upright
  EXPECT_EQ(rotation_of(90.0), 270);
  EXPECT_EQ(rotation_of(180.0), 180);
  EXPECT_EQ(rotation_of(-0.4), 0);
}

TEST(Rotation, OddAnglesAreNone) {
  EXPECT_FALSE(rotation_of(45.0));
  EXPECT_FALSE(rotation_of(std::numeric_limits<double>::quiet_NaN()));
}

}  // namespace
}  // namespace gv::media
