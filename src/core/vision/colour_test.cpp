#include "core/vision/colour.h"

#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/vision/palette.h"
#include "core/vision/testing_clips.h"

namespace gv::vision {
namespace {

// Golden: specification of video analysis, section 10.
TEST(Colour, RedHasItsKnownPlaceInLab) {
  const Lab red = lab_of({255, 0, 0});
  EXPECT_NEAR(red.l, 53.24, 5e-3);
  EXPECT_NEAR(red.a, 80.09, 5e-3);
  EXPECT_NEAR(red.b, 67.20, 5e-3);
}

TEST(Colour, WhiteAndBlackEndTheLightnessAxis) {
  EXPECT_NEAR(lab_of({255, 255, 255}).l, 100.0, 1e-3);
  EXPECT_NEAR(lab_of({255, 255, 255}).a, 0.0, 0.02);
  EXPECT_EQ(lab_of({0, 0, 0}).l, 0.0);
}

// Golden: test pairs of Sharma, Wu & Dalal 2005, table 1.
TEST(Colour, DeltaE2000MatchesThePublishedPairs) {
  const auto pair = [](Lab x, Lab y) { return delta_e_2000(x, y); };
  EXPECT_NEAR(pair({50, 2.6772, -79.7751}, {50, 0, -82.7485}), 2.0425, 5e-5);
  EXPECT_NEAR(pair({50, -1.3802, -84.2814}, {50, 0, -82.7485}), 1.0000, 5e-5);
  EXPECT_NEAR(pair({50, 0, 0}, {50, -1, 2}), 2.3669, 5e-5);
  EXPECT_NEAR(pair({50, 2.49, -0.001}, {50, -2.49, 0.0009}), 7.1792, 5e-5);
  EXPECT_NEAR(pair({50, 2.49, -0.001}, {50, -2.49, 0.0011}), 7.2195, 5e-5);
  EXPECT_NEAR(pair({50, 2.5, 0}, {73, 25, -18}), 27.1492, 5e-5);
  EXPECT_NEAR(pair({60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}), 1.2644, 5e-5);
}

TEST(Colour, NamesAndCodes) {
  EXPECT_EQ(colour_name(lab_of({250, 10, 5})), "red");
  EXPECT_EQ(colour_name(lab_of({20, 20, 24})), "black");
  EXPECT_EQ(colour_name(lab_of({0, 0, 120})), "navy");
  EXPECT_EQ(hex_of({255, 68, 4}), "#FF4404");
}

RC_GTEST_PROP(ColourProperty, LabAndBackIsTheSameColour,
              (std::uint8_t r, std::uint8_t g, std::uint8_t b)) {
  RC_ASSERT(rgb_of(lab_of({r, g, b})) == (Rgb{r, g, b}));
}

RC_GTEST_PROP(ColourProperty, DifferenceIsSymmetricAndZeroForTheSame,
              (std::uint8_t r, std::uint8_t g, std::uint8_t b, std::uint8_t q, std::uint8_t s)) {
  const Lab x = lab_of({r, g, b});
  const Lab y = lab_of({b, q, s});
  RC_ASSERT(std::abs(delta_e_2000(x, y) - delta_e_2000(y, x)) < 1e-9);
  RC_ASSERT(delta_e_2000(x, x) == 0.0);
}

Image by_area(const std::vector<std::pair<std::size_t, Rgb>>& areas) {
  Image image(96, 54, 3);
  std::size_t at = 0;
  for (const auto& [pixels, colour] : areas) {
    for (std::size_t i = 0; i < pixels; ++i) {
      image.pixels[at++] = colour.b;
      image.pixels[at++] = colour.g;
      image.pixels[at++] = colour.r;
    }
  }
  return image;
}

// Golden: specification of video analysis, section 10.
TEST(Palette, FindsKnownAreas) {
  const Image image = by_area({{3110, {255, 0, 0}}, {1556, {0, 255, 0}}, {518, {0, 0, 255}}});
  for (const std::uint64_t seed : {1ULL, 2ULL, 77ULL}) {
    const auto palette = describe_palette(palette_of(lab_grid(image), seed));
    ASSERT_EQ(palette.size(), 3U);
    EXPECT_EQ(palette[0].hex, "#FF0000");
    EXPECT_EQ(palette[1].hex, "#00FF00");
    EXPECT_EQ(palette[2].hex, "#0000FF");
    EXPECT_NEAR(palette[0].weight, 0.60, 0.005);
    EXPECT_NEAR(palette[1].weight, 0.30, 0.005);
    EXPECT_NEAR(palette[2].weight, 0.10, 0.005);
    EXPECT_EQ(palette[1].name, "lime");
  }
}

TEST(Palette, NearColoursBecomeOne) {
  const Image image = by_area({{2592, {200, 40, 40}}, {2592, {203, 42, 40}}});
  EXPECT_EQ(palette_of(lab_grid(image), 1).size(), 1U);
}

TEST(Palette, SameSeedSamePaletteAndWeightsSumToOne) {
  const Image image = testing::texture(320, 180, 9);
  const auto one = palette_of(lab_grid(image), 5);
  const auto other = palette_of(lab_grid(image), 5);
  double total = 0.0;
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].lab, other[i].lab);
    total += one[i].weight;
  }
  EXPECT_NEAR(total, 1.0, 1e-12);
  EXPECT_TRUE(palette_of(lab_grid(Image{}), 5).empty());
}

}  // namespace
}  // namespace gv::vision
