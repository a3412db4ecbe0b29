#include "core/audio/music.h"

#include <gtest/gtest.h>

#include "core/audio/testing.h"

namespace gv::audio {
namespace {

/// `size` frames alike.
VoiceFrames steady(std::size_t size, float power, float flatness) {
  VoiceFrames frames;
  frames.power.assign(size, power);
  frames.flatness.assign(size, flatness);
  frames.level_db.assign(size, -20.0F);
  frames.periodicity.assign(size, 0.0F);
  frames.pitch_hz.assign(size, 0.0F);
  return frames;
}

std::ptrdiff_t count(const std::vector<bool>& flags) {
  return std::count(flags.begin(), flags.end(), true);
}

TEST(MusicFrames, TonesAreMusicExceptUnderSpeech) {
  const std::vector<SpeechSegment> speech{{1.0, 3.0}};
  EXPECT_EQ(count(music_frames(steady(1000, 0.01F, 0.05F), {}, {})), 1000);
  EXPECT_EQ(count(music_frames(steady(1000, 0.01F, 0.05F), {}, speech)), 800);
  EXPECT_EQ(count(music_frames(steady(1000, 0.01F, 0.3F), {}, {})), 0);
}

TEST(MusicFrames, BeatsAreMusicAlsoUnderSpeech) {
  const std::vector<double> beats{2.0, 2.5, 3.0, 3.5, 4.0};  // half a period more at either end
  const std::vector<SpeechSegment> speech{{1.0, 3.0}};
  EXPECT_EQ(count(music_frames(steady(1000, 0.01F, 0.5F), beats, speech)), 250);
}

TEST(MusicFrames, SilenceIsNone) {
  const std::vector<double> beats{2.0, 2.5, 3.0, 3.5, 4.0};
  EXPECT_EQ(count(music_frames(steady(1000, 1e-7F, 0.05F), beats, {})), 0);
}

TEST(ShareOf, IsUnsetOfNothing) {
  EXPECT_FALSE(share_of({}));
  EXPECT_DOUBLE_EQ(*share_of({true, false, false, true}), 0.5);
}

// 5 s of bed alone with power 1, 5 s of speech over it with power 9: 10 of 50.
TEST(BackgroundRatio, CountsTheBedUnderSpeechAtItsOwnPower) {
  VoiceFrames frames = steady(1000, 1.0F, 0.05F);
  for (std::size_t n = 500; n < 1000; ++n) frames.power[n] = 9.0F;
  const std::vector<SpeechSegment> speech{{5.0, 10.0}};
  const std::vector<bool> music(1000, true);

  EXPECT_NEAR(*background_ratio(frames, music, speech), 0.2, 1e-9);
}

TEST(BackgroundRatio, IsOneForMusicZeroWithoutAndUnsetInSilence) {
  const VoiceFrames frames = steady(100, 1.0F, 0.05F);
  EXPECT_NEAR(*background_ratio(frames, std::vector<bool>(100, true), {}), 1.0, 1e-12);
  EXPECT_DOUBLE_EQ(*background_ratio(frames, std::vector<bool>(100, false), {}), 0.0);
  EXPECT_FALSE(background_ratio(steady(100, 0.0F, 1.0F), std::vector<bool>(100, false), {}));
}

// A fifth of the frames 17.5 dB above the others: half way from 5 to 30 dB.
TEST(AudioClarity, IsTheSpreadOfTheVoiceBand) {
  VoiceFrames frames = steady(100, 1.0F, 0.5F);
  for (std::size_t n = 0; n < 20; ++n) frames.level_db[n] = -2.5F;
  EXPECT_NEAR(*audio_clarity(frames), 0.5, 1e-9);
  EXPECT_DOUBLE_EQ(*audio_clarity(steady(100, 1.0F, 0.5F)), 0.0);
  EXPECT_FALSE(audio_clarity({}));
}

}  // namespace
}  // namespace gv::audio
