#include <cmath>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/rng.h"
#include "io/media/source.h"
#include "io/media/testing.h"
#include "io/media/testing_events.h"

namespace gv::media {
namespace {

using testing::AnyOf;
using testing::Contains;

class Damage : public testing::Test {
 protected:
  std::string bytes_of(const std::string& name, const std::string& codec) {
    ClipOptions options{.codec = codec, .fps_num = 25, .gop = 5};
    if (name.ends_with("mp4") || name.ends_with("mkv")) {
      options.sounds = {{.codec = name.ends_with("mp4") ? "aac" : "pcm_s16le",
                         .rate = 16'000,
                         .samples = sine(16'000, 1, 0.48, 440.0)}};
    }
    const auto path = folder_ / name;
    const auto written = write_clip(
        path, 40, [](int i) { return wave_image(96, 64, 3 * i); }, options);
    EXPECT_TRUE(written) << written.error();
    return read_bytes(path);
  }

  Story story(const std::string& bytes, bool salvage) {
    auto source = open(folder_.file("damaged", bytes),
                       {.decoder_threads = 1, .salvage = salvage, .want_sha256 = false});
    if (!source) return {.error = source.error()};
    return read_all(**source);
  }

  static void expect_sane(const Story& told) {
    double before = -1.0;
    for (const auto& frame : told.frames) {
      EXPECT_TRUE(std::isfinite(frame.t) && frame.t > before);
      EXPECT_FALSE(frame.l320.empty());
      before = frame.t;
    }
    EXPECT_TRUE(told.gapless);
    EXPECT_TRUE(told.end.has_value() != told.error.has_value());
  }

  TempFolder folder_;
};

TEST_F(Damage, ACutFileThatAnnouncesItsLengthIsTruncated) {
  for (const auto& [name, codec] : std::vector<std::pair<std::string, std::string>>{
           {"a.mp4", "libx264"}, {"a.mkv", "mpeg4"}, {"a.avi", "mpeg4"}}) {
    const auto bytes = bytes_of(name, codec);
    for (int tenths = 2; tenths < 10; ++tenths) {
      const auto part = bytes.substr(0, bytes.size() * static_cast<std::size_t>(tenths) / 10);
      const auto told = story(part, false);
      ASSERT_TRUE(told.error) << name << " " << tenths;
      EXPECT_EQ(told.error->code, ErrorCode::Truncated) << name << " " << tenths << *told.error;
      EXPECT_FALSE(told.error->hint.empty());
    }
  }
}

TEST_F(Damage, WhatIsLeftCanBeSalvaged) {
  const auto bytes = bytes_of("a.mkv", "mpeg4");
  const auto told = story(bytes.substr(0, bytes.size() / 2), true);

  ASSERT_FALSE(told.error) << *told.error;
  EXPECT_TRUE(told.end->truncated);
  EXPECT_THAT(told.end->warnings, Contains("truncated"));
  EXPECT_GT(told.end->decoded, 3);
  EXPECT_LT(told.end->decoded, 10);
}

TEST_F(Damage, ACutStreamThatAnnouncesNothingIsComplete) {
  for (const auto& [name, codec] : std::vector<std::pair<std::string, std::string>>{
           {"a.ts", "mpeg2video"}, {"a.mpg", "mpeg1video"}, {"a.ogv", "libtheora"}}) {
    const auto bytes = bytes_of(name, codec);
    const auto told = story(bytes.substr(0, bytes.size() / 2), false);
    ASSERT_FALSE(told.error) << name << *told.error;
    EXPECT_FALSE(told.end->truncated) << name;
    EXPECT_GT(told.end->decoded, 2) << name;
  }
}

TEST_F(Damage, DamagedPacketsAreSkippedAndCounted) {
  auto bytes = bytes_of("a.avi", "mpeg4");
  for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 100; ++i) bytes[i] = '\xa5';
  const auto told = story(bytes, false);

  ASSERT_FALSE(told.error) << *told.error;
  EXPECT_GT(told.end->decode_errors, 0);
  EXPECT_THAT(told.end->warnings, Contains("decode_errors"));
}

// Bit flips, cuts, and swapped pieces: never a crash, always an answer.
TEST_F(Damage, MutatedFilesGiveAnAnswer) {
  Rng rng(60, 2);
  for (const auto& [name, codec] : std::vector<std::pair<std::string, std::string>>{
           {"a.mp4", "libx264"}, {"a.mkv", "mpeg4"}, {"a.avi", "mpeg4"}, {"a.ts", "mpeg2video"}}) {
    const auto original = bytes_of(name, codec);
    const auto place = [&] {
      return static_cast<std::size_t>(rng.uniform() * static_cast<double>(original.size()));
    };
    for (int i = 0; i < 50; ++i) {
      auto bytes = original;
      const int kind = i % 4;
      if (kind == 0) {
        for (int k = 0; k < 20; ++k) bytes[place()] ^= static_cast<char>(1 << (k % 8));
      } else if (kind == 1) {  // headers are small: aim at them
        for (int k = 0; k < 4; ++k) bytes[place() % 600] = static_cast<char>(place());
      } else if (kind == 2) {
        bytes.resize(1 + place());
      } else {
        const auto from = place();
        const auto length = std::min<std::size_t>(200, bytes.size() - from);
        const auto piece = bytes.substr(from, length);
        bytes.erase(from, length);
        bytes.insert(std::min(place(), bytes.size()), piece);
      }
      expect_sane(story(bytes, true));
    }
  }
}

}  // namespace
}  // namespace gv::media
