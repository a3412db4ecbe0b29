#include "app/video/picture_stage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "app/video/interpret.h"

namespace gv::video {
namespace {

constexpr double kFps = 25.0;
constexpr int kWidth = 320;
constexpr int kHeight = 180;

/// A smooth pattern that differs between scenes and slides by `shift` pixels.
int grey_at(int scene, int x, int y, int shift) {
  static const auto kWave = [] {
    std::array<double, 2048> wave{};
    for (std::size_t i = 0; i < wave.size(); ++i) wave[i] = std::sin(0.01 * static_cast<double>(i));
    return wave;
  }();
  const auto at = [](int steps) { return kWave[static_cast<std::size_t>(steps) % kWave.size()]; };
  return 90 +
         static_cast<int>(70.0 * at(11 * (x + shift) + 100 * scene) * at(7 * y + 350 * scene)) +
         40 * (scene % 2);
}

Image picture(int scene, int width, int height, int channels, int shift) {
  Image image(width, height, channels);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const int value = grey_at(scene, x * kWidth / width, y * kHeight / height, shift);
      for (int c = 0; c < channels; ++c) {
        image.row(y)[x * channels + c] = static_cast<std::uint8_t>(value);
      }
    }
  }
  return image;
}

/// `scene_of(index)` tells what a frame shows.
Frame frame_at(std::int64_t index, int scene) {
  const int shift = static_cast<int>(index);
  return {.index = index,
          .t = static_cast<double>(index) / kFps,
          .dt = index > 0 ? 1.0 / kFps : 0.0,
          .l320 = picture(scene, kWidth, kHeight, 1, shift),
          .c320 = picture(scene, kWidth, kHeight, 3, shift),
          .a64 = picture(scene, 64, 36, 1, shift),
          .t48 = picture(scene, 48, 27, 3, shift)};
}

/// Gives out grey pictures and remembers what was asked for; refuses frames that a source would no
/// longer hold.
class RecordingSampler : public app::FrameSampler {
 public:
  Result<Image> sample(std::int64_t index, int longer_side) override {
    if (index + 5 <= newest) return fail(ErrorCode::InvalidInput, "index", "is not held any more");
    asked[longer_side].push_back(index);
    return picture(0, longer_side, longer_side * 9 / 16, 3, static_cast<int>(index));
  }
  std::int64_t newest{0};
  std::map<int, std::vector<std::int64_t>> asked;
};

/// Sees one face, always at the same place.
class OneFace : public app::FaceDetector {
 public:
  int side() const override { return 480; }
  Result<std::vector<vision::DetectionItem>> detect(const Image&) override {
    if (broken) return fail(ErrorCode::NotAvailable, "faces", "the detector broke");
    return std::vector<vision::DetectionItem>{
        {.box = {0.4, 0.3, 0.2, 0.3}, .score = 0.9, .windows = 12}};
  }
  app::Backend backend() const override { return {"fake", ""}; }
  bool broken{false};
};

Facts facts(double duration) {
  return {.duration_s = duration,
          .fps = kFps,
          .width = 1920,
          .height = 1080,
          .aspect_label = "16:9",
          .seed = 1};
}

Result<Pictures> watch(int frames, int cut, OneFace& faces, RecordingSampler& sampler,
                       Profile profile = Profile::Standard) {
  const double duration = frames / kFps;
  PictureStage stage(facts(duration), profile, {.faces = &faces}, sampler);
  for (int i = 0; i < frames; ++i) {
    sampler.newest = i;
    GV_TRY(stage.on_frame(frame_at(i, i < cut ? 0 : 1)));
  }
  return stage.finish(duration);
}

TEST(PictureStage, FindsACutAndLooksAtTheSecondFrameAfterIt) {
  OneFace faces;
  RecordingSampler sampler;

  const auto found = watch(60, 36, faces, sampler);

  ASSERT_TRUE(found) << found.error();
  ASSERT_EQ(found->boundaries, std::vector<std::int64_t>{36});
  const auto& asked = sampler.asked[480];
  EXPECT_NE(std::find(asked.begin(), asked.end(), 37), asked.end());
  EXPECT_TRUE(std::is_sorted(asked.begin(), asked.end()));
}

TEST(PictureStage, FollowsAFaceThroughBothShots) {
  OneFace faces;
  RecordingSampler sampler;
  const auto found = watch(60, 36, faces, sampler);
  ASSERT_TRUE(found) << found.error();
  ASSERT_TRUE(found->faces);
  EXPECT_GT(found->faces->presence_ratio, 0.95);
  EXPECT_EQ(found->faces->tracks.size(), 2U);
  ASSERT_TRUE(found->face_weighted);
  EXPECT_GT(found->face_weighted->average_face_coverage, 0.04);
}

TEST(PictureStage, ABrokenDetectorIsLeftOutAndSaidSo) {
  OneFace faces;
  faces.broken = true;
  RecordingSampler sampler;
  const auto found = watch(30, 100, faces, sampler);
  ASSERT_TRUE(found) << found.error();
  EXPECT_FALSE(found->faces);
  ASSERT_EQ(found->troubles.size(), 1U);
  EXPECT_EQ(found->troubles[0].stage, "faces");
}

TEST(PictureStage, FastAsksForColourSamplesOnly) {
  OneFace faces;
  RecordingSampler sampler;
  const auto found = watch(50, 100, faces, sampler, Profile::Fast);
  ASSERT_TRUE(found) << found.error();
  EXPECT_FALSE(found->faces);
  EXPECT_EQ(sampler.asked.size(), 1U);
  EXPECT_TRUE(sampler.asked.contains(640));
}

/// Reads nothing and counts how often it looked.
class CountingReader : public app::TextReader {
 public:
  int side() const override { return 960; }
  Result<std::vector<app::TextReading>> read(const Image&, app::TextMemory&) override {
    ++looks;
    return std::vector<app::TextReading>{};
  }
  app::Backend backend() const override { return {"fake", ""}; }
  int looks{0};
};

TEST(PictureStage, ReadsAgainWhenACaptionComesOverAStillPicture) {
  const auto looks = [](bool caption) {
    CountingReader reader;
    RecordingSampler sampler;
    PictureStage stage(facts(4.0), Profile::Standard, {.text = &reader}, sampler);
    for (int i = 0; i < 100; ++i) {
      sampler.newest = i;
      Frame frame = frame_at(0, 0);
      frame.index = i;
      frame.t = i / kFps;
      // Twenty of 1,296 pixels: the mean hardly changes.
      if (caption && i >= 50) std::fill_n(frame.t48.row(20) + 30, 60, std::uint8_t{255});
      EXPECT_TRUE(stage.on_frame(std::move(frame)));
    }
    EXPECT_TRUE(stage.finish(4.0));
    return reader.looks;
  };

  EXPECT_EQ(looks(false), 1);
  EXPECT_EQ(looks(true), 2);
}

/// Reads a line while the middle of the picture is striped.
class StripeReader : public app::TextReader {
 public:
  explicit StripeReader(const bool& striped) : striped_(striped) {}
  int side() const override { return 960; }
  Result<std::vector<app::TextReading>> read(const Image&, app::TextMemory&) override {
    if (!striped_) return std::vector<app::TextReading>{};
    return std::vector<app::TextReading>{
        {.text = "Sale", .conf = 90.0, .box = {0.25, 0.5, 0.5, 0.2}, .height_frac = 0.2}};
  }
  app::Backend backend() const override { return {"fake", ""}; }

 private:
  const bool& striped_;
};

// Sampled on frames 7, 13, 19, 25 ...: it came on 10 and went on 41.
TEST(PictureStage, DatesALineOnTheFramesBetweenItsSamples) {
  bool striped = false;
  StripeReader reader(striped);
  RecordingSampler sampler;
  PictureStage stage(facts(2.4), Profile::Standard, {.text = &reader}, sampler);
  for (int i = 0; i < 60; ++i) {
    sampler.newest = i;
    Frame frame = frame_at(i, 0);
    const auto caption = [](int index) { return index >= 10 && index < 41; };
    if (caption(i)) {
      for (int y = 90; y < 126; ++y) {
        for (int x = 80; x < 240; ++x) {
          if ((x / 3 + y / 5) % 2 == 0) frame.l320.row(y)[x] = 255;
        }
      }
      std::fill_n(frame.t48.row(14) + 36, 72, std::uint8_t{255});
    }
    striped = caption(i - 3);  // samples are taken three frames later
    ASSERT_TRUE(stage.on_frame(std::move(frame)));
  }
  const auto found = stage.finish(2.4);
  ASSERT_TRUE(found) << found.error();

  const auto tracks = insight::track_text(*found->texts, 2.4);

  ASSERT_EQ(tracks.size(), 1U);
  EXPECT_DOUBLE_EQ(tracks[0].t0, 10 / kFps);
  EXPECT_DOUBLE_EQ(tracks[0].t1, 41 / kFps);
  EXPECT_NEAR(tracks[0].t_error_s, 1 / kFps, 1e-9);
}

TEST(Interpret, GivesEveryGroupThatCanBeMeasured) {
  OneFace faces;
  RecordingSampler sampler;
  auto found = watch(60, 36, faces, sampler);
  ASSERT_TRUE(found) << found.error();

  const auto findings =
      interpret({.facts = facts(2.4), .duration_s = 2.4, .pictures = *std::move(found)});

  ASSERT_TRUE(findings.hook);
  EXPECT_EQ(findings.hook->first_face_s, 0.0);
  ASSERT_TRUE(findings.psychology);
  ASSERT_TRUE(findings.clips);
  EXPECT_FALSE(findings.clips->ranked.empty());
  EXPECT_FALSE(findings.sync);  // silent
  EXPECT_FALSE(findings.text);  // nobody reads
  EXPECT_EQ(findings.frames.timeline.t.size(), 24U);
  EXPECT_EQ(findings.frames.timeline.face.size(), 24U);
  EXPECT_TRUE(findings.derived.contains("hook_device"));
}

TEST(Interpret, AStillPictureHasNoTime) {
  OneFace faces;
  RecordingSampler sampler;
  auto found = watch(1, 100, faces, sampler);
  ASSERT_TRUE(found) << found.error();
  const auto findings =
      interpret({.facts = facts(0.0), .duration_s = 0.0, .pictures = *std::move(found)});
  EXPECT_FALSE(findings.hook);
  EXPECT_FALSE(findings.clips);
  EXPECT_EQ(findings.shots.shots.size(), 1U);
}

}  // namespace
}  // namespace gv::video
