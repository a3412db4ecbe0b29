#include "core/vision/motion_summary.h"

#include <cmath>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace gv::vision {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr double kFrame = 1.0 / 30.0;

/// Pair i leads from frame i to i + 1; a negative energy stands for a duplicate.
std::vector<MotionPair> pairs_of(const std::vector<double>& energies) {
  std::vector<MotionPair> pairs;
  for (std::size_t i = 0; i < energies.size(); ++i) {
    MotionPair pair{.before = static_cast<std::int64_t>(i), .dt = kFrame};
    pair.still = energies[i] < 0.0;
    pair.motion.frame = pair.before + 1;
    pair.motion.t = static_cast<double>(i + 1) * kFrame;
    pair.motion.mean_energy = std::max(energies[i], 0.0);
    pairs.push_back(pair);
  }
  return pairs;
}

std::vector<double> energies_of(const std::vector<MotionPair>& pairs) {
  std::vector<double> energies;
  for (const MotionPair& pair : pairs) energies.push_back(pair.motion.mean_energy);
  return energies;
}

std::vector<MotionFrame> frames_of(const std::vector<double>& energies) {
  std::vector<MotionFrame> frames;
  for (const MotionPair& pair : pairs_of(energies)) {
    frames.push_back(pair.motion);
    frames.back().motion_type = classify(pair.motion.mean_energy);
  }
  return frames;
}

TEST(CountedPairs, APulledDownDuplicateIsSpannedByTheNextPair) {
  const auto counted = counted_pairs(pairs_of({6, -1, 6, 6, -1, -1, 9}), {}, {});

  ASSERT_THAT(counted, SizeIs(4));
  EXPECT_NEAR(counted[1].dt, 2 * kFrame, 1e-12);
  EXPECT_NEAR(counted[1].motion.mean_energy, 3.0, 1e-9);
  EXPECT_EQ(counted[1].before, 1);
  EXPECT_NEAR(counted[3].motion.mean_energy, 3.0, 1e-9);
}

TEST(CountedPairs, LongerRestsCount) {
  EXPECT_THAT(energies_of(counted_pairs(pairs_of({6, -1, -1, -1, 6}), {}, {})),
              ElementsAre(6, 0, 0, 0, 6));
}

TEST(CountedPairs, ARestBesideSlowMotionOrAnEndCounts) {
  EXPECT_THAT(energies_of(counted_pairs(pairs_of({1, -1, 6}), {}, {})), ElementsAre(1, 0, 6));
  EXPECT_THAT(energies_of(counted_pairs(pairs_of({-1, 6, -1}), {}, {})), ElementsAre(0, 6, 0));
}

TEST(CountedPairs, NothingIsSpannedAcrossABoundary) {
  const std::vector<std::int64_t> boundaries = {3};

  // Pair 2 leads from frame 2 to 3.
  EXPECT_THAT(energies_of(counted_pairs(pairs_of({6, -1, 50, 6}), boundaries, {})),
              ElementsAre(6, 0, 6));
}

TEST(Segments, AreRunsOfOneClassThatCoverTheShot) {
  std::vector<double> energies(30, 0.5);
  energies.insert(energies.end(), 30, 8.0);

  const auto segments = segments_of(pairs_of(energies), 0.0, 61 * kFrame, {});

  ASSERT_THAT(segments, SizeIs(2));
  EXPECT_EQ(segments[0].motion_type, MotionType::Static);
  EXPECT_DOUBLE_EQ(segments[0].t0, 0.0);
  EXPECT_NEAR(segments[0].t1, 1.0, 1e-9);
  EXPECT_EQ(segments[1].motion_type, MotionType::Fast);
  EXPECT_NEAR(segments[1].t1, 61 * kFrame, 1e-12);
  EXPECT_NEAR(segments[1].mean_energy, 8.0, 1e-9);
}

TEST(Segments, ShortRunsJoinTheirLongerNeighbour) {
  std::vector<double> energies(30, 0.5);
  energies.insert(energies.end(), 5, 8.0);  // 0.17 s
  energies.insert(energies.end(), 12, 3.0);

  const auto segments = segments_of(pairs_of(energies), 0.0, 48 * kFrame, {});

  ASSERT_THAT(segments, SizeIs(2));
  EXPECT_EQ(segments[0].motion_type, MotionType::Static);
  EXPECT_NEAR(segments[0].t1, 35 * kFrame, 1e-9);
  EXPECT_EQ(segments[1].motion_type, MotionType::Smooth);
}

TEST(Segments, ASpikeOfOnePairIsSmoothedAway) {
  std::vector<double> energies(30, 0.5);
  energies[15] = 40.0;

  EXPECT_THAT(segments_of(pairs_of(energies), 0.0, 1.0, {}), SizeIs(1));
}

RC_GTEST_PROP(SegmentsProperty, TileTheShotAndAreLongEnough, ()) {
  const auto drawn =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 20)));
  const std::vector<double> energies(drawn.begin(), drawn.end());
  const double end = static_cast<double>(energies.size() + 1) * kFrame;

  const auto segments = segments_of(pairs_of(energies), 0.0, end, {});

  RC_ASSERT(!segments.empty());
  RC_ASSERT(segments.front().t0 == 0.0 && segments.back().t1 == end);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    RC_ASSERT(segments.size() == 1 || segments[i].t1 - segments[i].t0 >= 0.25 - 1e-6);
    if (i == 0) continue;
    RC_ASSERT(segments[i].t0 == segments[i - 1].t1);
    RC_ASSERT(segments[i].motion_type != segments[i - 1].motion_type);
  }
}

TEST(CutPoints, AreTheStrongestAndComeInOrderOfTime) {
  std::vector<double> energies(90, 1.0);
  energies[10] = 5.0;
  energies[40] = 9.0;
  energies[45] = 8.0;  // within 0.67 s of a stronger one
  energies[80] = 7.0;
  const MotionConfig two{.cut_points_max = 2};

  const auto points = cut_points_of(frames_of(energies), two);

  ASSERT_THAT(points, SizeIs(2)) << "the first in time is not the strongest";
  EXPECT_EQ(points[0].frame, 41);
  EXPECT_DOUBLE_EQ(points[0].energy, 9.0);
  EXPECT_EQ(points[1].frame, 81);
}

TEST(CutPoints, EvenMotionHasNone) {
  EXPECT_THAT(cut_points_of(frames_of(std::vector<double>(60, 3.0)), {}), IsEmpty());
}

TEST(Recommendations, PutTextOnCalmAndCutsOnMotion) {
  std::vector<double> energies(45, 0.5);
  energies.insert(energies.end(), 30, 4.0);
  energies[60] = 20.0;
  MotionSection motion{.frames = frames_of(energies)};
  motion.segments = segments_of(pairs_of(energies), 0.0, 76 * kFrame, {});

  const auto advice = recommend(motion, {});

  ASSERT_GE(advice.size(), 3U);
  EXPECT_EQ(advice[0].kind, MotionAdvice::TextOverlay);
  EXPECT_DOUBLE_EQ(advice[0].t0, 0.0);
  EXPECT_NEAR(advice[0].t1, 1.5, 1e-9);
  EXPECT_EQ(advice[1].kind, MotionAdvice::CutPoint);
  EXPECT_NEAR(advice[1].t0, 61 * kFrame, 1e-9);
  EXPECT_EQ(advice[2].kind, MotionAdvice::AttentionPeak);
  EXPECT_DOUBLE_EQ(advice[2].energy, 20.0);
}

TEST(Recommendations, AShortCalmCarriesNoText) {
  MotionSection motion;
  motion.segments = {{0.0, 0.79, MotionType::Static, 0.1}};

  EXPECT_THAT(recommend(motion, {}), IsEmpty());
}

TEST(Summary, DistributionIsAShareOfTime) {
  std::vector<MotionPair> pairs = pairs_of({0.5, 3.0});
  pairs[1].dt = 3 * kFrame;
  pairs[1].motion.t = 4 * kFrame;
  const std::vector<double> times = {0.0, kFrame, 4 * kFrame};

  const MotionSection motion = summarize_motion(pairs, times, {}, 5 * kFrame, {});

  EXPECT_NEAR(motion.distribution.at("static"), 0.25, 1e-12);
  EXPECT_NEAR(motion.distribution.at("smooth"), 0.75, 1e-12);
  EXPECT_DOUBLE_EQ(motion.stats->mean, 1.75);
  EXPECT_DOUBLE_EQ(motion.stats->std, 1.25);
  EXPECT_DOUBLE_EQ(motion.stats->median, 1.75);
}

}  // namespace
}  // namespace gv::vision
