#include "core/vision/face_motion.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace gv::vision {
namespace {

using testing::SizeIs;

/// 10 x 10 cells of energy 1; a face of 5 x 4 cells of energy 4.
EnergyMap small_map() {
  EnergyMap map{10, 10, std::vector<float>(100, 1.0F)};
  for (int y = 3; y < 7; ++y) {
    for (int x = 2; x < 7; ++x) map.energy[static_cast<std::size_t>(10 * y + x)] = 4.0F;
  }
  return map;
}
constexpr Box kFace{0.2, 0.3, 0.5, 0.4};

// Spec 60, section 7: face 12.8, background 1, total 13.8, weighted_mean 2.3333, coverage .20.
TEST(FaceWeighted, OneFace) {
  const std::vector<Box> faces = {kFace};

  const FaceMotionPair pair = weigh_faces(small_map(), faces);

  EXPECT_NEAR(pair.face_motion, 12.8, 1e-9);
  EXPECT_NEAR(pair.background_motion, 1.0, 1e-9);
  EXPECT_NEAR(pair.total_weighted, 13.8, 1e-9);
  EXPECT_NEAR(pair.weighted_mean, 2.3333, 1e-4);
  EXPECT_NEAR(pair.coverage, 0.20, 1e-9);
}

// Spec 60, section 7: two identical boxes: union counted once, weighted_mean 2.3333.
TEST(FaceWeighted, TheAreaOfTwoFacesInOnePlaceCountsOnce) {
  const std::vector<Box> faces = {kFace, kFace};

  const FaceMotionPair pair = weigh_faces(small_map(), faces);

  EXPECT_NEAR(pair.face_motion, 25.6, 1e-9);
  EXPECT_NEAR(pair.weighted_mean, 2.3333, 1e-4);
  EXPECT_NEAR(pair.coverage, 0.20, 1e-9);
}

TEST(FaceWeighted, WithoutAFaceTheMeanIsPlain) {
  const FaceMotionPair pair = weigh_faces(small_map(), {});

  EXPECT_DOUBLE_EQ(pair.face_motion, 0.0);
  EXPECT_NEAR(pair.weighted_mean, 1.6, 1e-9);
}

RC_GTEST_PROP(FaceWeightedProperty, AnyBoxHasACellAndEvenMotionStaysEven, ()) {
  const auto share = [] { return *rc::gen::inRange(0, 1000) / 1000.0; };
  const Box box{share(), share(), share(), share()};
  const EnergyMap map{10, 10, std::vector<float>(100, 2.0F)};
  const std::vector<Box> faces = {box};

  const FaceMotionPair pair = weigh_faces(map, faces);

  RC_ASSERT(pair.coverage > 0.0 && pair.coverage <= 1.0);
  RC_ASSERT(std::abs(pair.weighted_mean - 2.0) < 1e-9);
  RC_ASSERT(std::abs(pair.face_motion - 6.4) < 1e-9);
}

FlowField field(std::int64_t frame, float energy) {
  FlowField flow{.width = 40, .height = 40, .frame = frame, .t = static_cast<double>(frame) / 10.0};
  flow.energy.assign(1600, energy);
  return flow;
}

TEST(CoarseEnergy, IsTheMeanOfEachSquare) {
  FlowField flow{.width = 10, .height = 10};
  flow.energy.assign(100, 1.0F);
  flow.energy[0] = 17.0F;
  flow.energy[99] = 5.0F;  // in the 2 x 2 corner

  const EnergyMap map = coarse_energy(flow, 4);

  EXPECT_EQ(map.width, 3);
  EXPECT_FLOAT_EQ(map.energy[0], 2.0F);
  EXPECT_FLOAT_EQ(map.energy[4], 1.0F);
  EXPECT_FLOAT_EQ(map.energy[8], 2.0F);
}

TEST(FaceMotion, SumsWhatIsSettledAndDropsPairsAcrossABoundary) {
  FaceMotion motion;
  for (int i = 1; i <= 12; ++i) motion.on_pair(field(i, 1.0F));
  const std::vector<std::int64_t> boundaries = {4};
  const auto one_face = [](double t) {
    return t > 0.55 ? std::vector<Box>{kFace} : std::vector<Box>{};
  };

  motion.settle(0.3, boundaries, one_face);
  motion.settle(1.2, boundaries, one_face);

  const auto result = motion.finish();
  ASSERT_TRUE(result);
  EXPECT_NEAR(result->background_motion, 11.0, 1e-9);  // pair 4 dropped
  EXPECT_NEAR(result->face_motion, 7 * 3.2, 1e-5);     // pairs 6 to 12
  EXPECT_NEAR(*result->face_to_background_ratio, 7 * 3.2 / 11.0, 1e-6);
  EXPECT_NEAR(result->average_face_coverage, 0.2 * 7 / 11, 1e-9);
  EXPECT_NEAR(result->weighted_mean, 1.0, 1e-6);
  ASSERT_THAT(result->peak_face_moments, SizeIs(2)) << "0.6 and 1.1 s";
  EXPECT_DOUBLE_EQ(result->peak_face_moments[1].t, 1.1);
}

TEST(FaceMotion, PairsTwoFramesApartAreDroppedAcrossABoundaryToo) {
  FaceMotion motion;
  motion.on_pair(field(2, 1.0F));
  motion.on_pair(field(4, 1.0F));
  const std::vector<std::int64_t> boundaries = {3};

  motion.settle(
      1.0, boundaries, [](double) { return std::vector<Box>{}; }, 2);

  EXPECT_NEAR(motion.finish()->background_motion, 1.0, 1e-9);
}

TEST(FaceMotion, TheRatioOfAStillBackgroundIsUnknown) {
  FaceMotion motion;
  motion.on_pair(field(1, 0.0F));
  motion.settle(1.0, {}, [](double) { return std::vector<Box>{kFace}; });

  EXPECT_FALSE(motion.finish()->face_to_background_ratio);
}

TEST(FaceMotion, WithoutAPairThereIsNone) { EXPECT_FALSE(FaceMotion().finish()); }

}  // namespace
}  // namespace gv::vision
