#include "core/insight/sync.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::insight {
namespace {

SyncInput input_of(const std::vector<double>& cuts, const std::vector<double>& beats, double d) {
  SyncInput input{.duration_s = d, .fps = 30.0};
  for (const double t : cuts) input.visual.push_back({t, 1.0, VisualKind::Cut});
  for (const double t : beats) input.audio.push_back({t, 1.0, SoundKind::Beat});
  return input;
}

// 60 section 13: D 2.5, beats .5 1 1.5 2, cuts .53 1.12 1.98.
TEST(Sync, MatchesTheGoldenClip) {
  const auto report = compare_sync(input_of({0.53, 1.12, 1.98}, {0.5, 1.0, 1.5, 2.0}, 2.5));

  ASSERT_EQ(report.pairs.size(), 2U);
  EXPECT_NEAR(report.pairs[0].offset_s, 0.03, 1e-9);
  EXPECT_NEAR(report.pairs[0].score, 0.7, 1e-9);
  EXPECT_NEAR(report.pairs[1].offset_s, -0.02, 1e-9);
  EXPECT_NEAR(report.pairs[1].score, 0.8, 1e-9);
  EXPECT_NEAR(report.sync_percentage.value(), 66.67, 0.005);
  EXPECT_NEAR(report.beat_coverage_pct.value(), 50.0, 1e-9);
  EXPECT_NEAR(report.mean_score.value(), 0.75, 1e-9);
  EXPECT_NEAR(report.mean_abs_offset_s.value(), 0.025, 1e-9);
  EXPECT_NEAR(report.mean_offset_s.value(), 0.005, 1e-9);
  EXPECT_NEAR(report.p0.value(), 0.32, 1e-9);
  EXPECT_NEAR(report.lift.value(), 0.5098, 5e-5);
  EXPECT_NEAR(report.significance.value(), 0.241664, 1e-9);  // scripts/golden/insight.py
  EXPECT_EQ(report.rating, SyncRating::Good);

  ASSERT_EQ(report.adjustments.size(), 1U);
  const auto& move = report.adjustments[0];
  EXPECT_NEAR(move.visual_s, 1.12, 1e-9);
  EXPECT_NEAR(move.target_s, 1.0, 1e-9);
  EXPECT_NEAR(move.delta_s, -0.12, 1e-9);
  EXPECT_EQ(move.direction, ShiftDirection::Earlier);
  EXPECT_EQ(move.frames, -4);
  EXPECT_EQ(move.priority, AdvicePriority::High);
}

TEST(Sync, AnOffsetOfExactlyTheToleranceIsSyncedWithScoreZero) {
  const auto report = compare_sync(input_of({1.1}, {1.0}, 5.0));
  ASSERT_EQ(report.pairs.size(), 1U);
  EXPECT_TRUE(report.pairs[0].is_synced);
  EXPECT_NEAR(report.pairs[0].score, 0.0, 1e-9);
}

TEST(Sync, WithoutCutsOrBeatsThereIsNoFigure) {
  const auto no_cuts = compare_sync(input_of({}, {1.0, 2.0}, 5.0));
  EXPECT_FALSE(no_cuts.sync_percentage);
  EXPECT_FALSE(no_cuts.p0);
  EXPECT_FALSE(no_cuts.rating);
  EXPECT_FALSE(no_cuts.all_events_pct);
  const auto no_beats = compare_sync(input_of({1.0, 2.0, 3.0}, {}, 5.0));
  EXPECT_FALSE(no_beats.sync_percentage);
  EXPECT_FALSE(no_beats.rating);
}

TEST(Sync, TwoCutsAreTooFewForARating) {
  const auto report = compare_sync(input_of({1.0, 2.0}, {1.0, 2.0}, 5.0));
  EXPECT_TRUE(report.sync_percentage);
  EXPECT_FALSE(report.rating);
}

TEST(Sync, ALagOfTheWholePictureIsFound) {
  std::vector<double> cuts;
  std::vector<double> beats;
  auto input = SyncInput{};
  for (int i = 1; i <= 8; ++i) {
    beats.push_back(i * 1.0);
    cuts.push_back(i * 1.0 + 0.2);
  }
  input = input_of(cuts, beats, 10.0);
  input.envelope_rate = 200.0;
  input.onset_envelope.assign(2000, 0.0);
  for (const double t : beats) {
    input.onset_envelope[static_cast<std::size_t>(std::lround(t * 200.0))] = 1.0;
  }
  const auto report = compare_sync(input);
  EXPECT_DOUBLE_EQ(report.sync_percentage.value(), 0.0);
  EXPECT_NEAR(report.global_lag_s.value(), 0.2, 1e-9);
  EXPECT_EQ(report.lip_sync, LipSync::Unacceptable);

  input.envelope_start_s = 0.01;  // the same curve, two values later
  EXPECT_NEAR(compare_sync(input).global_lag_s.value(), 0.19, 1e-9);

  const auto fine = compare_sync(input_of(beats, beats, 10.0));
  EXPECT_FALSE(fine.global_lag_s);
}

TEST(LipSync, ToleratesLateSoundMoreThanEarlySound) {
  EXPECT_EQ(lip_sync_of(0.045), LipSync::Fine);
  EXPECT_EQ(lip_sync_of(0.046), LipSync::Detectable);
  EXPECT_EQ(lip_sync_of(0.091), LipSync::Unacceptable);
  EXPECT_EQ(lip_sync_of(-0.125), LipSync::Fine);
  EXPECT_EQ(lip_sync_of(-0.185), LipSync::Detectable);
  EXPECT_EQ(lip_sync_of(-0.186), LipSync::Unacceptable);
}

TEST(AudioPeaks, WithinThirtyMillisecondsAreOneEventOfTheBetterKind) {
  const std::vector<AudioPeak> peaks{{1.02, 0.9, SoundKind::Onset},
                                     {1.00, 0.5, SoundKind::Beat},
                                     {1.04, 0.4, SoundKind::Onset},
                                     {2.00, 0.3, SoundKind::Vocal},
                                     {2.03, 0.3, SoundKind::Drop}};
  const auto merged = merge_audio_peaks(peaks);
  ASSERT_EQ(merged.size(), 3U);
  EXPECT_EQ(merged[0].type, SoundKind::Beat);
  EXPECT_DOUBLE_EQ(merged[1].t, 1.04);
  EXPECT_EQ(merged[2].type, SoundKind::Drop);
}

TEST(PeakEnergies, AreSharesOfTheHighestPercent) {
  EXPECT_EQ(peak_energies(std::vector{0.0, 0.0}), (std::vector{0.0, 0.0}));
  const auto energies = peak_energies(std::vector{1.0, 2.0, 4.0});
  EXPECT_DOUBLE_EQ(energies[2], 1.0);
  EXPECT_NEAR(energies[0], 1.0 / 3.96, 1e-12);
}

TEST(MotionPeaks, StandOutAndKeepTheirDistance) {
  std::vector<SeriesPoint> energy;
  for (int i = 0; i < 100; ++i) energy.push_back({i * 0.1, 1.0});
  energy[20].value = 20.0;
  energy[22].value = 15.0;  // .2 s after a higher one
  energy[60].value = 18.0;
  energy[80].value = 1.5;  // below twice the mean
  const auto peaks = motion_peaks(energy);
  ASSERT_EQ(peaks.size(), 2U);
  EXPECT_NEAR(peaks[0].t, 2.0, 1e-12);
  EXPECT_NEAR(peaks[1].t, 6.0, 1e-12);
}

TEST(VisualPeaks, AFaceThatComesWithACutIsTheCut) {
  const auto peaks = collect_visual_peaks(
      {.cuts = {1.0}, .transitions = {4.0}, .face_starts = {1.07, 2.0}, .text_starts = {3.0}});
  ASSERT_EQ(peaks.size(), 4U);
  EXPECT_EQ(peaks[1].type, VisualKind::FaceAppear);
  EXPECT_DOUBLE_EQ(peaks[1].t, 2.0);
}

TEST(Adjustments, LeaveNoShotTooShortAndUseEachBeatOnce) {
  // Moving 2.0 to 1.7 would leave .2 s after 1.5; 3.4 and 3.6 want the same beat.
  const auto moves = adjust_cuts(std::vector{1.5, 2.0, 3.3, 3.8}, std::vector<std::size_t>{1, 2, 3},
                                 std::vector{1.7, 3.5}, 5.0, 30.0, SyncConfig{});
  ASSERT_EQ(moves.size(), 1U);
  EXPECT_DOUBLE_EQ(moves[0].visual_s, 3.3);
  EXPECT_DOUBLE_EQ(moves[0].target_s, 3.5);
}

RC_GTEST_PROP(SyncProperty, TheOrderOfPeaksDoesNotMatter, ()) {
  auto input = SyncInput{.duration_s = 10.0};
  const auto time = [] { return *rc::gen::inRange(0, 1000) / 100.0; };
  for (int n = *rc::gen::inRange(0, 12); n > 0; --n) {
    input.visual.push_back({time(), 1.0, *rc::gen::element(VisualKind::Cut, VisualKind::Motion)});
  }
  for (int n = *rc::gen::inRange(0, 20); n > 0; --n) {
    input.audio.push_back({time(), 1.0, *rc::gen::element(SoundKind::Beat, SoundKind::Onset)});
  }
  auto reversed = input;
  std::reverse(reversed.visual.begin(), reversed.visual.end());
  std::reverse(reversed.audio.begin(), reversed.audio.end());
  const auto a = compare_sync(input);
  const auto b = compare_sync(reversed);
  RC_ASSERT(a.sync_percentage == b.sync_percentage);
  RC_ASSERT(a.all_events_pct == b.all_events_pct);
  RC_ASSERT(a.mean_abs_offset_s == b.mean_abs_offset_s);
  RC_ASSERT(a.adjustments.size() == b.adjustments.size());
  if (a.significance) RC_ASSERT(*a.significance >= 0.0 && *a.significance <= 1.0);
}

RC_GTEST_PROP(SyncProperty, AdjustedCutsKeepTheirOrder, ()) {
  std::vector<double> cuts;
  std::vector<double> beats;
  for (int n = *rc::gen::inRange(1, 15); n > 0; --n)
    cuts.push_back(*rc::gen::inRange(0, 1000) / 100.0);
  for (int n = *rc::gen::inRange(1, 15); n > 0; --n)
    beats.push_back(*rc::gen::inRange(0, 1000) / 100.0);
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  const auto report = compare_sync(input_of(cuts, beats, 10.0));
  auto moved = cuts;
  for (const auto& move : report.adjustments) {
    RC_ASSERT(std::abs(move.delta_s) < 0.5);
    *std::find(moved.begin(), moved.end(), move.visual_s) = move.target_s;
  }
  RC_ASSERT(std::is_sorted(moved.begin(), moved.end()));
}

}  // namespace
}  // namespace gv::insight
