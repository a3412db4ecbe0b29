#include "core/vision/flow.h"

#include <cmath>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "core/vision/block_match.h"
#include "core/vision/test_texture.h"

namespace gv::vision {
namespace {

FlowField uniform_field(int width, int height, float dx, float dy) {
  FlowField field{.width = width, .height = height};
  for (int i = 0; i < width * height; ++i) field.vectors.insert(field.vectors.end(), {dx, dy});
  return field;
}

TEST(ReferenceScale, MakesResolutionsAndFrameRatesAlike) {
  EXPECT_NEAR(reference_scale(180, 1.0 / 30.0), 6.0, 1e-12);
  EXPECT_NEAR(reference_scale(180, 1.0 / 60.0), 12.0, 1e-12);
  EXPECT_NEAR(reference_scale(180, 1.0 / 25.0), 5.0, 1e-12);
  EXPECT_NEAR(reference_scale(360, 1.0 / 30.0), 3.0, 1e-12);
}

TEST(FlowStats, OfEvenMotion) {
  FlowField field = uniform_field(320, 180, -0.3F, 0.4F);

  const FlowStats stats = measure(field, 6.0);

  EXPECT_NEAR(stats.mean, 3.0, 1e-5);
  EXPECT_NEAR(stats.p99, 3.0, 1e-4);
  EXPECT_NEAR(stats.total, 3.0 * 57'600, 1.0);
  EXPECT_NEAR(stats.mean_dx, -1.8, 1e-5);
  EXPECT_NEAR(stats.mean_dy, 2.4, 1e-5);
  EXPECT_NEAR(stats.mean_abs_dx, 1.8, 1e-5);
  EXPECT_NEAR(stats.mean_abs_dy, 2.4, 1e-5);
  EXPECT_NEAR(stats.center, 3.0, 1e-5);
  EXPECT_NEAR(stats.edge, 3.0, 1e-5);
  EXPECT_NEAR(field.energy[12'345], 3.0F, 1e-5F);
}

TEST(FlowStats, TellTheMiddleHalfFromTheRest) {
  FlowField field = uniform_field(16, 8, 0.0F, 0.0F);
  for (int y = 2; y < 6; ++y) {
    for (int x = 4; x < 12; ++x) field.vectors[2 * static_cast<std::size_t>(y * 16 + x)] = 2.0F;
  }

  const FlowStats stats = measure(field, 1.0);

  EXPECT_DOUBLE_EQ(stats.center, 2.0);
  EXPECT_DOUBLE_EQ(stats.edge, 0.0);
  EXPECT_DOUBLE_EQ(stats.mean, 0.5);
}

TEST(FlowStats, OppositeMotionsCancelInTheMeanVector) {
  FlowField field = uniform_field(16, 16, 1.0F, 0.0F);
  for (std::size_t i = 0; i < field.vectors.size() / 2; i += 2) field.vectors[i] = -1.0F;

  const FlowStats stats = measure(field, 1.0);

  EXPECT_DOUBLE_EQ(stats.mean_dx, 0.0);
  EXPECT_DOUBLE_EQ(stats.mean_abs_dx, 1.0);
}

RC_GTEST_PROP(FlowStatsProperty, MatchPlainSumsAndTheSortedPercentile, ()) {
  const int width = *rc::gen::inRange(1, 30);
  const int height = *rc::gen::inRange(1, 12);
  FlowField field{.width = width, .height = height};
  const auto draw = [] { return static_cast<float>(*rc::gen::inRange(-4000, 4000)) / 128.0F; };
  for (int i = 0; i < 2 * width * height; ++i) field.vectors.push_back(draw());

  const FlowStats stats = measure(field, 2.0);

  std::vector<double> lengths;
  double dx = 0.0;
  for (std::size_t i = 0; i < field.vectors.size(); i += 2) {
    lengths.push_back(2.0 * std::hypot(field.vectors[i], field.vectors[i + 1]));
    dx += 2.0 * static_cast<double>(field.vectors[i]);
  }
  double sum = 0.0;
  for (const double length : lengths) sum += length;
  std::sort(lengths.begin(), lengths.end());
  const double n = width * height;
  const double p99 = lengths[static_cast<std::size_t>(std::lrint(0.99 * (n - 1)))];
  RC_ASSERT(std::abs(stats.mean - sum / n) < 1e-4);
  RC_ASSERT(std::abs(stats.mean_dx - dx / n) < 1e-4);
  RC_ASSERT(std::abs(stats.p99 - p99) <= std::max(2e-5 * p99, 0.008));
}

/// Mean distance from the true shift away from the border, in reference pixels.
double endpoint_error(const FlowField& field, double dx, double dy) {
  constexpr int kMargin = 16;
  double sum = 0.0;
  int count = 0;
  for (int y = kMargin; y < field.height - kMargin; ++y) {
    for (int x = kMargin; x < field.width - kMargin; ++x, ++count) {
      const auto at = 2 * static_cast<std::size_t>(y * field.width + x);
      sum += std::hypot(static_cast<double>(field.vectors[at]) - dx,
                        static_cast<double>(field.vectors[at + 1]) - dy);
    }
  }
  return reference_scale(field.height, 1.0 / 30.0) * sum / count;
}

// Spec 60, section 20, G5: endpoint error <= max(.8, 5 % of the shift), in reference pixels.
TEST(Dis, FindsTranslationsWithinTheFloor) {
  const Image before = texture(320, 180);
  FlowEstimator dis(FlowMethod::Dis);
  FlowField field;
  for (const double shift : {0.0, 0.5, 1.0, 3.0, 6.0, 15.0, 30.0, 60.0}) {
    for (const auto& [sign_x, sign_y] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
      const View moved{.dx = sign_x * shift / 6.0, .dy = sign_y * shift / 6.0};

      dis.estimate(before, texture(320, 180, moved), field);

      EXPECT_LE(endpoint_error(field, moved.dx, moved.dy), std::max(0.8, 0.05 * shift))
          << shift << " towards " << sign_x << ", " << sign_y;
    }
  }
}

TEST(Farneback, FindsSmallTranslations) {
  FlowEstimator farneback(FlowMethod::Farneback);
  FlowField field;

  farneback.estimate(texture(160, 90), texture(160, 90, {.dx = 1.0}), field);

  EXPECT_LE(endpoint_error(field, 1.0, 0.0), 2.0);
}

// A video of 4000 x 2 pixels is looked at as 320 x 16.
TEST(Dis, FindsMotionInThinPicturesToo) {
  FlowEstimator dis(FlowMethod::Dis);
  for (const int height : {16, 24, 31, 32, 40}) {
    FlowField field;
    dis.estimate(texture(320, height), texture(320, height, {.dx = 1.0}), field);
    EXPECT_NEAR(measure(field, 1.0).mean_dx, 1.0, 0.4) << height;
  }
}

TEST(FrameDiff, HasEnergyButNoVectors) {
  Image before(16, 16, 1);
  Image after(16, 16, 1);
  after.pixels[0] = 64;
  FlowEstimator difference(FlowMethod::FrameDiff);
  FlowField field;

  difference.estimate(before, after, field);
  const FlowStats stats = measure(field, 1.0);

  EXPECT_TRUE(field.vectors.empty());
  EXPECT_DOUBLE_EQ(stats.mean, 0.25);
  EXPECT_DOUBLE_EQ(stats.mean_dx, 0.0);
}

TEST(BlockMatch, FindsWholePixelShifts) {
  const auto vectors = match_blocks(texture(64, 48), texture(64, 48, {.dx = 3.0, .dy = -2.0}));

  const std::size_t middle = 2 * (24 * 64 + 40);
  EXPECT_FLOAT_EQ(vectors[middle], 3.0F);
  EXPECT_FLOAT_EQ(vectors[middle + 1], -2.0F);
}

TEST(BlockMatch, RestsWhereMovingGainsLittle) {
  const Image grey(32, 32, 1);
  Image noisy = grey;
  for (std::size_t i = 0; i < noisy.pixels.size(); i += 3) noisy.pixels[i] = 2;

  const auto vectors = match_blocks(grey, noisy);

  EXPECT_THAT(vectors, testing::Each(0.0F));
}

}  // namespace
}  // namespace gv::vision
