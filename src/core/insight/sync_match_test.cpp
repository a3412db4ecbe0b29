#include "core/insight/sync_match.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::insight {
namespace {

struct Best {
  std::size_t pairs{0};
  double sum{0.0};
};

/// All matchings, by brute force.
Best best_of(const std::vector<double>& visual, const std::vector<double>& audio, double tolerance,
             std::size_t v, std::vector<bool>& used) {
  if (v == visual.size()) return {};
  Best best = best_of(visual, audio, tolerance, v + 1, used);
  for (std::size_t a = 0; a < audio.size(); ++a) {
    const double distance = std::abs(visual[v] - audio[a]);
    if (used[a] || distance > tolerance + 1e-9) continue;
    used[a] = true;
    auto rest = best_of(visual, audio, tolerance, v + 1, used);
    used[a] = false;
    rest = {rest.pairs + 1, rest.sum + distance};
    if (rest.pairs > best.pairs || (rest.pairs == best.pairs && rest.sum < best.sum)) best = rest;
  }
  return best;
}

std::vector<double> times(std::size_t count, int end_cs) {
  std::vector<double> t;
  for (std::size_t i = 0; i < count; ++i) t.push_back(*rc::gen::inRange(0, end_cs) / 100.0);
  std::sort(t.begin(), t.end());
  return t;
}

double sum_of(const std::vector<Match>& matches, const std::vector<double>& visual,
              const std::vector<double>& audio) {
  double sum = 0.0;
  for (const auto& [v, a] : matches) sum += std::abs(visual[v] - audio[a]);
  return sum;
}

// 60 section 13: nearest-first would give 1.08 to 1.04 and leave 1.15 alone.
TEST(MatchTimes, PairsBothWhereNearestFirstCouldPairOne) {
  const std::vector<double> visual{1.04, 1.15};
  const std::vector<double> audio{1.00, 1.08};
  const auto matches = match_times(visual, audio, 0.1);
  ASSERT_EQ(matches, (std::vector<Match>{{0, 0}, {1, 1}}));
  EXPECT_NEAR(sum_of(matches, visual, audio), 0.11, 1e-12);
}

TEST(MatchTimes, TheToleranceItselfStillMatches) {
  EXPECT_EQ(match_times(std::vector{1.1}, std::vector{1.0}, 0.1).size(), 1U);
  EXPECT_TRUE(match_times(std::vector{1.101}, std::vector{1.0}, 0.1).empty());
  EXPECT_TRUE(match_times({}, std::vector{1.0}, 0.1).empty());
  EXPECT_TRUE(match_times(std::vector{1.0}, {}, 0.1).empty());
}

RC_GTEST_PROP(MatchTimesProperty, IsAsGoodAsBruteForce, ()) {
  const auto visual = times(*rc::gen::inRange<std::size_t>(0, 6), 60);
  const auto audio = times(*rc::gen::inRange<std::size_t>(0, 6), 60);
  std::vector<bool> used(audio.size(), false);
  const auto best = best_of(visual, audio, 0.1, 0, used);

  const auto matches = match_times(visual, audio, 0.1);

  RC_ASSERT(matches.size() == best.pairs);
  RC_ASSERT(std::abs(sum_of(matches, visual, audio) - best.sum) < 1e-9);
}

RC_GTEST_PROP(MatchTimesProperty, IsOneToOneInOrderAndWithinTheTolerance, ()) {
  const auto visual = times(*rc::gen::inRange<std::size_t>(0, 60), 500);
  const auto audio = times(*rc::gen::inRange<std::size_t>(0, 60), 500);
  const auto matches = match_times(visual, audio, 0.1);
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const auto& [v, a] = matches[i];
    RC_ASSERT(std::abs(visual[v] - audio[a]) <= 0.1 + 1e-9);
    if (i > 0) RC_ASSERT(matches[i - 1].visual < v && matches[i - 1].audio < a);
  }
}

}  // namespace
}  // namespace gv::insight
