#include "io/media/probe.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/hash.h"
#include "io/media/source.h"
#include "io/media/testing.h"

namespace gv::media {
namespace {

using testing::Contains;
using testing::HasSubstr;

class Probe : public testing::Test {
 protected:
  /// A clip of 12 frames of moving waves.
  std::string clip(const std::string& name, const ClipOptions& options = {}, int frames = 12,
                   int width = 160, int height = 96) {
    const auto path = folder_ / name;
    const auto written = write_clip(
        path, frames, [&](int i) { return wave_image(width, height, 3 * i); }, options);
    EXPECT_TRUE(written) << written.error();
    return path;
  }
  ErrorCode code_of(const std::string& path, const Limits& limits = {}) {
    const auto result = probe(path, limits);
    EXPECT_FALSE(result);
    return result ? ErrorCode::Nan : result.error().code;
  }

  TempFolder folder_;
};

TEST_F(Probe, SaysWhatAClipIs) {
  const auto path = clip("a.mp4", {.codec = "libx264",
                                   .fps_num = 25,
                                   .matrix = "bt709",
                                   .sounds = {{.codec = "aac",
                                               .rate = 44'100,
                                               .channels = 2,
                                               .samples = sine(44'100, 2, 0.48, 440.0)}}});

  const auto found = probe(path);

  ASSERT_TRUE(found) << found.error();
  EXPECT_EQ(found->container, "mp4");
  EXPECT_EQ(found->format_long, "QuickTime / MOV");
  EXPECT_EQ(found->sha256, sha256_hex(read_bytes(path)));
  EXPECT_NEAR(found->duration_s, 0.48, 0.05);
  EXPECT_FALSE(found->is_still);
  const auto& video = *found->video;
  EXPECT_EQ(video.codec, "h264");
  EXPECT_EQ(video.pix_fmt, "yuv420p");
  EXPECT_EQ(video.bit_depth, 8);
  EXPECT_EQ(video.width, 160);
  EXPECT_EQ(video.height, 96);
  EXPECT_EQ(video.sar, "1:1");
  EXPECT_NEAR(video.fps_nominal, 25.0, 1e-9);
  EXPECT_NEAR(video.fps_avg, 25.0, 1e-9);
  EXPECT_FALSE(video.vfr);
  EXPECT_EQ(video.frame_count_est, 12);
  EXPECT_EQ(video.color.matrix, "bt709");
  EXPECT_EQ(video.color.range, "tv");
  EXPECT_FALSE(video.interlaced);
  ASSERT_TRUE(found->audio);
  EXPECT_EQ(found->audio->codec, "aac");
  EXPECT_EQ(found->audio->rate, 44'100);
  EXPECT_EQ(found->audio->layout, "stereo");
}

TEST_F(Probe, ContentDecidesNotTheExtension) {
  const auto path = clip("a.mkv");
  const auto renamed = folder_ / "a.txt";
  std::filesystem::rename(path, renamed);

  const auto found = probe(renamed);

  ASSERT_TRUE(found) << found.error();
  EXPECT_EQ(found->container, "matroska");
}

TEST_F(Probe, EveryContainerOfTheListIsRead) {
  for (const std::string name :
       {"a.mov", "a.webm", "a.avi", "a.ts", "a.mpg", "a.flv", "a.ogv", "a.gif"}) {
    ClipOptions options;
    if (name == "a.webm") options.codec = "libvpx";
    if (name == "a.mpg") options.codec = "mpeg1video";
    if (name == "a.flv") options.codec = "flv";
    if (name == "a.ogv") options.codec = "libtheora";
    if (name == "a.gif") options = {.codec = "gif", .pix_fmt = "rgb8", .fps_num = 10};
    const auto found = probe(clip(name, options));
    ASSERT_TRUE(found) << name << ": " << found.error();
    EXPECT_EQ(found->video->width, 160) << name;
    EXPECT_FALSE(found->is_still) << name;
  }
}

// Golden: display matrix of -90 degrees on 1280x544 (specification 60, section 2).
TEST_F(Probe, ARotatedClipIsShownUpright) {
  const auto found = probe(clip("r.mp4", {.rotation_deg = 90}, 2, 1280, 544));

  ASSERT_TRUE(found) << found.error();
  EXPECT_EQ(found->video->rotation_deg, 90);
  EXPECT_EQ(found->video->display_w, 544);
  EXPECT_EQ(found->video->display_h, 1280);
}

TEST_F(Probe, SampleAspectStretchesTheWidth) {
  const auto found = probe(clip("s.mp4", {.sar_num = 16, .sar_den = 15}, 2, 720, 576));

  ASSERT_TRUE(found) << found.error();
  EXPECT_EQ(found->video->sar, "16:15");
  EXPECT_EQ(found->video->display_w, 768);
  EXPECT_EQ(found->video->display_h, 576);
  EXPECT_EQ(found->video->aspect_label, "4:3");
}

// Golden: first pts 1.08 s (specification 60, section 2).
TEST_F(Probe, ALateFirstFrameIsAnOffset) {
  const auto found = probe(clip("d.mkv", {.fps_num = 25, .start_s = 1.08}));

  ASSERT_TRUE(found) << found.error();
  EXPECT_NEAR(found->start_offset_s, 1.08, 1e-9);
  EXPECT_EQ(found->start_pts, 1080);
  EXPECT_EQ(found->time_base, "1/1000");
}

TEST_F(Probe, VaryingIntervalsAreSeen) {
  ClipOptions options{.codec = "libx264"};
  for (int i = 0; i < 12; ++i) options.times_s.push_back(i * 0.04 + (i >= 6 ? 0.08 : 0.0));

  const auto found = probe(clip("v.mp4", options));

  ASSERT_TRUE(found) << found.error();
  EXPECT_TRUE(found->video->vfr);
}

TEST_F(Probe, TenBitAndHdrAreNamed) {
  const auto found =
      probe(clip("h.mkv", {.codec = "ffv1", .pix_fmt = "yuv420p10le", .transfer = "smpte2084"}, 2));

  ASSERT_TRUE(found) << found.error();
  EXPECT_EQ(found->video->bit_depth, 10);
  EXPECT_TRUE(found->video->hdr);
  EXPECT_TRUE(found->video->tone_mapped);
  EXPECT_EQ(found->video->color.transfer, "smpte2084");
}

TEST_F(Probe, OnePictureIsAStill) {
  for (const std::string name : {"p.png", "p.jpg", "p.bmp", "p.tiff"}) {
    ClipOptions options{.codec = name.substr(2), .pix_fmt = "rgb24"};
    if (name == "p.jpg") options = {.codec = "mjpeg", .pix_fmt = "yuvj420p", .full_range = true};
    if (name == "p.bmp") options.pix_fmt = "bgr24";
    const auto found = probe(clip(name, options, 1));
    ASSERT_TRUE(found) << name << ": " << found.error();
    EXPECT_TRUE(found->is_still) << name;
    EXPECT_EQ(found->duration_s, 0.0) << name;
  }
  const auto one_frame = probe(clip("one.mp4", {}, 1));
  ASSERT_TRUE(one_frame) << one_frame.error();
  EXPECT_TRUE(one_frame->is_still);
}

TEST_F(Probe, SeveralStreamsOfSoundAreAWarning) {
  const ClipSound sound{.samples = sine(48'000, 1, 0.4, 440.0)};
  const auto found = probe(clip("m.mkv", {.sounds = {sound, sound}}));

  ASSERT_TRUE(found) << found.error();
  EXPECT_THAT(found->warnings, Contains("many_audio_streams"));
}

TEST_F(Probe, SoundMuchLongerThanThePicturesIsAWarning) {
  const auto found =
      probe(clip("l.mp4", {.sounds = {{.codec = "aac", .samples = sine(48'000, 1, 1.5, 440.0)}}}));

  ASSERT_TRUE(found) << found.error();
  EXPECT_THAT(found->warnings, Contains("av_length_mismatch"));
}

TEST_F(Probe, WhatIsNotThereIsNotFound) {
  EXPECT_EQ(code_of(folder_ / "none.mp4"), ErrorCode::NotFound);
  EXPECT_EQ(code_of(folder_.file("file", "x") + "/inside.mp4"), ErrorCode::NotFound);
}

TEST_F(Probe, AnEmptyFileIsNamedSo) {
  EXPECT_EQ(code_of(folder_.file("e.mp4", "")), ErrorCode::EmptyFile);
}

// Golden: 5 bytes of text named .mp4 (specification 60, section 2).
TEST_F(Probe, TextIsUnsupportedWhateverItsName) {
  const auto found = probe(folder_.file("t.mp4", "hello"));

  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::UnsupportedMedia);
  EXPECT_THAT(found.error().message, HasSubstr("is text; accepted are mp4"));
}

TEST_F(Probe, OtherFilesAreUnsupported) {
  EXPECT_EQ(code_of(folder_.file("z.mp4", std::string("PK\x03\x04", 4) + std::string(100, 'x'))),
            ErrorCode::UnsupportedMedia);
  EXPECT_EQ(code_of(folder_.file("h.mp4", "<!DOCTYPE html><html><body>404")),
            ErrorCode::UnsupportedMedia);
  EXPECT_EQ(code_of(folder_.file("r.mp4", std::string(5000, '\x01'))), ErrorCode::UnsupportedMedia);
  EXPECT_EQ(code_of(folder_ / ""), ErrorCode::UnsupportedMedia);
}

TEST_F(Probe, APlaylistThatNamesALocalFileIsForbidden) {
  const auto inside = clip("inside.mp4");
  for (const auto& text : {"#EXTM3U\n#EXTINF:1,\n" + inside + "\n",
                           "ffconcat version 1.0\nfile " + inside, "file '" + inside + "'\n"}) {
    const auto found = probe(folder_.file("list.mp4", text));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::ForbiddenFormat);
  }
}

TEST_F(Probe, ASymbolicLinkIsFollowed) {
  const auto path = clip("a.mp4");
  ASSERT_EQ(::symlink(path.c_str(), (folder_ / "link.mp4").c_str()), 0);
  EXPECT_TRUE(probe(folder_ / "link.mp4"));
}

TEST_F(Probe, SoundAloneHasNoVideoStream) {
  const auto found =
      probe(clip("c.m4a",
                 {.codec = "mjpeg",
                  .pix_fmt = "yuvj420p",
                  .full_range = true,
                  .sounds = {{.codec = "aac", .samples = sine(48'000, 1, 0.5, 440.0)}},
                  .as_cover = true},
                 1));

  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::NoVideoStream);
  EXPECT_THAT(found.error().hint, HasSubstr("--audio-only"));
}

TEST_F(Probe, EachLimitNamesItselfAndWhatCame) {
  const auto path = clip("a.mp4", {.codec = "libx264"}, 60);
  const auto expect = [&](const Limits& limits, ErrorCode code, const std::string& words) {
    const auto found = probe(path, limits);
    ASSERT_FALSE(found) << words;
    EXPECT_EQ(found.error().code, code) << found.error();
    EXPECT_THAT(found.error().message, HasSubstr(words));
  };
  expect({.size_bytes = 100}, ErrorCode::LimitSize, "at most 100 are accepted");
  expect({.duration_s = 1.0}, ErrorCode::LimitDuration, "lasts 2.0 s; at most 1 s are accepted");
  expect({.pixels = 1000}, ErrorCode::LimitResolution, "160 x 96 pixels; at most 1000");
  expect({.fps = 20.0}, ErrorCode::LimitResolution, "30.0 frames per second; at most 20");
}

TEST_F(Probe, AnMp4WithoutItsIndexIsTruncated) {
  const auto bytes = read_bytes(clip("a.mp4", {.codec = "libx264"}));
  const auto index = bytes.find("moov");
  ASSERT_NE(index, std::string::npos);
  EXPECT_EQ(code_of(folder_.file("t.mp4", bytes.substr(0, index - 4))), ErrorCode::Truncated);
}

TEST_F(Probe, TimeRunsOutWhileOpening) {
  EXPECT_EQ(code_of(clip("a.mp4"), {.open_s = 0.0}), ErrorCode::Stalled);
}

// A decoder refuses these without a word; only their headers say why.
TEST_F(Probe, AStillThatIsTooLargeIsALimitNotDamage) {
  const std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x80\0\0\0\x80\0\x08\x02\0\0\0", 29);
  EXPECT_EQ(code_of(folder_.file("a.png", png + std::string(100, 'x'))),
            ErrorCode::LimitResolution);
  const std::string jpeg("\xff\xd8\xff\xe0\0\4ab\xff\xff\xc2\0\x11\x08\xff\xdc\xff\xdc\3", 19);
  EXPECT_EQ(code_of(folder_.file("a.jpg", jpeg + std::string(100, 'x'))),
            ErrorCode::LimitResolution);
}

}  // namespace
}  // namespace gv::media
