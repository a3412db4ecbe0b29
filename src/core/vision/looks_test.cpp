#include <cmath>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/vision/phash.h"
#include "core/vision/pixels.h"
#include "core/vision/quality.h"
#include "core/vision/signature.h"
#include "core/vision/splitmix.h"
#include "core/vision/testing_clips.h"
#include "core/vision/tones.h"

namespace gv::vision {
namespace {

Tones tones(const Image& bgr) { return tones_of(bgr, luma_of(bgr)); }

Signature signature(const Image& bgr) { return signature_of(lab_grid(bgr), luma_of(bgr)); }

// Golden: specification of video analysis, section 10.
TEST(Tones, HalfBlackHalfWhite) {
  Image image = testing::uniform(64, 36, 0, 0, 0);
  std::fill(image.pixels.begin(), image.pixels.begin() + 64 * 18 * 3, std::uint8_t{255});
  const Tones found = tones(image);
  EXPECT_NEAR(found.brightness, 0.5, 1e-12);
  EXPECT_NEAR(found.contrast, 0.9961, 5e-5);
  EXPECT_EQ(found.saturation, 0.0);
  EXPECT_EQ(found.clip_share, 1.0);
  EXPECT_EQ(found.highlight_share, 0.5);
}

// Golden: specification of video analysis, section 18.1.
TEST(Tones, ColourfulnessOfAUniformColour) {
  const double m = colorfulness_of(testing::uniform(10, 10, 50, 100, 200));
  EXPECT_NEAR(m, 42.426, 1e-3);
  EXPECT_NEAR(vibrancy_of(m), 0.3857, 5e-5);
}

TEST(Tones, BorderEdgesAreCountedApart) {
  Image image = testing::uniform(100, 60, 40, 40, 40);
  for (int y = 25; y < 35; ++y) std::fill_n(image.row(y) + 120, 60, std::uint8_t{220});
  const Tones found = tones(image);
  EXPECT_GT(found.edge_density, 0.0);
  EXPECT_EQ(found.border_edge_density, 0.0);
  EXPECT_EQ(complexity_of(1.0, 1.0, 1.0), 1.0);
}

// Golden: specification of video analysis, section 10.
TEST(Quality, TechnicalQualityOfAModestPicture) {
  EXPECT_NEAR(technical_quality(50, 720), 0.5667, 5e-5);
  EXPECT_EQ(technical_quality(500, 2160), 1.0);
}

TEST(Quality, NoiseIsRecovered) {
  SplitMixStream random(8);
  Image image(200, 120, 1);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    double sum = -6.0;
    for (int k = 0; k < 12; ++k) sum += random.uniform();
    const double ramp = 100.0 + 0.2 * static_cast<double>(i % 200);  // structure it must ignore
    image.pixels[i] = static_cast<std::uint8_t>(std::nearbyint(ramp + 5.0 * sum));
  }
  EXPECT_NEAR(noise_deviation(image), 5.0, 0.25);
  EXPECT_EQ(noise_deviation(Image(2, 2, 1)), 0.0);
}

TEST(Quality, BlocksShowOnTheirGridOnly) {
  SplitMixStream random(2);
  Image image(160, 96, 1);
  for (int y = 0; y < 96; ++y) {
    for (int x = 0; x < 160; ++x) {
      const auto block = static_cast<std::uint64_t>(y / 8 * 20 + x / 8);
      image.row(y)[x] = static_cast<std::uint8_t>(100 + mix64(block) % 20 + random.next() % 4);
    }
  }
  EXPECT_GT(blockiness(image).value(), 2.0);
  EXPECT_LT(blockiness(image, 7.0).value(), 1.2);
  EXPECT_EQ(blockiness(Image(64, 64, 1)), 1.0);
  EXPECT_FALSE(blockiness(image, 8.0 / 3.0).has_value());  // 1080p seen at a third of its size
}

TEST(Quality, BarsAreSharesOfTheSides) {
  Image image(200, 100, 1);
  for (int y = 12; y < 88; ++y) std::fill_n(image.row(y), 200, std::uint8_t{90});
  const auto bars = bars_of(image);
  ASSERT_TRUE(bars.has_value());
  EXPECT_EQ(bars->top, 0.12);
  EXPECT_EQ(bars->bottom, 0.12);
  EXPECT_EQ(bars->left, 0.0);
  EXPECT_TRUE(bars->any());
  EXPECT_FALSE(bars_of(Image(8, 8, 1)).has_value());
}

TEST(Quality, SharpnessFallsWithBlur) {
  const Image sharp = testing::texture(128, 64, 4);
  const Image soft = testing::blurred(sharp);
  EXPECT_GT(laplacian_variance(luma_of(sharp)), 2.0 * laplacian_variance(luma_of(soft)));
  EXPECT_EQ(laplacian_variance(luma_of(testing::uniform(20, 20, 7, 7, 7))), 0.0);
}

Image hash_golden(double gain, double offset) {
  Image image(32, 32, 1);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    const double level = static_cast<double>(mix64(i) % 256);
    image.pixels[i] = static_cast<std::uint8_t>(std::nearbyint(gain * level + offset));
  }
  return image;
}

// Golden: specification of production, section 16.
TEST(PerceptualHash, MatchesTheGoldenPicture) {
  EXPECT_EQ(hash_text(perceptual_hash(hash_golden(1.0, 0.0))), "3647ea76aa2d00b3");
  EXPECT_EQ(hash_text(perceptual_hash(hash_golden(0.9, 10.0))), "3647ea76aa2d00b3");
}

TEST(PerceptualHash, ReductionKeepsItAndAnotherPictureDoesNot) {
  const Image one = testing::texture(320, 180, 6);
  EXPECT_LE(hamming_distance(perceptual_hash(one), perceptual_hash(resize_area(one, 160, 90))), 4);
  EXPECT_GT(hamming_distance(perceptual_hash(one), perceptual_hash(testing::texture(320, 180, 7))),
            8);
  EXPECT_EQ(hash_text(perceptual_hash(Image{})), "0000000000000000");
}

TEST(Signature, HasLengthOneAndKnowsItsOwnPicture) {
  const Signature one = signature(testing::texture(320, 180, 1));
  const Signature other = signature(testing::texture(320, 180, 2));
  EXPECT_NEAR(cosine(one, one), 1.0, 1e-12);
  EXPECT_LT(cosine(one, other), 0.9);
  EXPECT_NEAR(video_similarity(one, one), 1.0, 1e-12);
  double squares = 0.0;
  for (const double x : one) squares += x * x;
  EXPECT_NEAR(squares, 1.0, 1e-12);
}

TEST(Signature, ASmallPanOrSomeNoiseStaysTheSamePlace) {
  const testing::Clip clip(
      {.seed = 3, .shots = 1, .frames_min = 10, .frames_max = 10, .speed_max = 1.0, .noise = 2.5});
  const Signature first = signature(clip.frame(0));
  EXPECT_GT(cosine(first, signature(clip.frame(9))), 0.9);
  EXPECT_GT(colour_cosine(first, signature(clip.frame(9))), 0.98);
}

TEST(Signature, APictureWithoutStructureHasColoursAlone) {
  const Signature red = signature(testing::uniform(40, 30, 0, 0, 255));
  const Signature blue = signature(testing::uniform(40, 30, 255, 0, 0));
  EXPECT_NEAR(cosine(red, red), 1.0, 1e-12);
  EXPECT_LT(cosine(red, blue), 0.5);
  EXPECT_EQ(cosine(red, Signature{}), 0.0);
  EXPECT_EQ(mean_signature({}), Signature{});
}

}  // namespace
}  // namespace gv::vision
