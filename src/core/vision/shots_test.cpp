#include "core/vision/shots.h"

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/vision/testing_clips.h"

namespace gv::vision {
namespace {

using testing::Clip;
using testing::ClipPlan;
using testing::Counts;
using testing::Handover;

ShotsSection shots_of(const std::vector<Image>& pictures, double fps = 30.0) {
  ShotDetector detector(fps);
  testing::Projector projector(fps);
  for (const Image& picture : pictures) {
    projector.show(picture, [&](const FrameView& frame) { detector.on_frame(frame); });
  }
  return detector.finish(static_cast<double>(pictures.size()) / fps);
}

// Floors of the specification of video analysis, section 20, on small clips of the same kind.
TEST(Shots, HardCutsUnderPansReachTheFloor) {
  const Clip clip({.seed = 11, .shots = 28, .frames_min = 8, .frames_max = 30});
  const Counts counts = testing::count_cuts(clip, testing::detect(clip));
  EXPECT_GE(counts.f1(), 0.97) << counts.missed << " missed, " << counts.extra << " extra";
  EXPECT_GE(counts.exact, 0.98 * counts.hits);
}

TEST(Shots, HardCutsAmongFlashesNoiseAndGraphicsReachTheFloor) {
  const Clip clip({.seed = 12,
                   .shots = 24,
                   .frames_min = 14,
                   .frames_max = 30,
                   .noise = 2.5,
                   .flash_every = 2,
                   .brightness_steps = true,
                   .graphic = true});
  const Counts counts = testing::count_cuts(clip, testing::detect(clip));
  EXPECT_GE(counts.f1(), 0.95) << counts.missed << " missed, " << counts.extra << " extra";
}

TEST(Shots, DissolvesReachTheFloor) {
  const Clip clip(
      {.seed = 13,
       .shots = 21,
       .frames_min = 25,
       .frames_max = 45,
       .speed_max = 1.0,
       .handover = [](int shot) {
         return shot % 4 == 0 ? Handover{} : Handover{Entry::Dissolve, 8 + shot % 3 * 11};
       }});
  const ShotsSection found = testing::detect(clip);
  const Counts dissolves = testing::count_gradual(clip, found, Entry::Dissolve);
  EXPECT_GE(dissolves.f1(), 0.85) << dissolves.missed << " missed, " << dissolves.extra << " extra";
  EXPECT_LE(dissolves.offset_sum, 2.0 * dissolves.hits);
  EXPECT_GE(testing::count_cuts(clip, found).f1(), 0.97);
}

TEST(Shots, FadesAndGapsReachTheFloor) {
  const Clip clip({.seed = 14,
                   .shots = 17,
                   .frames_min = 12,
                   .frames_max = 24,
                   .noise = 1.0,
                   .handover = [](int shot) {
                     if (shot % 3 == 0) return Handover{Entry::Black, 6 + shot % 5};
                     return Handover{Entry::Fade, 12 + shot % 7 * 3};
                   }});
  const ShotsSection found = testing::detect(clip);
  const Counts fades = testing::count_gradual(clip, found, Entry::Fade);
  EXPECT_GE(fades.f1(), 0.97) << fades.missed << " missed, " << fades.extra << " extra";
  EXPECT_EQ(found.transitions.size(), clip.truth().size());
}

TEST(Shots, FastPansAloneHaveNoBoundary) {
  const Clip clip({.seed = 15, .shots = 1, .frames_min = 120, .frames_max = 120, .speed_max = 3.0});
  EXPECT_TRUE(testing::detect(clip).transitions.empty());
}

TEST(Shots, ACutIsKnownThreeFramesLate) {
  const Clip clip({.seed = 16, .shots = 2, .frames_min = 20, .frames_max = 20});
  ShotDetector detector(30.0);
  testing::Projector projector;
  std::vector<std::int64_t> told;
  for (std::int64_t i = 0; i < clip.frames(); ++i) {
    projector.show(clip.frame(i), [&](const FrameView& frame) { detector.on_frame(frame); });
    if (detector.closed_cut()) {
      EXPECT_EQ(*detector.closed_cut(), i - 3);
      told.push_back(*detector.closed_cut());
    }
  }
  EXPECT_EQ(told, (std::vector<std::int64_t>{20}));
}

TEST(Shots, ABlackFlashInsideAShotIsNoBoundary) {
  std::vector<Image> pictures(30, testing::texture(64, 36, 3));
  pictures[14] = pictures[15] = testing::uniform(64, 36, 0, 0, 0);
  EXPECT_TRUE(shots_of(pictures).transitions.empty());
}

TEST(Shots, BlackAtTheEndsIsMeasuredAndNoBoundary) {
  std::vector<Image> pictures(40, testing::texture(64, 36, 3));
  for (std::size_t i = 0; i < 6; ++i) pictures[i] = testing::uniform(64, 36, 0, 0, 0);
  for (std::size_t i = 33; i < 40; ++i) pictures[i] = testing::uniform(64, 36, 0, 0, 0);
  const ShotsSection section = shots_of(pictures);
  EXPECT_TRUE(section.transitions.empty());
  EXPECT_NEAR(section.leading_black_s, 0.2, 1e-12);
  EXPECT_NEAR(section.trailing_black_s, 7.0 / 30.0, 1e-12);
}

TEST(Shots, TheyCoverTheVideoAndTheFiguresFollow) {
  std::vector<Image> pictures(90, testing::texture(64, 36, 1));
  for (std::size_t i = 30; i < 90; ++i) pictures[i] = testing::texture(64, 36, 2);
  const ShotsSection section = shots_of(pictures);
  ASSERT_EQ(section.shots.size(), 2U);
  EXPECT_EQ(section.shots[0].end_frame, 30);
  EXPECT_EQ(section.shots[0].end_s, 1.0);
  EXPECT_EQ(section.shots[1].end_frame, 90);
  EXPECT_EQ(section.shots[1].end_s, 3.0);
  EXPECT_EQ(section.shots[1].in, Entry::Cut);
  EXPECT_EQ(section.shots[1].mean_content, 0.0);
  EXPECT_GE(section.shots[1].keyframe, 30);
  EXPECT_EQ(section.per_frame.robust.size(), 90U);
  EXPECT_EQ(section.cuts_per_min, 20.0);
  EXPECT_EQ(section.asl_s, 1.5);
  EXPECT_EQ(section.median_shot_s, 1.5);
}

TEST(Shots, ATooEarlyCutIsDropped) {
  std::vector<Image> pictures(30, testing::texture(64, 36, 1));
  for (std::size_t i = 0; i < 3; ++i) pictures[i] = testing::texture(64, 36, 2);
  EXPECT_TRUE(shots_of(pictures).transitions.empty());
}

TEST(Shots, TinyVideosHaveOneShotAndNoFrameHasNone) {
  EXPECT_TRUE(shots_of({}).shots.empty());
  EXPECT_FALSE(shots_of({}).asl_s.has_value());
  const ShotsSection one = shots_of({testing::texture(64, 36, 1)});
  ASSERT_EQ(one.shots.size(), 1U);
  EXPECT_EQ(one.shots[0].keyframe, 0);
  const ShotsSection black = shots_of(std::vector<Image>(5, testing::uniform(64, 36, 0, 0, 0)));
  ASSERT_EQ(black.shots.size(), 1U);
  EXPECT_NEAR(black.leading_black_s, 5.0 / 30.0, 1e-12);
}

TEST(Shots, ADissolveCarriesItsCore) {
  const Clip clip({.seed = 21,
                   .shots = 2,
                   .frames_min = 40,
                   .frames_max = 40,
                   .speed_max = 0.3,
                   .handover = [](int) {
                     return Handover{Entry::Dissolve, 20};
                   }});
  const ShotsSection section = testing::detect(clip);
  ASSERT_EQ(section.transitions.size(), 1U);
  EXPECT_EQ(section.transitions[0].kind, Entry::Dissolve);
  EXPECT_NEAR(static_cast<double>(section.transitions[0].boundary), 50.0, 1.0);
  EXPECT_NEAR(static_cast<double>(section.transitions[0].start_frame), 41.0, 2.0);
  EXPECT_NEAR(static_cast<double>(section.transitions[0].end_frame), 58.0, 2.0);
  EXPECT_EQ(section.shots[1].in, Entry::Dissolve);
  EXPECT_GE(section.shots[1].keyframe, section.transitions[0].end_frame);
}

// Whatever the pictures are: shots tile the video, figures are finite.
RC_GTEST_PROP(ShotsProperty, ShotsTileTheVideo, ()) {
  // Few pictures in random order: cuts, flashes, gaps and stills of every spacing.
  static const std::vector<testing::Planes> kPictures{
      testing::planes_of(testing::uniform(16, 9, 0, 0, 0)),
      testing::planes_of(testing::uniform(16, 9, 200, 30, 90)),
      testing::planes_of(testing::uniform(16, 9, 20, 180, 200)),
      testing::planes_of(testing::uniform(16, 9, 255, 255, 255))};
  const auto order = *rc::gen::resize(
      10, rc::gen::container<std::vector<std::pair<std::size_t, int>>>(
              rc::gen::pair(rc::gen::inRange<std::size_t>(0, 4), rc::gen::inRange(1, 8))));
  ShotDetector detector(30.0, {.find_dissolves = false});
  testing::Projector projector;
  std::int64_t frames = 0;
  for (const auto& [picture, times] : order) {
    for (int k = 0; k < times; ++k, ++frames) {
      projector.show(kPictures[picture], [&](const FrameView& frame) { detector.on_frame(frame); });
    }
  }
  const ShotsSection section = detector.finish(static_cast<double>(frames) / 30.0);
  RC_ASSERT(section.shots.empty() == (frames == 0));
  std::int64_t at = 0;
  for (const Shot& shot : section.shots) {
    RC_ASSERT(shot.start_frame == at);
    RC_ASSERT(shot.end_frame > at);
    RC_ASSERT(shot.keyframe >= shot.start_frame && shot.keyframe < shot.end_frame);
    RC_ASSERT(std::isfinite(shot.mean_content));
    at = shot.end_frame;
  }
  RC_ASSERT(at == frames);
}

}  // namespace
}  // namespace gv::vision
