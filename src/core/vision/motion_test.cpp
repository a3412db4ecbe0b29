#include "core/vision/motion.h"

#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>

#include "core/vision/test_texture.h"

namespace gv::vision {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr double kFrame = 1.0 / 30.0;

/// A texture that moves `dx`, `dy` pixels a frame.
MotionSection pan(int frames, double dx, double dy, const MotionConfig& config = {},
                  std::vector<std::int64_t> boundaries = {}) {
  MotionAnalyzer analyzer(config);
  for (int i = 0; i < frames; ++i) {
    const Image plane = texture(320, 180, {.dx = dx * i, .dy = dy * i});
    analyzer.on_frame(frame_of(plane, i, i * kFrame));
  }
  return analyzer.finish(boundaries, frames * kFrame);
}

// Spec 60, section 4: |v| .1 -> .6 static; .5 -> 3 smooth; 2 -> 12 fast; 3 -> 18 chaotic.
TEST(MotionType, FollowsTheEnergyInReferencePixels) {
  const double scale = reference_scale(180, kFrame);

  EXPECT_EQ(classify(0.1 * scale), MotionType::Static);
  EXPECT_EQ(classify(0.5 * scale), MotionType::Smooth);
  EXPECT_EQ(classify(2.0 * scale), MotionType::Fast);
  EXPECT_EQ(classify(3.0 * scale), MotionType::Chaotic);
  EXPECT_NEAR(2.0 * reference_scale(180, 1.0 / 60.0), 24.0, 1e-9);
  EXPECT_NEAR(2.0 * reference_scale(180, 1.0 / 25.0), 10.0, 1e-9);
}

TEST(MotionType, BoundsBelongToTheFasterClass) {
  EXPECT_EQ(classify(1.0), MotionType::Smooth);
  EXPECT_EQ(classify(5.0), MotionType::Fast);
  EXPECT_EQ(classify(15.0), MotionType::Chaotic);
}

// Spec 60, section 20, G5: class and direction.
TEST(Motion, ClassAndDirectionOfPans) {
  struct Case {
    double dx, dy;
    MotionType type;
    MotionDirection direction;
  };
  const std::vector<Case> cases = {
      {0.5, 0.0, MotionType::Smooth, MotionDirection::Right},
      {-1.5, 0.0, MotionType::Fast, MotionDirection::Left},
      {0.0, 1.5, MotionType::Fast, MotionDirection::Down},
      {0.0, -5.0, MotionType::Chaotic, MotionDirection::Up},
      {2.0, 2.0, MotionType::Chaotic, MotionDirection::Mixed},
  };
  for (const Case& one : cases) {
    const MotionSection motion = pan(3, one.dx, one.dy);

    ASSERT_THAT(motion.frames, SizeIs(2));
    for (const MotionFrame& frame : motion.frames) {
      EXPECT_EQ(frame.motion_type, one.type) << one.dx << ", " << one.dy;
      EXPECT_EQ(frame.direction, one.direction) << one.dx << ", " << one.dy;
      EXPECT_GT(frame.coherence, 0.95);
      EXPECT_EQ(frame.distribution, MotionDistribution::Uniform);
      ASSERT_TRUE(frame.camera);
      EXPECT_NEAR(frame.camera->pan_x, 6.0 * one.dx, 0.8);
      EXPECT_NEAR(frame.camera->pan_y, 6.0 * one.dy, 0.8);
    }
  }
}

TEST(Motion, ADiscOverStillGroundIsCentredAndNotTheCamera) {
  const auto scene = [](double x) {
    Image image = texture(320, 180);
    const Image disc = texture(320, 180, {.dx = x, .seed = 9});
    for (int row = 0; row < 180; ++row) {
      for (int column = 0; column < 320; ++column) {
        if (std::hypot(column - 160.0 - x, row - 90.0) < 30.0) {
          image.row(row)[column] = disc.row(row)[column];
        }
      }
    }
    return image;
  };
  MotionAnalyzer analyzer;
  const Image first = scene(0.0);
  const Image second = scene(3.0);

  analyzer.on_frame(frame_of(first, 0, 0.0));
  analyzer.on_frame(frame_of(second, 1, kFrame));

  const MotionFrame motion = analyzer.finish({}, 2 * kFrame).frames.at(0);
  EXPECT_EQ(motion.distribution, MotionDistribution::Centered);
  EXPECT_EQ(motion.direction, MotionDirection::Right);
  ASSERT_TRUE(motion.camera);
  EXPECT_NEAR(motion.camera->pan_x, 0.0, 0.3);
}

TEST(Motion, PairsAcrossABoundaryHaveNoEnergy) {
  const std::vector<std::int64_t> boundaries = {2};

  const MotionSection motion = pan(4, 1.0, 0.0, {}, boundaries);

  ASSERT_THAT(motion.frames, SizeIs(2));
  EXPECT_EQ(motion.frames[0].frame, 1);
  EXPECT_EQ(motion.frames[1].frame, 3);
}

TEST(Motion, OfEveryOtherFrameSpansBothIntervals) {
  const MotionSection motion = pan(7, 1.0, 0.0, {.step = 2}, {3});

  ASSERT_THAT(motion.frames, SizeIs(2)) << "0-2 and 4-6; 2-4 lies across the boundary";
  EXPECT_EQ(motion.frames[0].frame, 2);
  EXPECT_NEAR(motion.frames[0].mean_energy, 6.0, 0.4);
  EXPECT_EQ(motion.frames[1].frame, 6);
}

TEST(Motion, TheNewestFieldIsAtHand) {
  MotionAnalyzer analyzer;
  const Image first = texture(320, 180);
  const Image second = texture(320, 180, {.dx = 2.0});

  analyzer.on_frame(frame_of(first, 0, 0.0));
  EXPECT_TRUE(analyzer.flow().empty());
  EXPECT_EQ(analyzer.newest(), nullptr);
  analyzer.on_frame(frame_of(second, 1, kFrame));

  EXPECT_EQ(analyzer.flow().frame, 1);
  EXPECT_NEAR(analyzer.flow().energy[90 * 320 + 160], 12.0F, 1.0F);
  EXPECT_NEAR(analyzer.newest()->mean_energy, 12.0, 0.6);
}

TEST(Motion, DuplicatesCostNothingAndHaveNone) {
  MotionAnalyzer analyzer;
  const Image plane = texture(320, 180);
  for (int i = 0; i < 5; ++i) analyzer.on_frame(frame_of(plane, i, i * kFrame, i > 0));

  const MotionSection motion = analyzer.finish({}, 5 * kFrame);

  ASSERT_THAT(motion.frames, SizeIs(4)) << "a long run is real stillness";
  EXPECT_DOUBLE_EQ(motion.stats->max, 0.0);
  EXPECT_DOUBLE_EQ(motion.distribution.at("static"), 1.0);
}

TEST(Motion, ASizeThatChangesStartsAnew) {
  MotionAnalyzer analyzer;
  const Image wide = texture(320, 180);
  const Image tall = texture(180, 320);

  analyzer.on_frame(frame_of(wide, 0, 0.0));
  analyzer.on_frame(frame_of(tall, 1, kFrame));
  analyzer.on_frame(frame_of(tall, 2, 2 * kFrame));

  const MotionSection motion = analyzer.finish({}, 3 * kFrame);
  ASSERT_THAT(motion.frames, SizeIs(1));
  EXPECT_EQ(motion.frames[0].frame, 2);
}

TEST(Motion, OneFrameHasNone) {
  const MotionSection motion = pan(1, 0.0, 0.0);

  EXPECT_THAT(motion.frames, IsEmpty());
  EXPECT_THAT(motion.segments, IsEmpty());
  EXPECT_FALSE(motion.stats);
}

TEST(Motion, FrameDifferenceIsFilledByEveryMethod) {
  for (const FlowMethod method :
       {FlowMethod::Dis, FlowMethod::FrameDiff, FlowMethod::Block, FlowMethod::Hybrid}) {
    const MotionSection motion = pan(2, 3.0, 0.0, {.method = method});

    ASSERT_THAT(motion.frames, SizeIs(1));
    EXPECT_GT(motion.frames[0].fd_mean, 3.0);
    EXPECT_GT(motion.frames[0].fd_ratio, 0.001);
    if (method == FlowMethod::FrameDiff) {
      EXPECT_DOUBLE_EQ(motion.frames[0].mean_energy, motion.frames[0].fd_mean);
      EXPECT_FALSE(motion.frames[0].camera);
    } else {
      EXPECT_NEAR(motion.frames[0].mean_energy, 18.0, 1.5);
    }
  }
}

TEST(EnergySeries, IsLinearOverMissingFramesAndLevelBeyond) {
  std::vector<MotionFrame> frames(3);
  frames[0].frame = 1;
  frames[0].mean_energy = 2.0;
  frames[1].frame = 2;
  frames[1].mean_energy = 4.0;
  frames[2].frame = 4;
  frames[2].mean_energy = 8.0;

  EXPECT_THAT(energy_series(frames, 6), testing::ElementsAre(2.0, 2.0, 4.0, 6.0, 8.0, 8.0));
  EXPECT_THAT(energy_series({}, 2), testing::ElementsAre(0.0, 0.0));
}

/// A section of `n` pairs at 30 per second with the given pans.
template <class Pan>
MotionSection with_pans(int n, const Pan& pan_of) {
  MotionSection motion;
  for (int i = 0; i < n; ++i) {
    MotionFrame frame{.frame = i + 1, .t = (i + 1) * kFrame, .mean_energy = 3.0};
    frame.camera = CameraMotion{.pan_x = pan_of(i)};
    motion.frames.push_back(frame);
  }
  motion.stats = MotionStats{.mean = 3.0};
  return motion;
}

TEST(MotionMeasures, ASteadyPanIsStableAndATremorIsNot) {
  const auto steady = measures_of(with_pans(60, [](int) { return 20.0; }), {});
  const auto shaky = measures_of(with_pans(60, [](int i) { return i % 2 == 0 ? 3.0 : -3.0; }), {});

  EXPECT_NEAR(*steady.stabilization, 1.0, 1e-9);
  EXPECT_LT(*shaky.stabilization, 0.6);
  EXPECT_DOUBLE_EQ(*steady.motion_mean, 0.2);
  EXPECT_DOUBLE_EQ(*steady.motion_peak, 0.2);
  EXPECT_DOUBLE_EQ(*steady.motion_spike, 0.2);
}

TEST(MotionMeasures, ACutBetweenTwoPansIsNoShake) {
  const auto motion = with_pans(60, [](int i) { return i < 30 ? 20.0 : -20.0; });
  const std::vector<std::int64_t> boundaries = {31};

  EXPECT_NEAR(*measures_of(motion, boundaries).stabilization, 1.0, 1e-9);
  EXPECT_LT(*measures_of(motion, {}).stabilization, 0.9);
}

TEST(MotionMeasures, OfNothingAreEmpty) {
  EXPECT_FALSE(measures_of({}, {}).motion_mean);
  EXPECT_FALSE(measures_of({}, {}).stabilization);
}

}  // namespace
}  // namespace gv::vision
