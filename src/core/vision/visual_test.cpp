#include "core/vision/visual.h"

#include <cmath>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "core/vision/phash.h"
#include "core/vision/pixels.h"
#include "core/vision/scenes.h"
#include "core/vision/testing_clips.h"

namespace gv::vision {
namespace {

constexpr SourceSize kSource{320, 180};

ShotsSection two_shots(std::int64_t cut, std::int64_t frames) {
  ShotsSection section;
  section.shots = {{.i = 0, .start_frame = 0, .end_frame = cut},
                   {.i = 1, .start_frame = cut, .end_frame = frames, .in = Entry::Cut}};
  section.transitions = {{.start_frame = cut, .end_frame = cut, .boundary = cut}};
  return section;
}

void sample(VisualAnalyzer& analyzer, std::int64_t frame, std::int64_t shot, const Image& picture,
            bool face = false) {
  const Image small = resize_area(picture, 160, 90);
  analyzer.on_sample({.frame = frame,
                      .t = static_cast<double>(frame) / 30.0,
                      .shot = shot,
                      .c640 = picture,
                      .c320 = small,
                      .face = face});
}

TEST(Visual, WithoutSamplesEverythingIsMissing) {
  const VisualResult found = VisualAnalyzer(kSource, 1).finish(ShotsSection{});
  EXPECT_FALSE(found.section.brightness.has_value());
  EXPECT_FALSE(found.section.composition.dominant.has_value());
  EXPECT_TRUE(found.section.palette.empty());
  EXPECT_TRUE(found.section.signature.empty());
}

TEST(Visual, FiguresAreMeansOverSamples) {
  VisualAnalyzer analyzer(kSource, 1);
  sample(analyzer, 0, 0, testing::uniform(320, 180, 51, 51, 51));
  sample(analyzer, 15, 0, testing::uniform(320, 180, 204, 204, 204));
  analyzer.on_repeat(30, 1.0);
  const VisualResult found = analyzer.finish(two_shots(40, 60));
  EXPECT_NEAR(found.section.brightness.value(), (0.2 + 0.8 + 0.8) / 3.0, 1e-9);
  EXPECT_NEAR(found.section.brightness_sd.value(), std::sqrt(2.0) * 0.2, 1e-9);
  EXPECT_EQ(found.section.sharpness, 0.0);
  EXPECT_NEAR(found.section.technical_quality.value(), 0.4 * 180.0 / 1080.0, 1e-12);
  EXPECT_EQ(found.section.signature.size(), kSignatureSize);
  EXPECT_EQ(analyzer.times(), (std::vector<double>{0.0, 0.5, 1.0}));
  ASSERT_EQ(found.section.palette.size(), 2U);
  EXPECT_NEAR(found.section.palette[0].weight, 2.0 / 3.0, 1e-9);
}

TEST(Visual, SamplesBelongToTheFinalShots) {
  VisualAnalyzer analyzer(kSource, 1);
  const Image one = testing::texture(320, 180, 1);
  const Image other = testing::texture(320, 180, 2);
  sample(analyzer, 0, 0, one);
  sample(analyzer, 15, 0, one);
  sample(analyzer, 30, 0, other);  // the boundary was not known yet
  ShotsSection shots = two_shots(20, 60);
  const VisualResult found = analyzer.finish(shots);
  ASSERT_EQ(found.shots.size(), 2U);
  EXPECT_EQ(found.shots[1].keyframe, 30);
  EXPECT_EQ(found.section.keyframe_hashes[1],
            hash_text(perceptual_hash(resize_area(other, 160, 90))));
  EXPECT_LT(cosine(*found.shots[0].signature, *found.shots[1].signature), 0.9);
  set_keyframes(shots.shots, found.shots);
  EXPECT_EQ(shots.shots[0].keyframe, 0);
  EXPECT_EQ(shots.shots[1].keyframe, 30);
}

TEST(Visual, AShotWithoutASampleKeepsItsKeyframeAndHasNoHash) {
  VisualAnalyzer analyzer(kSource, 1);
  sample(analyzer, 0, 0, testing::texture(320, 180, 1));
  ShotsSection shots = two_shots(20, 60);
  shots.shots[1].keyframe = 33;
  const VisualResult found = analyzer.finish(shots);
  EXPECT_FALSE(found.section.keyframe_hashes[1].has_value());
  set_keyframes(shots.shots, found.shots);
  EXPECT_EQ(shots.shots[1].keyframe, 33);
}

TEST(Visual, ThumbnailsAreOnePerShotAndFacesWin) {
  VisualAnalyzer analyzer(kSource, 1);
  const Image picture = testing::texture(320, 180, 1);
  sample(analyzer, 0, 0, picture);
  sample(analyzer, 15, 0, picture, true);
  sample(analyzer, 45, 1, picture);
  const VisualResult found = analyzer.finish(two_shots(40, 60));
  ASSERT_EQ(found.section.thumbnails.size(), 2U);
  EXPECT_EQ(found.section.thumbnails[0].frame, 15);
  EXPECT_EQ(found.section.thumbnails[1].shot, 1);
  ASSERT_EQ(found.thumbnails.size(), 2U);
  EXPECT_EQ(found.thumbnails[0].pixels, picture.pixels);
}

TEST(Visual, ThumbnailsAvoidTransitionsAndBlur) {
  VisualAnalyzer analyzer(kSource, 1);
  const Image sharp = testing::texture(320, 180, 1);
  const Image soft = testing::blurred(sharp);
  sample(analyzer, 10, 0, sharp);
  sample(analyzer, 20, 0, sharp, true);  // the best, but inside the dissolve
  sample(analyzer, 45, 1, soft, true);   // a face out of focus
  ShotsSection shots = two_shots(24, 60);
  shots.transitions[0] = {Entry::Dissolve, 18, 30, 24, 1.0};
  const VisualResult found = analyzer.finish(shots);
  EXPECT_TRUE(found.section.thumbnails.empty());
  EXPECT_EQ(found.shots[0].keyframe, 10);
}

TEST(Thumbnail, KeepsTheBestFewAndOnePerShot) {
  ThumbnailPicker picker(2);
  const Image image(4, 4, 3);
  picker.offer(0, 0.0, 0, 0.5, 10.0, image);
  picker.offer(5, 0.1, 0, 0.4, 10.0, image);
  picker.offer(10, 0.2, 1, 0.3, 10.0, image);
  picker.offer(20, 0.3, 2, 0.9, 10.0, image);
  ASSERT_EQ(picker.candidates().size(), 2U);
  EXPECT_EQ(picker.candidates()[0].frame, 0);
  EXPECT_EQ(picker.candidates()[1].frame, 20);
  EXPECT_NEAR(thumbnail_score(0.5, 0.4, 0.3, true), 0.58, 1e-12);
}

TEST(Scenes, LinkedShotsHoldWhatLiesBetweenThem) {
  Signature here{};
  Signature there{};
  Signature other{};
  here[0] = there[1] = other[2] = 1.0;
  const std::vector<std::optional<Signature>> signatures{here,         there, here, other,
                                                         std::nullopt, other, here};
  std::vector<Shot> shots(signatures.size());
  for (std::size_t i = 0; i < shots.size(); ++i) {
    shots[i].start_s = static_cast<double>(i);
    shots[i].end_s = static_cast<double>(i + 1);
  }
  const auto scenes = group_scenes(shots, signatures);
  ASSERT_EQ(scenes.size(), 3U);
  EXPECT_EQ(scenes[0].last_shot, 2);  // the dialogue here, there, here
  EXPECT_EQ(scenes[1].first_shot, 3);
  EXPECT_EQ(scenes[1].last_shot, 5);
  EXPECT_EQ(scenes[2].first_shot, 6);  // four shots from the last "here": too far
  EXPECT_EQ(scenes[2].end_s, 7.0);
  EXPECT_TRUE(group_scenes({}, {}).empty());
}

}  // namespace
}  // namespace gv::vision
