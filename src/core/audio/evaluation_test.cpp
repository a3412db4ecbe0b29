#include "core/audio/evaluation.h"

#include <cmath>

#include <gtest/gtest.h>

namespace gv::audio::testing {
namespace {

// Floors of spec 60 section 20, on a part of the generated set.
TEST(Evaluation, RhythmStaysAboveTheFloors) {
  const RhythmReport report = evaluate_rhythm(click_specs(5.0, 7), drum_specs(5.0, 5));

  EXPECT_EQ(report.clips, 11);
  EXPECT_GE(report.onset_f_clean, 0.98);
  EXPECT_GE(report.onset_f_noise, 0.95);
  EXPECT_GE(report.beat_f, 0.98);
  EXPECT_GE(report.tempo_exact, 0.90);
  EXPECT_DOUBLE_EQ(report.tempo_octave, 1.0);
  EXPECT_LE(std::abs(report.onset_bias_s), 0.005);
  EXPECT_LE(std::abs(report.beat_bias_s), 0.005);
}

TEST(Evaluation, SpeechStaysBelowTheCeilings) {
  const SpeechReport report = evaluate_speech(1);

  EXPECT_LE(report.clean, 0.08);
  EXPECT_LE(report.bed_15db, 0.15);
}

TEST(GeneratedSound, IsTheSameEveryTime) {
  EXPECT_EQ(drum_loop({.duration_s = 1.0, .noise = 0.1}).samples,
            drum_loop({.duration_s = 1.0, .noise = 0.1}).samples);
}

}  // namespace
}  // namespace gv::audio::testing
