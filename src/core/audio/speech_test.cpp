#include "core/audio/speech.h"

#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <numbers>
#include <string>

#include <gtest/gtest.h>

#include "core/audio/metrics.h"
#include "core/audio/testing.h"

namespace gv::audio {
namespace {

VoiceFrames frames_of(std::span<const float> samples) {
  VoiceFeatures features;
  features.push(samples);
  return features.finish();
}

std::vector<float> tone(double hz, double seconds, double amplitude) {
  std::vector<float> samples(static_cast<std::size_t>(16000.0 * seconds));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double phase = 2.0 * std::numbers::pi * hz * static_cast<double>(i) / 16000.0;
    samples[i] = static_cast<float>(amplitude * std::sin(phase));
  }
  return samples;
}

/// 16-bit mono PCM behind a 44-byte header; empty when there is no such file.
std::vector<float> read_wav(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  std::vector<float> samples;
  for (std::size_t at = 44; at + 1 < bytes.size(); at += 2) {
    std::int16_t sample = 0;
    std::memcpy(&sample, bytes.data() + at, 2);
    samples.push_back(static_cast<float>(sample) / 32768.0F);
  }
  return samples;
}

TEST(VoiceFeatures, OfATone) {
  const VoiceFrames frames = frames_of(tone(1000.0, 0.5, 0.5));

  ASSERT_EQ(frames.size(), 50u);
  EXPECT_NEAR(frames.level_db[20], -9.03F, 0.1F);  // mean square 1/8
  EXPECT_NEAR(frames.power[20], 0.125F, 1e-3F);
  EXPECT_LT(frames.flatness[20], 0.01F);
  EXPECT_GT(frames.periodicity[20], 0.95F);
}

TEST(VoiceFeatures, PitchIsThatOfTheFundamental) {
  for (const double hz : {75.0, 123.0, 200.0, 350.0}) {
    std::vector<float> samples = tone(hz, 0.3, 0.3);
    for (const int harmonic : {2, 3, 4, 5}) {
      const std::vector<float> overtone = tone(harmonic * hz, 0.3, 0.3);
      for (std::size_t i = 0; i < samples.size(); ++i) samples[i] += overtone[i];
    }
    const VoiceFrames frames = frames_of(samples);
    EXPECT_NEAR(static_cast<double>(frames.pitch_hz[15]), hz, 0.01 * hz);
  }
}

TEST(VoiceFeatures, NoiseIsFlatAndNotPeriodic) {
  std::vector<float> noise(16000, 0.0F);
  testing::add_noise(noise, 0.1, 1);
  const VoiceFrames frames = frames_of(noise);
  const auto voiced = voiced_frames(frames);
  EXPECT_EQ(std::count(voiced.begin(), voiced.end(), true), 0);
}

TEST(SyllableRhythm, IsThatOfFourHertzAndNotOfOneOrTen) {
  const auto rhythm_at = [](double hz) {
    std::vector<float> samples = tone(800.0, 3.0, 0.5);
    for (std::size_t i = 0; i < samples.size(); ++i) {
      const double turn = hz * static_cast<double>(i) / 16000.0;
      samples[i] *= static_cast<float>(0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * turn));
    }
    return syllable_rhythm(frames_of(samples))[150];
  };
  EXPECT_GT(rhythm_at(4.0), 0.9F);
  EXPECT_LT(rhythm_at(1.0), 0.3F);
  EXPECT_LT(rhythm_at(10.0), 0.1F);
}

TEST(SyllableRhythm, AHeldToneHasNone) {
  EXPECT_FLOAT_EQ(syllable_rhythm(frames_of(tone(800.0, 3.0, 0.5)))[150], 0.0F);
}

TEST(Speech, SyllablesAreFoundAndTheirPitchIsTold) {
  const testing::SpokenClip clip = testing::spoken_clip({.pitch_hz = 150.0});

  const Speech speech = find_speech(frames_of(clip.samples));

  ASSERT_EQ(speech.segments.size(), clip.segments.size());
  EXPECT_LE(speech_frame_error(clip.segments, speech.segments, clip.duration_s), 0.02);
  EXPECT_NEAR(*speech.pitch_hz, 150.0, 10.0);
  EXPECT_GT(speech.ratio, 0.5);
  EXPECT_TRUE(speech.voice_energy);
}

TEST(Speech, ChordsDrumsNoiseAndSilenceAreNone) {
  std::vector<float> noise(16000 * 5, 0.0F);
  EXPECT_TRUE(find_speech(frames_of(noise)).segments.empty());
  testing::add_noise(noise, 0.1, 1);
  EXPECT_TRUE(find_speech(frames_of(noise)).segments.empty());
  EXPECT_TRUE(find_speech(frames_of(testing::chords(6.0, 16000.0, 0.3))).segments.empty());
  EXPECT_TRUE(find_speech({}).segments.empty());
  EXPECT_DOUBLE_EQ(find_speech({}).ratio, 0.0);
}

// 5 s of reading; the sentence begins at .26 s and ends before 6.9 s.
TEST(Speech, OfAReadSentenceIsOneSegment) {
  const std::string path = std::string(GV_SOURCE_DIR) +
                           "/../shared/data/media/sense_and_sensibility_01_austen_64kb-0870.wav";
  const std::vector<float> samples = read_wav(path);
  if (samples.empty()) GTEST_SKIP() << "no recording at " << path;

  const Speech speech = find_speech(frames_of(samples));

  ASSERT_EQ(speech.segments.size(), 1u);
  EXPECT_NEAR(speech.segments[0].t0, 0.26, 0.1);
  EXPECT_NEAR(speech.segments[0].t1, 6.8, 0.2);
  EXPECT_NEAR(*speech.pitch_hz, 100.0, 10.0);
}

// The same curves with one thing out of bounds.
class VoicedConditions : public ::testing::Test {
 protected:
  VoiceFrames frames_ = frames_of(testing::spoken_clip({.phrases = 1}).samples);
  [[nodiscard]] std::size_t found() const { return find_speech(frames_).segments.size(); }
};

TEST_F(VoicedConditions, AllHold) { EXPECT_EQ(found(), 1u); }

TEST_F(VoicedConditions, TheLevelHasToStandOutOfTheFloor) {
  for (float& level : frames_.level_db) level = -20.0F;
  EXPECT_EQ(found(), 0u);
}

TEST_F(VoicedConditions, TheLevelHasToBeHeard) {
  for (float& level : frames_.level_db) level -= 60.0F;
  EXPECT_EQ(found(), 0u);
}

TEST_F(VoicedConditions, TheFramesHaveToBePeriodic) {
  for (float& periodicity : frames_.periodicity) periodicity = 0.4F;
  EXPECT_EQ(found(), 0u);
}

TEST_F(VoicedConditions, TheSpectrumMayNotBeFlat) {
  for (float& flatness : frames_.flatness) flatness = 0.45F;
  EXPECT_EQ(found(), 0u);
}

TEST_F(VoicedConditions, EnoughOfASegmentHasToBeVoiced) {
  for (std::size_t n = 0; n < frames_.size(); ++n) {
    if (n % 10 != 0) frames_.periodicity[n] = 0.0F;
  }
  EXPECT_EQ(found(), 0u);
}

}  // namespace
}  // namespace gv::audio
