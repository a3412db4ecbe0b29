#include "core/audio/drops.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/audio/tempo.h"
#include "core/audio/testing.h"

namespace gv::audio {
namespace {

std::size_t frame_at(double t) { return static_cast<std::size_t>(std::lround(t * kPulseFps)); }

/// Mean squares of a sound that is quiet up to `at_s`, then `loud`, falling slowly.
std::vector<float> step(double seconds, double at_s, float quiet, float loud) {
  std::vector<float> power(frame_at(seconds), quiet);
  for (std::size_t i = frame_at(at_s); i < power.size(); ++i) {
    power[i] = loud * std::exp(-0.02F * static_cast<float>(i - frame_at(at_s)));
  }
  return power;
}

TEST(Drops, ARiseThatStaysIsOne) {
  const std::vector<double> drops = find_drops(step(8.0, 5.0, 1e-4F, 0.1F));
  ASSERT_EQ(drops.size(), 1u);
  EXPECT_NEAR(drops[0], 5.0, 0.02);
}

TEST(Drops, ARiseBelow6DbIsNone) { EXPECT_TRUE(find_drops(step(8.0, 5.0, 0.05F, 0.1F)).empty()); }

TEST(Drops, AFileThatBeginsLoudHasNotRisen) {
  EXPECT_TRUE(find_drops(step(8.0, 0.0, 0.0F, 0.1F)).empty());
}

// In silence, a click raises the mean power of the half second after it, but not its mean level;
// in a drum loop, the silence between the hits moves the mean level, but not the mean power.
TEST(Drops, ClicksAndDrumsAreNone) {
  for (const auto& clip : {testing::click_track({.bpm = 60.0, .duration_s = 6.0}),
                           testing::drum_loop({.bpm = 120.0, .duration_s = 6.0})}) {
    PulseFeatures features;
    features.push(clip.samples);
    features.finish();
    EXPECT_TRUE(find_drops(features.power()).empty());
  }
}

// Two maxima on one rise: the one with the greater rise stands for both.
TEST(Drops, OneRiseIsOneDrop) {
  auto power = step(8.0, 5.0, 1e-4F, 0.1F);
  power[frame_at(5.3)] = 0.12F;
  const std::vector<double> drops = find_drops(power);
  ASSERT_EQ(drops.size(), 1u);
  EXPECT_NEAR(drops[0], 5.0, 0.02);
}

TEST(Drops, SilenceAndNothingHaveNone) {
  EXPECT_TRUE(find_drops(std::vector<float>(500, 0.0F)).empty());
  EXPECT_TRUE(find_drops({}).empty());
}

}  // namespace
}  // namespace gv::audio
