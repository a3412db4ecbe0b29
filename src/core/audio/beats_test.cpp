#include "core/audio/beats.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/audio/tempo.h"
#include "core/audio/testing.h"

namespace gv::audio {
namespace {

std::vector<double> pulse_from(std::span<const float> samples) {
  PulseFeatures features;
  features.push(samples);
  features.finish();
  return pulse_of(features.rise_db());
}

/// A pulse of the given heights in turn, `bpm` times a minute.
std::vector<double> comb(double bpm, const std::vector<double>& heights, double seconds) {
  std::vector<double> pulse(static_cast<std::size_t>(seconds * kPulseFps), 0.0);
  for (std::size_t k = 0;; ++k) {
    const auto at = static_cast<std::size_t>(
        std::lround((0.3 + static_cast<double>(k) * 60.0 / bpm) * kPulseFps));
    if (at + 1 >= pulse.size()) return pulse;
    pulse[at] = heights[k % heights.size()];
    pulse[at - 1] = pulse[at + 1] = 0.5 * pulse[at];
  }
}

// Golden: spec 60 section 12, penalty check.
TEST(BeatPenalty, GrowsWithTheSquareOfTheLogarithm) {
  EXPECT_NEAR(beat_penalty(1.05), 0.238, 5e-4);
  EXPECT_NEAR(beat_penalty(2.0), 48.05, 5e-3);
  EXPECT_DOUBLE_EQ(beat_penalty(0.5), beat_penalty(2.0));
  EXPECT_DOUBLE_EQ(beat_penalty(1.0), 0.0);
}

TEST(Rhythm, OfClicksIsFoundAndItsTempoRefined) {
  const auto clip = testing::click_track({.bpm = 97.3, .start_s = 0.4, .duration_s = 8.0});

  const Rhythm rhythm = find_rhythm(pulse_from(clip.samples));

  ASSERT_TRUE(rhythm.has_beat);
  EXPECT_NEAR(*rhythm.bpm, 97.3, 0.3);  // the grid of tempos has steps of .25
  ASSERT_EQ(rhythm.beats.size(), clip.beats.size());
  for (std::size_t k = 0; k < clip.beats.size(); ++k) {
    EXPECT_NEAR(rhythm.beats[k].t, clip.beats[k], 0.012);
  }
}

TEST(Rhythm, NoiseAndSilenceHaveNoBeat) {
  std::vector<float> noise(22050 * 6, 0.0F);
  EXPECT_FALSE(find_rhythm(pulse_from(noise)).has_beat);
  EXPECT_FALSE(find_rhythm(pulse_from(noise)).salience);

  testing::add_noise(noise, 0.1, 3);
  const Rhythm rhythm = find_rhythm(pulse_from(noise));
  EXPECT_FALSE(rhythm.has_beat);
  EXPECT_FALSE(rhythm.bpm);
  EXPECT_TRUE(rhythm.beats.empty());
  EXPECT_LT(*rhythm.salience, 0.1);
}

TEST(Rhythm, NothingIsNoBeat) { EXPECT_FALSE(find_rhythm({}).has_beat); }

TEST(Rhythm, Condition1ThreeBeatsAreTooFew) {
  EXPECT_FALSE(find_rhythm(comb(120.0, {1.0}, 1.5)).has_beat);
  EXPECT_TRUE(find_rhythm(comb(120.0, {1.0}, 3.0)).has_beat);
}

TEST(Rhythm, Condition2BeatsHaveToStandOut) {
  const auto pulse = comb(120.0, {1.0}, 6.0);
  EXPECT_TRUE(find_rhythm(pulse).has_beat);
  EXPECT_FALSE(find_rhythm(pulse, {}, {.contrast_min = 100.0}).has_beat);
}

TEST(Rhythm, Condition3TheTempoHasToBeSalient) {
  const auto pulse = comb(120.0, {1.0}, 6.0);
  EXPECT_FALSE(find_rhythm(pulse, {}, {.salience_min = 0.99}).has_beat);
}

// The preference for 120 alone would say 90.
TEST(Tempo, AnEvenRowOf180ClicksIs180) {
  EXPECT_NEAR(estimate_tempo(comb(180.0, {1.0}, 12.0))->bpm, 180.0, 1.0);
  EXPECT_NEAR(estimate_tempo(comb(180.0, {1.0}, 12.0), {.even_pulse = 2.0})->bpm, 90.0, 1.0);
}

TEST(Tempo, StrongAndWeakInTurnIsHalfAsFast) {
  const auto slow = estimate_tempo(comb(180.0, {1.0, 0.4}, 12.0));
  EXPECT_NEAR(slow->bpm, 90.0, 1.0);
  EXPECT_NEAR(*slow->bpm_alt, 180.0, 1.0);

  const auto slower = comb(150.0, {1.0, 0.6}, 12.0);  // the preference alone would say 150
  EXPECT_NEAR(estimate_tempo(slower)->bpm, 75.0, 1.0);
  EXPECT_NEAR(estimate_tempo(slower, {.bpm_fast = 200.0})->bpm, 150.0, 1.0);
}

// A rectified curve has a mean, which is no sign of a tempo.
TEST(Tempo, AnOffsetOfThePulseChangesNothing) {
  auto pulse = comb(100.0, {1.0}, 6.0);
  const auto tempo = estimate_tempo(pulse);
  for (double& value : pulse) value += 3.0;
  const auto offset = estimate_tempo(pulse);
  EXPECT_DOUBLE_EQ(offset->bpm, tempo->bpm);
  EXPECT_NEAR(offset->salience, tempo->salience, 1e-9);
}

TEST(Tempo, AFlatPulseHasNone) {
  EXPECT_FALSE(estimate_tempo(std::vector<double>(500, 0.0)));
  EXPECT_FALSE(estimate_tempo({}));
}

TEST(TrackBeats, BridgesAMissingClick) {
  auto pulse = comb(120.0, {1.0}, 6.0);
  for (std::size_t i = 0; i < pulse.size(); ++i) {
    const double t = static_cast<double>(i) / kPulseFps;
    if (t > 2.6 && t < 3.0) pulse[i] = 0.0;  // the one at 2.8 s
  }

  const std::vector<Beat> beats = track_beats(pulse, 120.0);

  ASSERT_EQ(beats.size(), 12u);
  EXPECT_NEAR(beats[5].t, 2.8, 0.03);
  EXPECT_LT(beats[5].strength, 0.1 * beats[4].strength);
}

TEST(TrackBeats, LeavesOutTheSilenceAtBothEnds) {
  const auto clip = testing::click_track({.bpm = 120.0, .start_s = 3.2, .duration_s = 8.0});
  std::vector<float> samples = clip.samples;
  samples.resize(samples.size() + 22050 * 3, 0.0F);

  const std::vector<Beat> beats = track_beats(pulse_from(samples), 120.0);

  ASSERT_FALSE(beats.empty());
  EXPECT_NEAR(beats.front().t, clip.beats.front(), 0.02);
  EXPECT_NEAR(beats.back().t, clip.beats.back(), 0.02);
}

}  // namespace
}  // namespace gv::audio
