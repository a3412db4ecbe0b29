#include "core/audio/onsets.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "core/audio/metrics.h"
#include "core/audio/series.h"
#include "core/audio/testing.h"

namespace gv::audio {
namespace {

std::vector<Onset> onsets_of(std::span<const float> samples, const OnsetConfig& config = {}) {
  Novelty novelty(config.method);
  novelty.push(samples);
  return pick_onsets(novelty.finish(), config);
}

std::vector<double> times(const std::vector<Onset>& onsets) {
  std::vector<double> result;
  for (const Onset& onset : onsets) result.push_back(onset.t);
  return result;
}

/// A tone of harmonics whose pitch swings by `depth` semitones six times a second.
std::vector<float> vibrato(double depth) {
  std::vector<float> samples(22050 * 3);
  double phase = 0.0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double t = static_cast<double>(i) / kMusicRate;
    const double semitones = depth * std::sin(2.0 * std::numbers::pi * 6.0 * t);
    phase += 2.0 * std::numbers::pi * 440.0 * std::exp2(semitones / 12.0) / kMusicRate;
    samples[i] = static_cast<float>(0.3 * std::sin(phase) + 0.2 * std::sin(2.0 * phase) +
                                    0.1 * std::sin(3.0 * phase));
  }
  return samples;
}

TEST(Onsets, OfClicksAreFoundOnTime) {
  const auto clip = testing::click_track({.bpm = 100.0, .duration_s = 5.0});

  const EventScore score = score_events(clip.onsets, times(onsets_of(clip.samples)), 0.025);

  EXPECT_DOUBLE_EQ(score.f, 1.0);
  EXPECT_LE(std::abs(score.bias_s), 0.005);
}

// Spec 60 section 12: the fixed threshold 1.1 fires on noise, 1.1 + .1 P99 does not.
TEST(Onsets, OfClicksInNoiseNeedTheThresholdThatFollowsTheCurve) {
  const auto clip = testing::click_track({.bpm = 180.0, .duration_s = 6.0, .noise = 0.1});
  const OnsetConfig fixed{.threshold_share = 0.0};

  EXPECT_GE(score_events(clip.onsets, times(onsets_of(clip.samples))).f, 0.99);
  EXPECT_LE(score_events(clip.onsets, times(onsets_of(clip.samples, fixed))).f, 0.95);
}

TEST(Onsets, VibratoIsNewToSpectralFluxAndNotToSuperFlux) {
  const std::vector<float> samples = vibrato(0.5);
  const auto novelty_of = [&](OnsetMethod method) {
    Novelty novelty(method);
    novelty.push(samples);
    return percentile(std::span<const float>(novelty.finish()), 0.5);
  };

  EXPECT_LE(onsets_of(samples).size(), 1u);
  EXPECT_LT(novelty_of(OnsetMethod::SuperFlux), 0.25 * novelty_of(OnsetMethod::SpectralFlux));
}

TEST(Onsets, SilenceHasNone) {
  EXPECT_TRUE(onsets_of(std::vector<float>(22050, 0.0F)).empty());
  EXPECT_TRUE(onsets_of({}).empty());
}

TEST(Onsets, AFileThatBeginsInsideASoundHasNoneThere) {
  const std::vector<Onset> onsets = onsets_of(vibrato(0.0));
  for (const Onset& onset : onsets) EXPECT_GT(onset.t, 0.1);
}

TEST(PickOnsets, TakesTheFirstOfTwoEqualPeaksWithin30Ms) {
  std::vector<float> novelty(400, 0.0F);
  novelty[100] = novelty[105] = novelty[200] = 20.0F;

  const std::vector<Onset> onsets = pick_onsets(novelty);

  ASSERT_EQ(onsets.size(), 2u);
  EXPECT_DOUBLE_EQ(onsets[0].t, 0.508);  // 100 / 200 + .008
  EXPECT_DOUBLE_EQ(onsets[0].strength, 20.0);
  EXPECT_DOUBLE_EQ(onsets[1].t, 1.008);
}

TEST(PickOnsets, APeakHasToBeTheLargestOfTheNext50Ms) {
  std::vector<float> novelty(400, 0.0F);
  novelty[100] = 10.0F;
  novelty[110] = 20.0F;

  EXPECT_EQ(times(pick_onsets(novelty)), (std::vector<double>{0.558}));
}

}  // namespace
}  // namespace gv::audio
