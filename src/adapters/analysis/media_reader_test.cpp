#include "adapters/analysis/media_reader.h"

#include <gtest/gtest.h>

#include "io/media/testing.h"

namespace gv::analysis {
namespace {

media::ProbeResult probe_at(double fps) {
  media::ProbeResult probe{.container = "mp4", .duration_s = 2.5};
  probe.video =
      media::VideoInfo{.codec = "h264", .display_w = 90, .display_h = 160, .fps_nominal = fps};
  return probe;
}

TEST(MediaFacts, RatesAreFractions) {
  EXPECT_EQ(facts_of(probe_at(25.0)).fps_num, 25);
  EXPECT_EQ(facts_of(probe_at(25.0)).fps_den, 1);
  EXPECT_EQ(facts_of(probe_at(30'000.0 / 1'001)).fps_num, 30'000);
  EXPECT_EQ(facts_of(probe_at(30'000.0 / 1'001)).fps_den, 1'001);
  EXPECT_EQ(facts_of(probe_at(12.5)).fps_num, 25);
  EXPECT_EQ(facts_of(probe_at(12.5)).fps_den, 2);
  EXPECT_EQ(facts_of(probe_at(0.0)).fps_num, std::nullopt);
}

TEST(MediaFacts, AreWhatTheFileIs) {
  const auto facts = facts_of(probe_at(25.0));

  EXPECT_EQ(facts.kind, "video");
  EXPECT_EQ(facts.mime, "video/mp4");
  EXPECT_EQ(facts.duration_ms, 2'500);
  EXPECT_EQ(facts.height, 160);
  EXPECT_EQ(facts.audio_codec, std::nullopt);
}

TEST(MediaFacts, AStillHasNoTime) {
  auto probe = probe_at(25.0);
  probe.container = "png";
  probe.is_still = true;

  EXPECT_EQ(facts_of(probe).kind, "image");
  EXPECT_EQ(facts_of(probe).mime, "image/png");
  EXPECT_EQ(facts_of(probe).duration_ms, std::nullopt);
  EXPECT_EQ(facts_of(probe).fps_num, std::nullopt);
}

TEST(MediaReader, LooksAtTheFirstPicture) {
  const media::TempFolder folder;
  const auto path = folder / "clip.avi";
  ASSERT_TRUE(media::write_clip(path, 10, [](int) { return media::wave_image(96, 54, 0); }));

  const auto look = MediaReader({}).look(path);

  ASSERT_TRUE(look) << look.error();
  EXPECT_EQ(look->facts.mime, "video/x-msvideo");
  EXPECT_EQ(look->facts.width, 96);
  EXPECT_EQ(look->facts.fps_num, 30);
  EXPECT_EQ(look->poster.substr(0, 2), "\xff\xd8") << "a JPEG";
}

TEST(MediaReader, SaysWhatIsWrongWithAFile) {
  const media::TempFolder folder;
  MediaReader reader{{}};

  EXPECT_EQ(reader.look(folder.file("a.mp4", "just a text")).error().code,
            ErrorCode::UnsupportedMedia);
  EXPECT_EQ(reader.look(folder.file("b.mp4", "")).error().code, ErrorCode::EmptyFile);
  EXPECT_EQ(reader.look(folder.file("c.mp4", "#EXTM3U\nfile:///etc/passwd\n")).error().code,
            ErrorCode::ForbiddenFormat);
}

}  // namespace
}  // namespace gv::analysis
