#include "core/audio/analyzer.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "base/check.h"
#include "base/rng.h"
#include "core/audio/testing.h"

namespace gv::audio {
namespace {

constexpr int kSeconds = 4;

/// Drums, a voice, and stereo noise of a changing level.
struct Sound {
  std::vector<float> music = testing::drum_loop({.bpm = 120.0, .duration_s = kSeconds}).samples;
  std::vector<float> voice = testing::spoken_clip({.phrases = 1}).samples;
  std::vector<float> native = stereo();

  static std::vector<float> stereo() {
    std::vector<float> samples(2 * 48000 * kSeconds, 0.0F);
    testing::add_noise(samples, 0.1, 7);
    return samples;
  }
};

void expect_same(const AudioSection& a, const AudioSection& b) {
  EXPECT_EQ(a.onsets, b.onsets);
  EXPECT_EQ(a.beats, b.beats);
  EXPECT_EQ(a.bpm, b.bpm);
  EXPECT_EQ(a.salience, b.salience);
  EXPECT_EQ(a.drops, b.drops);
  EXPECT_EQ(a.speech->segments, b.speech->segments);
  EXPECT_EQ(a.speech->pitch_hz, b.speech->pitch_hz);
  EXPECT_EQ(a.music_ratio, b.music_ratio);
  EXPECT_EQ(a.loudness->integrated_lufs, b.loudness->integrated_lufs);
  EXPECT_EQ(a.loudness->true_peak_dbtp, b.loudness->true_peak_dbtp);
  EXPECT_EQ(a.loudness->lra_lu, b.loudness->lra_lu);
  EXPECT_EQ(a.series.momentary_lufs, b.series.momentary_lufs);
  EXPECT_EQ(a.series.onset_envelope, b.series.onset_envelope);
  EXPECT_EQ(a.series.audio_clarity, b.series.audio_clarity);
}

/// Feeds the sound in pieces of random sizes, some of them overlapping what came before.
AudioSection in_pieces(const Sound& sound, std::uint64_t seed) {
  Rng rng(11, seed);
  AudioAnalyzer analyzer;
  std::size_t music = 0;
  std::size_t voice = 0;
  std::size_t native = 0;
  const auto next = [&rng](const std::vector<float>& samples, std::size_t& at, std::size_t width,
                           std::int64_t& start) {
    const std::size_t back = std::min(at, width * rng.below(50));
    const std::size_t end = std::min(samples.size(), at + width * rng.below(9000));
    start = static_cast<std::int64_t>((at - back) / width);
    const auto piece = std::span<const float>(samples).subspan(at - back, end - (at - back));
    at = end;
    return piece;
  };
  while (music < sound.music.size() || voice < sound.voice.size() || native < sound.native.size()) {
    SoundView view;
    view.rate = 48000;
    view.channels = 2;
    view.mono_22k = next(sound.music, music, 1, view.at_22k);
    view.mono_16k = next(sound.voice, voice, 1, view.at_16k);
    view.native = next(sound.native, native, 2, view.at_native);
    analyzer.on_sound(view);
  }
  return analyzer.finish();
}

TEST(AudioAnalyzer, DescribesAllThreeFormsOfTheSound) {
  const Sound sound;

  const AudioSection section = testing::analyze(sound.music, sound.voice, sound.native);

  EXPECT_TRUE(section.has_audio);
  EXPECT_TRUE(*section.has_beat);
  EXPECT_NEAR(*section.bpm, 120.0, 1.0);
  EXPECT_EQ(section.onsets.size(), section.series.onset_strengths.size());
  EXPECT_EQ(section.beats.size(), section.series.beat_strengths.size());
  ASSERT_EQ(section.speech->segments.size(), 1u);
  EXPECT_EQ(section.series.vocal_strengths.size(), 1u);
  EXPECT_TRUE(section.loudness->integrated_lufs);
  EXPECT_EQ(section.series.momentary_lufs.size(), 10u * kSeconds);
  EXPECT_DOUBLE_EQ(*section.silence_ratio, 0.0);
  EXPECT_TRUE(section.music_ratio);
  EXPECT_FALSE(section.transcript);
}

TEST(AudioAnalyzer, TheResultDoesNotDependOnThePieces) {
  const Sound sound;
  const AudioSection whole = testing::analyze(sound.music, sound.voice, sound.native);
  for (const std::uint64_t seed : {1u, 2u}) expect_same(in_pieces(sound, seed), whole);
}

TEST(AudioAnalyzer, NoSoundLeavesEverythingUnset) {
  const AudioSection section = AudioAnalyzer().finish();
  EXPECT_FALSE(section.has_audio);
  EXPECT_FALSE(section.loudness);
  EXPECT_FALSE(section.bpm);
  EXPECT_FALSE(section.has_beat);
  EXPECT_FALSE(section.speech);
  EXPECT_FALSE(section.music_ratio);
  EXPECT_FALSE(section.silence_ratio);
  EXPECT_TRUE(section.onsets.empty());
}

TEST(AudioAnalyzer, ATinyPieceIsHeardButTellsNothing) {
  const std::vector<float> one{0.5F, 0.5F};
  const AudioSection section = testing::analyze(one, one, one);
  EXPECT_TRUE(section.has_audio);
  EXPECT_FALSE(section.loudness);
  EXPECT_FALSE(*section.has_beat);
  EXPECT_TRUE(section.speech->segments.empty());
}

TEST(AudioAnalyzer, SoundThatStartsLateIsShifted) {
  const auto clip = testing::click_track({.bpm = 120.0, .duration_s = 3.0});
  AudioAnalyzer analyzer;
  SoundView view;
  view.mono_22k = clip.samples;
  view.at_22k = 22050;
  analyzer.on_sound(view);

  const AudioSection late = analyzer.finish();

  const AudioSection punctual = testing::analyze(clip.samples);
  ASSERT_EQ(late.onsets.size(), punctual.onsets.size());
  for (std::size_t i = 0; i < late.onsets.size(); ++i) {
    EXPECT_NEAR(late.onsets[i], punctual.onsets[i] + 1.0, 0.006);
  }
}

TEST(AudioAnalyzer, SoundBeforeTheFirstFrameIsLeftOut) {
  const auto clip = testing::click_track({.bpm = 120.0, .start_s = 0.3, .duration_s = 3.0});
  AudioAnalyzer analyzer;
  SoundView view;
  view.mono_22k = clip.samples;
  view.at_22k = -11025;
  analyzer.on_sound(view);

  const AudioSection section = analyzer.finish();

  ASSERT_EQ(section.onsets.size(), clip.onsets.size() - 1);
  EXPECT_NEAR(section.onsets[0], clip.onsets[1] - 0.5, 0.01);
}

TEST(AudioAnalyzer, SamplesThatAreNoNumbersAreSilence) {
  Sound sound;
  for (auto* samples : {&sound.music, &sound.voice, &sound.native}) {
    (*samples)[1000] = std::numeric_limits<float>::quiet_NaN();
    (*samples)[2000] = std::numeric_limits<float>::infinity();
    (*samples)[3000] = 1e30F;
  }

  const AudioSection section = testing::analyze(sound.music, sound.voice, sound.native);

  EXPECT_TRUE(std::isfinite(*section.salience));
  EXPECT_TRUE(std::isfinite(*section.loudness->integrated_lufs));
  EXPECT_NEAR(*section.loudness->sample_peak_dbfs, 18.06, 0.01);  // held to 8
  EXPECT_TRUE(std::isfinite(*section.series.background_ratio));
  for (const float value : section.series.onset_envelope) ASSERT_TRUE(std::isfinite(value));
}

TEST(AudioAnalyzer, AnAbsurdPositionIsABug) {
  const std::vector<float> samples(10, 0.0F);
  SoundView view;
  view.mono_22k = samples;
  view.at_22k = std::int64_t{1} << 60;
  EXPECT_THROW(AudioAnalyzer().on_sound(view), Bug);
}

}  // namespace
}  // namespace gv::audio
