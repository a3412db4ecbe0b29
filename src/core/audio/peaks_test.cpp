#include "core/audio/peaks.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::audio {
namespace {

AudioSection section_of(std::vector<double> beats, std::vector<double> drops,
                        std::vector<double> onsets, const std::vector<double>& vocals) {
  AudioSection section;
  section.beats = std::move(beats);
  section.drops = std::move(drops);
  section.onsets = std::move(onsets);
  section.series.beat_strengths.assign(section.beats.size(), 1.0);
  section.series.onset_strengths.assign(section.onsets.size(), 1.0);
  section.series.vocal_strengths.assign(vocals.size(), 1.0);
  section.speech.emplace();
  for (const double t : vocals) section.speech->segments.push_back({t, t + 1.0});
  return section;
}

TEST(AudioPeaks, WithinThirtyMillisecondsAreOneByPriority) {
  const auto peaks =
      audio_peaks(section_of({1.0}, {1.03, 2.0}, {0.98, 1.05, 2.02, 3.0}, {1.04, 2.03, 3.03, 4.0}));

  const std::vector<AudioPeak> expected{{1.0, 1.0, AudioPeakType::Beat},
                                        {1.05, 1.0, AudioPeakType::Onset},
                                        {2.0, 1.0, AudioPeakType::Drop},
                                        {3.0, 1.0, AudioPeakType::Onset},
                                        {4.0, 1.0, AudioPeakType::Vocal}};
  EXPECT_EQ(peaks, expected);
}

TEST(AudioPeaks, EnergyIsStrengthOverItsPercentileAtMost1) {
  AudioSection section = section_of({}, {}, {1.0, 2.0}, {});
  section.series.onset_strengths = {2.0, 4.0};

  const auto peaks = audio_peaks(section);

  // P99 of {2, 4} is 3.98.
  ASSERT_EQ(peaks.size(), 2u);
  EXPECT_NEAR(peaks[0].energy, 2.0 / 3.98, 1e-12);
  EXPECT_DOUBLE_EQ(peaks[1].energy, 1.0);
}

TEST(AudioPeaks, OneEventKeepsTheEnergyOfTheStrongest) {
  AudioSection section = section_of({1.0, 2.0}, {2.01}, {}, {});
  section.series.beat_strengths = {4.0, 1.0};

  const auto peaks = audio_peaks(section);

  ASSERT_EQ(peaks.size(), 2u);
  EXPECT_EQ(peaks[1].type, AudioPeakType::Beat);
  EXPECT_DOUBLE_EQ(peaks[1].energy, 1.0);  // of the drop
}

TEST(AudioPeaks, OfNothingAreNone) { EXPECT_TRUE(audio_peaks({}).empty()); }

RC_GTEST_PROP(AudioPeaksProperty, AreSortedApartAndLoseNoEvent, ()) {
  const auto times = [] {
    auto list = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 400));
    std::sort(list.begin(), list.end());
    std::vector<double> result;
    for (const int t : list) result.push_back(0.007 * t);
    return result;
  };
  const AudioSection section = section_of(times(), times(), times(), times());

  const auto peaks = audio_peaks(section);

  for (std::size_t i = 1; i < peaks.size(); ++i) {
    RC_ASSERT(peaks[i].t - peaks[i - 1].t > 0.030);
  }
  for (const auto* list : {&section.beats, &section.drops, &section.onsets}) {
    for (const double t : *list) {
      RC_ASSERT(std::any_of(peaks.begin(), peaks.end(), [t](const AudioPeak& peak) {
        return std::abs(peak.t - t) <= 0.030 + 1e-9;
      }));
    }
  }
}

}  // namespace
}  // namespace gv::audio
