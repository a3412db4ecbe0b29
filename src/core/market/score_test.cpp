#include "core/market/score.h"

#include <gtest/gtest.h>

namespace gv::market {
namespace {

RunResult run_with(std::uint64_t seed, double value, std::int64_t spend) {
  RunResult run;
  run.policy = "test";
  run.seed = seed;
  run.hours = 100;
  run.value_minor = value;
  run.spend_minor = spend;
  run.ordered_minor = 1000;
  run.value_daily = {value / 2, value / 2};
  run.spend_daily = {spend / 2, spend / 2};
  return run;
}

TEST(Score, MedianSurvivalCountsCensoredTimesAsAtRisk) {
  // Kaplan-Meier by hand: S = 4/5, (cut at 2), 4/5 x 2/3 = .533, then x 1/2 = .267 at 4.
  EXPECT_EQ(median_survival({{1, true}, {2, false}, {3, true}, {4, true}, {5, true}}), 4.0);
  EXPECT_EQ(median_survival({{4, true}, {2, true}}), 2.0);
  EXPECT_FALSE(median_survival({{1, true}, {9, false}, {9, false}}));
  EXPECT_FALSE(median_survival({}));
}

TEST(Score, RegretComparesValuePerSpend) {
  const std::vector oracle{run_with(1, 2000, 1000), run_with(2, 3000, 1000)};
  const std::vector runs{run_with(1, 1000, 1000), run_with(2, 1200, 500)};
  const auto scores = score_runs(runs, oracle);
  EXPECT_NEAR(scores.regret.value, (0.5 + 0.2) / 2, 1e-12);
  EXPECT_NEAR(scores.total_regret.value, (0.5 + 0.6) / 2, 1e-12);
  EXPECT_NEAR(scores.spent.value, 0.75, 1e-12);
  EXPECT_LE(scores.regret.lo, scores.regret.value);
  EXPECT_NEAR(paired_gain(oracle, runs).value, (1.0 + 0.25) / 2, 1e-12);
  EXPECT_NEAR(cumulative_regret(runs, oracle).back(), 0.35, 1e-12);
  EXPECT_NEAR(profit_minor(oracle[1], 0.5), 500.0, 1e-12);
}

TEST(Score, OneRunHasNoIntervals) {
  const std::vector one{run_with(1, 1000, 1000)};
  EXPECT_FALSE(score_runs(one, one).has_intervals());
  const std::vector two{run_with(1, 1000, 1000), run_with(2, 1200, 500)};
  EXPECT_TRUE(score_runs(two, two).has_intervals());
}

TEST(Score, CountsWinnersLostAndLosersKilled) {
  auto run = run_with(1, 1000, 1000);
  AdOutcome lost{.archetype = Archetype::SlowWinner, .launch_roas = 4.0};
  lost.first_pause_hour = 10;
  lost.pauses = 1;
  lost.paused_at_end = true;
  AdOutcome saved = lost;
  saved.archetype = Archetype::FastWinner;
  saved.paused_at_end = false;
  AdOutcome killed{.archetype = Archetype::Loser, .launch_roas = 0.3, .launch_hour = 20};
  killed.spend_minor = 250;
  killed.first_pause_hour = 50;
  killed.spend_at_first_pause = 200;
  killed.killed_finally = true;
  AdOutcome spared{.archetype = Archetype::Loser, .launch_roas = 0.2};
  spared.spend_minor = 750;
  run.ads = {lost, saved, killed, spared};

  const std::vector runs{run};
  const auto scores = score_runs(runs, runs);

  EXPECT_EQ(scores.winners_lost, 0.5);
  EXPECT_EQ(scores.slow_winners_lost, 1.0);
  EXPECT_EQ(scores.winners_paused, 1.0);
  EXPECT_EQ(scores.ads_killed_finally, 0.25);
  EXPECT_EQ(scores.loser_hours, 30.0);
  EXPECT_EQ(scores.loser_spend_minor, 200.0);
  EXPECT_EQ(scores.spend_per_loser_minor, 500.0);
  EXPECT_EQ(scores.money_by_archetype[static_cast<std::size_t>(Archetype::Loser)], 1.0);
  EXPECT_FALSE(scores.calibration_error);
}

TEST(Score, CalibrationErrorIsTheMeanGapOfTheBins) {
  auto run = run_with(1, 1000, 1000);
  run.reliability[2] = {10, 2.5, 5};    // claimed 25 %, came true 50 %
  run.reliability[9] = {30, 28.5, 27};  // claimed 95 %, came true 90 %
  run.intervals = 40;
  run.intervals_covering = 36;
  const std::vector runs{run};
  const auto scores = score_runs(runs, runs);
  EXPECT_NEAR(*scores.calibration_error, (2.5 + 1.5) / 40, 1e-12);
  EXPECT_NEAR(*scores.coverage90, 0.9, 1e-12);
}

TEST(Score, RefusesUnpairedRuns) {
  const std::vector one{run_with(1, 1, 1)};
  const std::vector two{run_with(2, 1, 1)};
  EXPECT_ANY_THROW((void)paired_gain(one, two));
}

}  // namespace
}  // namespace gv::market
