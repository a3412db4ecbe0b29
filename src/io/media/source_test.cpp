#include "io/media/source.h"

#include <cmath>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/media/testing.h"
#include "io/media/testing_events.h"

namespace gv::media {
namespace {

using testing::Contains;
using testing::HasSubstr;

class SourceTest : public testing::Test {
 protected:
  std::string clip(const std::string& name, const ClipOptions& options = {}, int frames = 24,
                   int width = 160, int height = 96) {
    const auto path = folder_ / name;
    const auto written = write_clip(
        path, frames, [&](int i) { return wave_image(width, height, 3 * i); }, options);
    EXPECT_TRUE(written) << written.error();
    return path;
  }
  Story story(const std::string& path, const SourceOptions& options = {}) {
    auto source = open(path, options);
    if (!source) return {.error = source.error()};
    return read_all(**source);
  }

  TempFolder folder_;
};

ClipOptions with_sound(double seconds, double start_s = 0.0) {
  return {.codec = "libx264",
          .b_frames = 2,
          .sounds = {{.codec = "aac",
                      .channels = 2,
                      .start_s = start_s,
                      .samples = sine(48'000, 2, seconds, 440.0)}}};
}

TEST_F(SourceTest, GivesEveryFrameInOrderAndThenTheEnd) {
  const auto told = story(clip("a.mp4", with_sound(0.8)));

  ASSERT_FALSE(told.error) << *told.error;
  ASSERT_EQ(told.frames.size(), 24U);
  for (std::size_t i = 0; i < 24; ++i) {
    EXPECT_EQ(told.frames[i].index, static_cast<std::int64_t>(i));
    EXPECT_NEAR(told.frames[i].t, static_cast<double>(i) / 30.0, 1e-4);
    EXPECT_NEAR(told.frames[i].dt, i == 0 ? 0.0 : 1.0 / 30.0, 1e-4);
    EXPECT_EQ(told.frames[i].l320.width, 160);
    EXPECT_EQ(told.frames[i].c320.channels, 3);
    EXPECT_EQ(told.frames[i].a64.width, 64);
    EXPECT_EQ(told.frames[i].t48.height, 27);
  }
  EXPECT_EQ(told.end->decoded, 24);
  EXPECT_EQ(told.end->decode_errors, 0);
  EXPECT_NEAR(told.end->covered_s, 0.8, 1e-3);
  EXPECT_FALSE(told.end->truncated);
  EXPECT_TRUE(told.end->warnings.empty());
}

TEST_F(SourceTest, EventsDoNotDependOnTheNumberOfThreads) {
  const auto path = clip("a.mp4", with_sound(0.8), 48);
  const auto one = story(path, {.decoder_threads = 1});
  const auto four = story(path, {.decoder_threads = 4});

  ASSERT_FALSE(one.error) << *one.error;
  EXPECT_EQ(one.order, four.order);
  EXPECT_EQ(fingerprint(one), fingerprint(four));
  EXPECT_THAT(one.order, HasSubstr("fsf"));  // interleaved as in the file
}

TEST_F(SourceTest, SoundStartsWithThePicturesAndHasNoGaps) {
  const auto told = story(clip("a.mp4", with_sound(0.8)));

  EXPECT_TRUE(told.gapless);
  EXPECT_EQ(told.channels, 2);
  // The encoder pads its last block; priming is cut by the container's edit list.
  EXPECT_NEAR(static_cast<double>(told.native.size()) / 2 / 48'000, 0.8, 0.03);
  EXPECT_NEAR(static_cast<double>(told.mono_22k.size()) / 22'050, told.end->sound_s, 1e-3);
  EXPECT_NEAR(static_cast<double>(told.mono_16k.size()) / 16'000, told.end->sound_s, 1e-3);
  // The sine of 440 Hz, in phase, in all three forms.
  for (double t = 0.1; t < 0.7; t += 0.01) {
    const auto at = [&](int rate) { return static_cast<std::size_t>(std::lround(t * rate)); };
    const auto sine_at = [&](int rate) {
      return 0.5 * std::sin(2.0 * M_PI * 440.0 * static_cast<double>(at(rate)) / rate);
    };
    EXPECT_NEAR(told.native[2 * at(48'000)], sine_at(48'000), 0.02);
    EXPECT_NEAR(told.mono_22k[at(22'050)], sine_at(22'050), 0.02);
    EXPECT_NEAR(told.mono_16k[at(16'000)], sine_at(16'000), 0.02);
  }
}

TEST_F(SourceTest, SoundThatStartsLateIsPrecededBySilence) {
  ClipOptions options{.codec = "libx264"};
  options.sounds = {{.rate = 16'000, .start_s = 0.25, .samples = std::vector<float>(8000, 0.5F)}};
  const auto told = story(clip("late.mkv", options));

  ASSERT_FALSE(told.error) << *told.error;
  EXPECT_TRUE(told.gapless);
  ASSERT_EQ(told.native.size(), 4000U + 8000U);
  EXPECT_EQ(told.native[3999], 0.0F);
  EXPECT_NEAR(told.native[4000], 0.5, 1e-4);
}

TEST_F(SourceTest, SoundBeforeTheFirstPictureIsCut) {
  ClipOptions options{.codec = "libx264", .start_s = 0.25};
  options.sounds = {{.rate = 16'000, .samples = std::vector<float>(8000, 0.5F)}};
  for (std::size_t i = 0; i < 4000; ++i) options.sounds[0].samples[i] = -0.5F;
  const auto told = story(clip("early.mkv", options));

  ASSERT_FALSE(told.error) << *told.error;
  ASSERT_EQ(told.native.size(), 4000U);
  EXPECT_NEAR(told.native.front(), 0.5, 1e-4);
}

TEST_F(SourceTest, SoundCanBeLeftOut) {
  const auto told = story(clip("a.mp4", with_sound(0.8)), {.want_audio = false});
  EXPECT_EQ(told.order.find('s'), std::string::npos);
  EXPECT_EQ(told.frames.size(), 24U);
}

TEST_F(SourceTest, AudioOnlyLeavesThePictures) {
  const auto told = story(clip("a.mp4", with_sound(0.8)), {.audio_only = true});

  ASSERT_FALSE(told.error) << *told.error;
  EXPECT_TRUE(told.frames.empty());
  EXPECT_NEAR(told.end->sound_s, 0.8, 0.03);
}

TEST_F(SourceTest, AudioOnlyReadsAWaveFile) {
  const std::string path = std::string(GV_SOURCE_DIR) +
                           "/../shared/data/media/sense_and_sensibility_01_austen_64kb-0870.wav";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no shared data beside the repository";

  const auto told = story(path, {.audio_only = true});

  ASSERT_FALSE(told.error) << *told.error;
  EXPECT_EQ(told.native.size(), (227'244U - 44U) / 2U);
}

TEST_F(SourceTest, TimesAreThoseOfTheFrames) {
  ClipOptions options{.codec = "libx264"};
  for (int i = 0; i < 12; ++i) options.times_s.push_back(i * 0.04 + (i >= 6 ? 0.08 : 0.0));
  const auto told = story(clip("v.mkv", options, 12));

  ASSERT_FALSE(told.error) << *told.error;
  EXPECT_NEAR(told.frames[5].t, 0.2, 1e-3);
  EXPECT_NEAR(told.frames[6].t, 0.32, 1e-3);
  EXPECT_NEAR(told.frames[6].dt, 0.12, 1e-3);
  EXPECT_TRUE(told.end->vfr);
}

TEST_F(SourceTest, ALateFirstFrameIsAtZero) {
  const auto told = story(clip("d.mkv", {.fps_num = 25, .start_s = 1.08}));
  ASSERT_FALSE(told.error) << *told.error;
  EXPECT_EQ(told.frames[0].t, 0.0);
  EXPECT_NEAR(told.frames[1].t, 0.04, 1e-9);
}

// Skipped pictures are empty packets in AVI: the header counts them, the time is covered.
TEST_F(SourceTest, AHeaderThatCountsRepeatedPicturesIsNotTruncated) {
  ClipOptions options{.fps_num = 10};
  for (int i = 0; i < 8; ++i) options.times_s.push_back(0.5 * i);
  const auto told = story(clip("t.avi", options, 8));

  ASSERT_FALSE(told.error) << *told.error;
  EXPECT_EQ(told.end->decoded, 8);
  EXPECT_NEAR(told.frames[7].t, 3.5, 0.2);
}

TEST_F(SourceTest, RepeatedFramesAreDuplicates) {
  const auto path = folder_ / "p.mkv";
  ASSERT_TRUE(write_clip(path, 10, [](int i) { return wave_image(160, 96, 6 * (i - i / 5)); },
                         {.codec = "ffv1"}));  // each fifth frame repeats: 24 in 30
  const auto told = story(path);

  ASSERT_FALSE(told.error) << *told.error;
  EXPECT_TRUE(told.frames[5].dup);
  EXPECT_NEAR(told.frames[6].dt, 2.0 / 30.0, 2e-3);
  EXPECT_EQ(told.end->dup, 1);
}

TEST_F(SourceTest, AStillIsOneFrame) {
  const auto told = story(clip("p.png", {.codec = "png", .pix_fmt = "rgb24"}, 1));
  ASSERT_FALSE(told.error) << *told.error;
  EXPECT_EQ(told.order, "fe");
  EXPECT_EQ(told.end->covered_s, 0.0);
}

TEST_F(SourceTest, SamplesOfHeldFramesOnly) {
  const auto source = open(clip("a.mp4", {}, 24, 640, 360));
  ASSERT_TRUE(source) << source.error();
  std::vector<Frame> frames;
  for (int i = 0; i < 12; ++i) frames.push_back(std::get<Frame>(*(*source)->next()));

  ASSERT_EQ((*source)->held_frames(), 8);
  for (std::int64_t index = 4; index < 12; ++index) {
    const auto sample = (*source)->sample(index, 320);
    ASSERT_TRUE(sample) << sample.error();
    EXPECT_EQ(sample->pixels, frames[static_cast<std::size_t>(index)].c320.pixels) << index;
  }
  EXPECT_EQ((*source)->sample(3, 320).error().code, ErrorCode::InvalidInput);
  EXPECT_EQ((*source)->sample(12, 320).error().code, ErrorCode::InvalidInput);
  EXPECT_EQ((*source)->sample(11, 5000).error().code, ErrorCode::InvalidInput);
  EXPECT_EQ((*source)->sample(11, 480)->width, 480);
}

TEST_F(SourceTest, AChangeOfSizeGoesOn) {
  // Two clips of one codec, one after the other in a transport stream.
  const auto one = read_bytes(clip("1.ts", {.codec = "mpeg2video"}, 12));
  const auto two = read_bytes(clip("2.ts", {.codec = "mpeg2video", .start_s = 2.0}, 12, 320, 192));
  const auto told = story(folder_.file("both.ts", one + two));

  ASSERT_FALSE(told.error) << *told.error;
  EXPECT_GE(told.end->decoded, 22);  // the joint may cost the last one before it
  EXPECT_THAT(told.end->warnings, Contains("size_changed"));
  EXPECT_EQ(told.frames.back().l320.width, told.frames.front().l320.width);
}

TEST_F(SourceTest, TheWholeBudgetOfTimeIsKept) {
  SourceOptions options;
  options.limits.total_min_s = 0.0;
  options.limits.total_per_s = 0.0;
  const auto told = story(clip("a.mp4"), options);
  ASSERT_TRUE(told.error);
  EXPECT_EQ(told.error->code, ErrorCode::TimedOut);
}

TEST_F(SourceTest, NoFrameForTooLongIsStalled) {
  SourceOptions options;
  options.limits.stall_s = 0.0;
  const auto told = story(clip("a.mp4"), options);
  ASSERT_TRUE(told.error);
  EXPECT_EQ(told.error->code, ErrorCode::Stalled);
}

TEST_F(SourceTest, CallingOffEndsTheWork) {
  std::stop_source stop;
  SourceOptions options;
  options.cancel = stop.get_token();
  const auto source = open(clip("a.mp4"), options);
  ASSERT_TRUE(source) << source.error();
  ASSERT_TRUE((*source)->next());
  stop.request_stop();
  EXPECT_EQ((*source)->next().error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace gv::media
