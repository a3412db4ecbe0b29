#include "core/audio/metrics.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::audio {
namespace {

TEST(EventMetrics, CountMatchesInsideTheWindow) {
  const std::vector<double> truth{1.0, 2.0, 3.0, 4.0, 5.0};
  const std::vector<double> found{1.02, 2.5, 3.06, 4.0};

  const EventScore narrow = score_events(truth, found, 0.05);
  EXPECT_DOUBLE_EQ(narrow.precision, 0.5);
  EXPECT_DOUBLE_EQ(narrow.recall, 0.4);
  EXPECT_NEAR(narrow.f, 4.0 / 9.0, 1e-12);
  EXPECT_NEAR(narrow.bias_s, 0.01, 1e-12);

  const EventScore wide = score_events(truth, found, 0.07);
  EXPECT_NEAR(wide.f, 6.0 / 9.0, 1e-12);
}

// The nearest partner first would leave one pair: 1.08 with 1.04.
TEST(EventMetrics, MatchAsManyAsPossible) {
  const std::vector<double> truth{1.00, 1.08};
  const std::vector<double> found{1.07, 1.15};
  EXPECT_EQ(match_events(truth, found, 0.075).size(), 2u);
}

TEST(EventMetrics, EachEventCountsOnce) {
  const std::vector<double> truth{1.0};
  const std::vector<double> found{0.99, 1.0, 1.01};
  EXPECT_DOUBLE_EQ(score_events(truth, found).precision, 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(score_events(truth, found).recall, 1.0);
}

TEST(EventMetrics, AnEmptyListScores0) {
  const std::vector<double> some{1.0};
  EXPECT_DOUBLE_EQ(score_events({}, some).f, 0.0);
  EXPECT_DOUBLE_EQ(score_events(some, {}).f, 0.0);
  EXPECT_DOUBLE_EQ(score_events({}, {}).f, 0.0);
}

/// Size of a maximum matching, by trying every choice: an independent check.
int most_pairs(const std::vector<double>& truth, const std::vector<double>& found, double window,
               std::size_t r, unsigned used) {
  if (r == truth.size()) return 0;
  int most = most_pairs(truth, found, window, r + 1, used);
  for (std::size_t e = 0; e < found.size(); ++e) {
    if ((used >> e & 1U) != 0 || std::abs(truth[r] - found[e]) > window) continue;
    most = std::max(most, 1 + most_pairs(truth, found, window, r + 1, used | 1U << e));
  }
  return most;
}

RC_GTEST_PROP(EventMetricsProperty, TheMatchingIsMaximal, ()) {
  const auto times = [] {
    auto list = *rc::gen::resize(5, rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 20)));
    std::sort(list.begin(), list.end());
    return std::vector<double>(list.begin(), list.end());
  };
  const auto truth = times();
  const auto found = times();

  const auto pairs = match_events(truth, found, 2.0);

  RC_ASSERT(static_cast<int>(pairs.size()) == most_pairs(truth, found, 2.0, 0, 0));
}

TEST(BeatMetrics, LeaveOutTheFirstSeconds) {
  const std::vector<double> truth{1.0, 2.0, 5.0, 6.0};
  const std::vector<double> found{5.05, 6.0};
  EXPECT_DOUBLE_EQ(score_beats(truth, found, 5.0).f, 1.0);
  EXPECT_NEAR(score_beats(truth, found, 0.0).f, 2.0 / 3.0, 1e-12);
}

TEST(TempoMetrics, TellExactFromOctave) {
  EXPECT_TRUE(score_tempo(100.0, 103.9).exact);
  EXPECT_FALSE(score_tempo(100.0, 104.1).octave);
  EXPECT_FALSE(score_tempo(100.0, 200.0).exact);
  EXPECT_TRUE(score_tempo(100.0, 200.0).octave);
  EXPECT_TRUE(score_tempo(100.0, 50.0).octave);
  EXPECT_FALSE(score_tempo(100.0, 0.0).octave);
}

TEST(SpeechMetrics, CountFramesOnWhichTheTwoDisagree) {
  const std::vector<SpeechSegment> truth{{1.0, 2.0}};
  const std::vector<SpeechSegment> found{{1.1, 2.0}, {3.0, 3.2}};
  EXPECT_NEAR(speech_frame_error(truth, found, 10.0), 0.03, 1e-12);
  EXPECT_DOUBLE_EQ(speech_frame_error(truth, truth, 10.0), 0.0);
  EXPECT_DOUBLE_EQ(speech_frame_error({}, {}, 0.0), 0.0);
}

}  // namespace
}  // namespace gv::audio
