#include "adapters/ocr/localise.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "adapters/ocr/testing.h"

namespace gv::ocr {
namespace {

using testing::draw;
using testing::foliage;
using testing::kBlack;
using testing::plain;

Image gradient(const Image& frame) { return gradient_of(luma_of(frame)); }

vision::Box relative(const Region& region) { return box_of(region, 960, 540); }

TEST(Localise, ALineOfTextIsOneRegion) {
  Image frame = plain(960, 540, kBlack);
  const Region text = draw(frame, {.text = "Join today and save 50%", .x = 200, .y = 300});

  const auto found = find_lines(gradient(frame), gradient(frame));

  ASSERT_EQ(found.size(), 1u);
  EXPECT_GE(vision::iou(relative(found[0]), relative(text)), 0.8);
}

TEST(Localise, LinesBelowEachOtherStayApartAndComeInReadingOrder) {
  Image frame = plain(960, 540, kBlack);
  draw(frame, {.text = "second line", .x = 200, .y = 260, .height = 30});
  draw(frame, {.text = "first line", .x = 300, .y = 200, .height = 30});

  const auto found = find_lines(gradient(frame), gradient(frame));

  ASSERT_EQ(found.size(), 2u);
  EXPECT_LT(found[0].y, 220);
  EXPECT_GT(found[1].y, 240);
}

TEST(Localise, LettersWiderApartThanAreBridgedAreJoinedByTheirBaseline) {
  Image frame = plain(960, 540, kBlack);
  const Region text = draw(frame, {.text = "H I L T", .x = 100, .y = 200, .height = 60});

  const auto found = find_lines(gradient(frame), gradient(frame));

  ASSERT_EQ(found.size(), 1u);
  EXPECT_GE(vision::iou(relative(found[0]), relative(text)), 0.7);
}

TEST(Localise, WhatIsTooSmallTooTallOrTooNarrowIsNoLine) {
  Image frame = plain(960, 540, kBlack);
  draw(frame, {.text = "tiny", .x = 50, .y = 20, .height = 6});
  for (int y = 250; y < 450; ++y) {  // a chequered block
    for (int x = 100; x < 700; ++x) {
      std::fill_n(frame.row(y) + 3 * x, 3, static_cast<std::uint8_t>((x / 4 + y / 4) % 2 * 255));
    }
  }
  draw(frame, {.text = "l", .x = 900, .y = 50, .height = 60});

  EXPECT_TRUE(find_lines(gradient(frame), gradient(frame)).empty());
}

TEST(Localise, FootageThatMovesIsTakenAwayAroundAnOverlay) {
  std::vector<Image> gradients;
  Region text;
  for (int i = 0; i < 3; ++i) {
    Image frame = foliage(960, 540, 7, 11 * i, 5 * i);
    text = draw(
        frame, {.text = "Free trial class", .x = 300, .y = 400, .style = testing::Style::Outlined});
    gradients.push_back(gradient(frame));
  }

  const auto found = find_lines(gradients.back(), steady_gradient(gradients));

  const auto overlay = std::find_if(found.begin(), found.end(), [&](const Region& region) {
    return vision::iou(relative(region), relative(text)) >= 0.6;
  });
  EXPECT_NE(overlay, found.end());
}

TEST(Localise, ARegionThatDoesNotStandStillIsKeptAsTheFrameShowsIt) {
  Image before = plain(960, 540, kBlack);
  Image now = plain(960, 540, kBlack);
  draw(before, {.text = "crawling text", .x = 500, .y = 100});
  draw(now, {.text = "crawling text", .x = 50, .y = 100});
  const std::vector<Image> gradients{gradient(before), gradient(now)};

  const auto found = find_lines(gradients.back(), steady_gradient(gradients));

  ASSERT_EQ(found.size(), 1u);
  EXPECT_LT(found[0].x, 60);
}

TEST(Localise, TheSteadyGradientIsTheSmallest) {
  Image a(2, 1, 1);
  Image b(2, 1, 1);
  a.pixels = {10, 200};
  b.pixels = {90, 60};

  const std::vector<Image> both{a, b};

  EXPECT_EQ(steady_gradient(both).pixels, (std::vector<std::uint8_t>{10, 60}));
}

TEST(Localise, CorrelationKnowsScaleSignAndConstants) {
  Image a(4, 1, 1);
  Image b(4, 1, 1);
  Image c(4, 1, 1);
  a.pixels = {0, 10, 20, 30};
  b.pixels = {5, 25, 45, 65};
  c.pixels = {30, 20, 10, 0};

  EXPECT_NEAR(correlation(a, b), 1.0, 1e-12);
  EXPECT_NEAR(correlation(a, c), -1.0, 1e-12);
  EXPECT_EQ(correlation(a, Image(4, 1, 1)), 0.0);
  EXPECT_EQ(correlation(a, Image(3, 1, 1)), 0.0);
}

}  // namespace
}  // namespace gv::ocr
