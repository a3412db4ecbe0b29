#include <bit>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "core/vision/detector_adaptive.h"
#include "core/vision/detector_content.h"
#include "core/vision/detector_ffscene.h"
#include "core/vision/detector_hash.h"
#include "core/vision/detector_histogram.h"
#include "core/vision/detector_threshold.h"
#include "core/vision/median_ratio.h"
#include "core/vision/testing_clips.h"

namespace gv::vision {
namespace {

using Frames = std::vector<std::int64_t>;

// Feeds differences to a detector; the pictures do not matter to it.
Frames cuts_of(CutDetector& detector, const std::vector<FrameDifference>& differences) {
  const Image grey = testing::uniform(32, 18, 90, 90, 90);
  testing::Projector projector;
  Frames cuts;
  for (const FrameDifference& difference : differences) {
    projector.show(grey, [&](const FrameView& frame) {
      if (const auto cut = detector.next(frame, difference)) cuts.push_back(cut->frame);
    });
  }
  for (const Cut& cut : detector.finish()) cuts.push_back(cut.frame);
  return cuts;
}

std::vector<FrameDifference> with_content(std::size_t n, const Frames& peaks, double height) {
  std::vector<FrameDifference> differences(n, {.content_val = 2.0});
  for (const std::int64_t peak : peaks)
    differences[static_cast<std::size_t>(peak)].content_val = height;
  return differences;
}

// Golden: specification of video analysis, section 3 ("Ratios").
TEST(MedianRatio, MatchesTheGoldenWindows) {
  EXPECT_NEAR(median_ratio(std::vector<double>{2, 2, 2, 40, 2, 2, 2}, 3), 20.0, 1e-12);
  EXPECT_NEAR(median_ratio(std::vector<double>{20, 22, 19, 40, 21, 19, 20}, 3), 2.0, 1e-12);
}

TEST(MedianRatio, StillPicturesDivideByOne) {
  EXPECT_EQ(median_ratio(std::vector<double>{0, 0, 0, 14, 0, 0, 0}, 3), 14.0);
  EXPECT_EQ(median_ratio(std::vector<double>{14}, 0), 14.0);
}

TEST(AdaptiveDetector, MatchesTheGoldenWindows) {
  EXPECT_NEAR(adaptive_ratio(std::vector<double>{2, 2, 40, 2, 2}, 15), 20.0, 1e-12);
  EXPECT_NEAR(adaptive_ratio(std::vector<double>{22, 19, 40, 21, 19}, 15), 1.9753, 1e-4);
  EXPECT_EQ(adaptive_ratio(std::vector<double>{0, 0, 40, 0, 0}, 15), 255.0);
  EXPECT_EQ(adaptive_ratio(std::vector<double>{0, 0, 10, 0, 0}, 15), 0.0);
}

TEST(AdaptiveDetector, CutsAtThePeakTwoFramesLater) {
  AdaptiveDetector detector;
  EXPECT_EQ(cuts_of(detector, with_content(80, {20, 30, 50}, 40.0)), (Frames{20, 50}));
}

TEST(ContentDetector, HoldsCloseCutsAndEmitsTheLastOfALongRun) {
  ContentDetector detector;
  // A clean cut, then a run from 30 to 48 with steps below the minimum of 15.
  EXPECT_EQ(cuts_of(detector, with_content(90, {20, 30, 40, 48}, 30.0)), (Frames{20, 48}));
}

TEST(ContentDetector, ShortRunIsNeverEmitted) {
  ContentDetector detector;
  EXPECT_EQ(cuts_of(detector, with_content(90, {20, 30, 36}, 30.0)), (Frames{20}));
}

TEST(ContentDetector, SuppressDropsCloseCuts) {
  ContentDetector detector({.filter = FilterMode::Suppress});
  EXPECT_EQ(cuts_of(detector, with_content(90, {20, 30, 40, 60}, 30.0)), (Frames{20, 40, 60}));
}

TEST(FlashFilter, WithoutALengthEverythingPasses) {
  FlashFilter filter(FilterMode::Merge, 0);
  EXPECT_EQ(filter.next(3, true), 3);
  EXPECT_EQ(filter.next(4, true), 4);
  EXPECT_EQ(filter.next(5, false), std::nullopt);
}

// Golden: specification of video analysis, section 3.
TEST(FfsceneDetector, MatchesTheGoldenScores) {
  EXPECT_NEAR(ffscene_score(45, 3), 0.42, 1e-12);
  EXPECT_NEAR(ffscene_score(45, 44), 0.01, 1e-12);
}

TEST(FfsceneDetector, CutsWhereTheLumaJumpsAtOnce) {
  FfsceneDetector detector;
  std::vector<FrameDifference> differences(20, {.fd_mean = 3.0});
  differences[7].fd_mean = 45.0;
  differences[12].fd_mean = 42.0;
  EXPECT_EQ(cuts_of(detector, differences), (Frames{7}));
}

TEST(ThresholdDetector, CutsInTheMiddleOfTheDark) {
  ThresholdDetector detector;
  std::vector<FrameDifference> differences(300, {.brightness = 100.0});
  const auto darken = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) differences[i].brightness = 3.0;
  };
  darken(0, 10);     // leading: no boundary
  darken(78, 90);    // golden: 84
  darken(161, 173);  // golden: 167
  darken(290, 300);  // trailing: no boundary
  EXPECT_EQ(cuts_of(detector, differences), (Frames{84, 167}));
}

TEST(HashDetector, TellsTexturesApartAndNotNoise) {
  const Image one = luma_of(testing::texture(64, 64, 1));
  const Image other = luma_of(testing::texture(64, 64, 2));
  Image noisy = one;
  SplitMixStream random(5);
  for (auto& level : noisy.pixels)
    level = static_cast<std::uint8_t>(std::min(255, level + static_cast<int>(random.next() % 4)));
  EXPECT_GE(std::popcount(difference_hash(one) ^ difference_hash(other)), 23);
  EXPECT_LE(std::popcount(difference_hash(one) ^ difference_hash(noisy)), 6);
  EXPECT_EQ(std::popcount(difference_hash(Image(64, 64, 1))), 0);
}

TEST(HistogramDetector, CorrelationFallsWhenTheLevelsMove) {
  const auto dark = luma_histogram(luma_of(testing::uniform(16, 16, 20, 20, 20)));
  const auto light = luma_histogram(luma_of(testing::uniform(16, 16, 200, 200, 200)));
  EXPECT_NEAR(histogram_correlation(dark, dark), 1.0, 1e-12);
  EXPECT_LT(histogram_correlation(dark, light), 0.0);
  EXPECT_EQ(histogram_correlation(LumaHistogram{}, LumaHistogram{}), 1.0);
  EXPECT_EQ(histogram_correlation(LumaHistogram{}, dark), 0.0);
}

TEST(Detectors, EveryKindFindsAPlainCut) {
  // Shots of 40 frames without movement: even the minimum of 15 frames is kept.
  const testing::Clip clip(
      {.seed = 4, .shots = 2, .frames_min = 40, .frames_max = 40, .speed_max = 0.0});
  for (const auto kind : {DetectorKind::MedianRatio, DetectorKind::Content, DetectorKind::Adaptive,
                          DetectorKind::Hash, DetectorKind::Histogram}) {
    const ShotsSection found = testing::detect(clip, {.detector = kind});
    ASSERT_EQ(found.shots.size(), 2U) << static_cast<int>(kind);
    EXPECT_EQ(found.shots[1].start_frame, clip.truth()[0].start);
    EXPECT_EQ(found.shots[1].in, Entry::Cut);
  }
}

}  // namespace
}  // namespace gv::vision
