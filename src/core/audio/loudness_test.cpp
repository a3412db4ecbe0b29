#include "core/audio/loudness.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "base/check.h"
#include "core/audio/testing.h"

namespace gv::audio {
namespace {

using testing::ToneStep;

ToneStep stereo(double seconds, double level_dbfs) { return {seconds, {level_dbfs, level_dbfs}}; }

/// At half the usual rate, because it takes half the time.
constexpr int kRate = 24000;

LoudnessResult measure(const std::vector<ToneStep>& steps) {
  LoudnessMeter meter;
  const int channels = static_cast<int>(steps.front().level_dbfs.size());
  testing::play_tones(steps, 1000.0, kRate, [&](std::span<const float> samples) {
    meter.push(samples, kRate, channels);
  });
  return meter.finish();
}

double integrated(const std::vector<ToneStep>& steps) {
  return *measure(steps).loudness->integrated_lufs;
}

/// 5 s of a sine of any frequency, -23 dBFS on each channel.
double sine_lufs(double frequency_hz, int channels, const LoudnessConfig& config = {}) {
  const double peak = std::pow(10.0, -23.0 / 20.0);
  std::vector<float> samples;
  for (int i = 0; i < 48000 * 5; ++i) {
    const double phase = 2.0 * std::numbers::pi * frequency_hz * i / 48000.0;
    const auto sample = static_cast<float>(peak * std::sin(phase));
    samples.insert(samples.end(), static_cast<std::size_t>(channels), sample);
  }
  LoudnessMeter meter(config);
  meter.push(samples, 48000, channels);
  return *meter.finish().loudness->integrated_lufs;
}

// Golden: spec 60 section 12, 5 s sines.
TEST(Loudness, OfSines) {
  EXPECT_NEAR(sine_lufs(997.0, 2), -23.00, 0.05);
  EXPECT_NEAR(sine_lufs(997.0, 1), -26.01, 0.05);
  EXPECT_NEAR(sine_lufs(100.0, 2), -24.83, 0.05);
  EXPECT_NEAR(sine_lufs(997.0, 1, {.dual_mono = true}), -23.00, 0.05);
}

// EBU Tech 3341, minimum requirements, cases 1 to 6: +-.1 LU.
TEST(Loudness, EbuTech3341Case1And2SteadyTones) {
  const LoudnessResult loud = measure({stereo(20, -23)});
  EXPECT_NEAR(*loud.loudness->integrated_lufs, -23.0, 0.1);
  EXPECT_NEAR(*loud.loudness->momentary_max_lufs, -23.0, 0.1);
  EXPECT_NEAR(*loud.loudness->short_term_max_lufs, -23.0, 0.1);
  EXPECT_NEAR(integrated({stereo(20, -33)}), -33.0, 0.1);
}

TEST(Loudness, EbuTech3341Case3TheRelativeGate) {
  EXPECT_NEAR(integrated({stereo(10, -36), stereo(60, -23), stereo(10, -36)}), -23.0, 0.1);
}

TEST(Loudness, EbuTech3341Case4TheAbsoluteGate) {
  EXPECT_NEAR(integrated({stereo(10, -72), stereo(10, -36), stereo(60, -23), stereo(10, -36),
                          stereo(10, -72)}),
              -23.0, 0.1);
}

TEST(Loudness, EbuTech3341Case5GatingBlocks) {
  EXPECT_NEAR(integrated({stereo(20, -26), stereo(20.1, -20), stereo(20, -26)}), -23.0, 0.1);
}

TEST(Loudness, EbuTech3341Case6FiveChannels) {
  EXPECT_NEAR(integrated({{20, {-28, -28, -24, -30, -30}}}), -23.0, 0.1);
}

/// 1 s of a mono sine at 48 kHz. It swells for .1 s: a sine cut off at its top does overshoot.
Loudness swelling_sine(double divisor, double degrees, double amplitude) {
  std::vector<float> samples;
  for (int i = 0; i < 48000; ++i) {
    const double phase = 2.0 * std::numbers::pi * (i / divisor + degrees / 360.0);
    const double swell = std::min(1.0, i / 4800.0);
    samples.push_back(static_cast<float>(amplitude * swell * std::sin(phase)));
  }
  LoudnessMeter meter;
  meter.push(samples, 48000, 1);
  return *meter.finish().loudness;
}

// EBU Tech 3341, cases 15 to 19: +.2 / -.4 dB.
TEST(Loudness, EbuTech3341TruePeaks) {
  struct Case {
    int number;
    double divisor;  ///< of the sample rate
    double degrees;
    double amplitude;
    double dbtp;
  };
  for (const Case& c : {Case{15, 4, 0, 0.5, -6}, Case{16, 4, 45, 0.5, -6}, Case{17, 6, 60, 0.5, -6},
                        Case{18, 8, 67.5, 0.5, -6}, Case{19, 4, 45, 1.41, 3}}) {
    const Loudness loudness = swelling_sine(c.divisor, c.degrees, c.amplitude);
    EXPECT_LE(*loudness.true_peak_dbtp, c.dbtp + 0.2) << "case " << c.number;
    EXPECT_GE(*loudness.true_peak_dbtp, c.dbtp - 0.4) << "case " << c.number;
  }
}

// EBU Tech 3342, minimum requirements, cases 1 to 4: +-1 LU.
TEST(Loudness, EbuTech3342Ranges) {
  const auto range = [](const std::vector<double>& levels) {
    std::vector<ToneStep> steps;
    for (const double level : levels) steps.push_back(stereo(20, level));
    return *measure(steps).loudness->lra_lu;
  };
  EXPECT_NEAR(range({-20, -30}), 10.0, 1.0);
  EXPECT_NEAR(range({-20, -15}), 5.0, 1.0);
  EXPECT_NEAR(range({-40, -20}), 20.0, 1.0);
  EXPECT_NEAR(range({-50, -35, -20, -35, -50}), 15.0, 1.0);
}

TEST(Loudness, TheSamplePeakMissesWhatLiesBetweenTheSamples) {
  const Loudness loudness = swelling_sine(4.0, 45.0, 0.5);
  EXPECT_NEAR(*loudness.sample_peak_dbfs, -9.03, 0.01);  // .5 sin(45 degrees)
  EXPECT_NEAR(*loudness.true_peak_dbtp, -6.02, 0.4);
}

TEST(Loudness, TheMomentaryCurveFollowsEvery100Ms) {
  const auto result = measure({stereo(1, -20), stereo(1, -120), stereo(1, -20)});

  ASSERT_EQ(result.momentary_lufs.size(), 30u);
  EXPECT_NEAR(result.momentary_lufs[9], -20.0F, 0.1F);   // [.6, 1.0)
  EXPECT_NEAR(result.momentary_lufs[11], -23.0F, 0.2F);  // half of it
  EXPECT_FLOAT_EQ(result.momentary_lufs[15], -70.0F);    // silence
  EXPECT_NEAR(result.momentary_lufs[29], -20.0F, 0.1F);
  EXPECT_NEAR(*result.silence_ratio, 7.0 / 27.0, 1e-12);  // blocks 13 to 19 of 3 to 29
}

TEST(Loudness, RunsOfThreeSamplesAtFullScaleAreClipped) {
  std::vector<float> samples(2 * 48000, 0.1F);
  for (const std::size_t at : {100u, 102u, 104u, 106u}) samples[at] = 1.0F;  // left: one run of 4
  for (const std::size_t at : {201u, 203u}) samples[at] = -1.0F;             // right: 2, too short
  for (const std::size_t at : {301u, 303u, 305u}) samples[at] = -1.5F;       // right: one run
  LoudnessMeter meter;
  meter.push(samples, 48000, 2);
  EXPECT_EQ(meter.finish().loudness->clipping_count, 2);
}

TEST(Loudness, SilenceHasNoneAndOnlySilenceToReport) {
  LoudnessMeter meter;
  meter.push(std::vector<float>(48000, 0.0F), 48000, 1);
  const LoudnessResult result = meter.finish();
  ASSERT_TRUE(result.loudness);
  EXPECT_FALSE(result.loudness->integrated_lufs);
  EXPECT_FALSE(result.loudness->momentary_max_lufs);
  EXPECT_FALSE(result.loudness->true_peak_dbtp);
  EXPECT_DOUBLE_EQ(*result.silence_ratio, 1.0);
}

TEST(Loudness, Below400MsIsUnset) {
  EXPECT_FALSE(measure({stereo(0.39, -20)}).loudness);
  EXPECT_FALSE(measure({stereo(0.39, -20)}).silence_ratio);
  EXPECT_TRUE(measure({stereo(0.4, -20)}).loudness);
  EXPECT_FALSE(LoudnessMeter().finish().loudness);
}

TEST(Loudness, Below3SecondsHasNoRange) {
  EXPECT_FALSE(measure({stereo(2.9, -20)}).loudness->lra_lu);
  EXPECT_FALSE(measure({stereo(2.9, -20)}).loudness->short_term_max_lufs);
  EXPECT_TRUE(measure({stereo(3.1, -20)}).loudness->lra_lu);
}

TEST(Loudness, AChangeOfRateIsABug) {
  LoudnessMeter meter;
  const std::vector<float> samples(100, 0.0F);
  meter.push(samples, 48000, 2);
  EXPECT_THROW(meter.push(samples, 44100, 2), Bug);
}

}  // namespace
}  // namespace gv::audio
