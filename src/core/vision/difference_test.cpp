#include "core/vision/difference.h"

#include <cstdint>

#include <gtest/gtest.h>

#include "core/vision/splitmix.h"
#include "core/vision/testing_clips.h"

namespace gv::vision {
namespace {

HsvPlanes planes(std::uint8_t hue, std::uint8_t saturation, std::uint8_t value) {
  constexpr std::size_t kPixels = 20 * 15;
  return {.width = 20,
          .height = 15,
          .hue = std::vector<std::uint8_t>(kPixels, hue),
          .saturation = std::vector<std::uint8_t>(kPixels, saturation),
          .value = std::vector<std::uint8_t>(kPixels, value)};
}

double content_val(const HsvDifference& d) { return (d.hue + d.saturation + d.value) / 3.0; }

// Golden: specification of video analysis, section 3.
TEST(Difference, MatchesTheGoldenColourPairs) {
  const auto first = hsv_difference(planes(20, 160, 130), planes(10, 100, 100));
  EXPECT_NEAR(content_val(first), 33.333, 1e-3);
  EXPECT_NEAR(first.robust(), 32.614, 1e-3);
  const auto second = hsv_difference(planes(178, 200, 120), planes(2, 200, 120));
  EXPECT_NEAR(content_val(second), 58.667, 1e-3);
  EXPECT_NEAR(second.robust(), 2.092, 1e-3);
  const auto third = hsv_difference(planes(120, 5, 100), planes(30, 5, 100));
  EXPECT_NEAR(content_val(third), 30.000, 1e-3);
  EXPECT_NEAR(third.robust(), 1.176, 1e-3);
}

TEST(Difference, PicturesOfDifferentSizeAreNotCompared) {
  FrameComparer comparer;
  (void)comparer.next(Image(32, 18, 3), Image(32, 18, 1));
  const auto changed = comparer.next(testing::uniform(18, 32, 255, 255, 255),
                                     luma_of(testing::uniform(18, 32, 9, 9, 9)));
  EXPECT_EQ(changed.content_val, 0.0);
  EXPECT_EQ(changed.fd_mean, 0.0);
  EXPECT_EQ(changed.brightness, 255.0);
}

TEST(Difference, ComparesEachFrameWithTheOneBefore) {
  FrameComparer comparer;
  const Image dark = testing::uniform(37, 11, 40, 40, 40);  // a size that no block divides
  const Image light = testing::uniform(37, 11, 100, 100, 100);
  EXPECT_EQ(comparer.next(dark, luma_of(dark)).fd_mean, 0.0);
  const auto jump = comparer.next(light, luma_of(light));
  EXPECT_EQ(jump.content_val, 20.0);  // grey has neither hue nor saturation
  EXPECT_EQ(jump.robust, 20.0);
  EXPECT_EQ(jump.fd_mean, 60.0);
  EXPECT_EQ(comparer.next(light, luma_of(light)).content_val, 0.0);
}

TEST(Difference, EdgesCountOnlyWithAWeight) {
  FrameComparer comparer({.hue = 0.0, .saturation = 0.0, .value = 0.0, .edges = 1.0});
  const Image plain = testing::uniform(64, 36, 80, 80, 80);
  Image box = plain;
  for (int y = 10; y < 26; ++y) std::fill_n(box.row(y) + 60, 60, std::uint8_t{250});
  (void)comparer.next(plain, luma_of(plain));
  EXPECT_GT(comparer.next(box, luma_of(box)).content_val, 10.0);
}

TEST(Difference, EdgeSquareGrowsWithThePictureAndIsOdd) {
  EXPECT_EQ(edge_square_side(320, 180), 5);     // 4 + round(1.25), odd
  EXPECT_EQ(edge_square_side(1920, 1080), 13);  // 4 + round(7.5) = 12, made odd
  EXPECT_EQ(edge_square_side(64, 36), 5);       // 4 + 0, made odd
}

TEST(Difference, BlocksAndRemaindersSumAlike) {
  SplitMixStream random(3);
  for (const std::size_t n : {0UL, 1UL, 255UL, 256UL, 257UL, 1000UL}) {
    std::vector<std::uint8_t> a(n);
    std::vector<std::uint8_t> b(n);
    std::uint64_t expected = 0;
    for (std::size_t i = 0; i < n; ++i) {
      a[i] = static_cast<std::uint8_t>(random.next());
      b[i] = static_cast<std::uint8_t>(random.next());
      expected += static_cast<std::uint64_t>(std::abs(a[i] - b[i]));
    }
    EXPECT_EQ(sum_abs_difference(a.data(), b.data(), n), expected);
  }
}

}  // namespace
}  // namespace gv::vision
