#include "core/market/baselines.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "core/market/oracle.h"
#include "core/market/score.h"

namespace gv::market {
namespace {

constexpr int kSeeds = 4;

std::vector<RunResult> runs_of(const std::string& scenario, std::string_view policy) {
  return run_seeds(*scenario_named(scenario), 1, kSeeds,
                   [policy](std::uint64_t seed) { return *baseline(policy, seed); });
}

TEST(Baselines, AreAllThere) {
  for (const auto name : baseline_names()) {
    const auto factory = baseline(name, 1);
    ASSERT_TRUE(factory) << factory.error();
    const World world(Scenario{}, 1);
    EXPECT_EQ((*factory)(world)->name(), name);
  }
  EXPECT_EQ(baseline("luck", 1).error().code, ErrorCode::NotFound);
}

// The order of the reference table: knowing beats sampling, sampling beats equality.
TEST(Baselines, RankAsInTheReferenceTable) {
  for (const std::string scenario : {"S1", "S2"}) {
    const auto oracle = runs_of(scenario, "oracle");
    std::map<std::string_view, double> regret;
    for (const std::string_view policy : {"equal", "greedy", "ucb1", "ts_immediate"}) {
      regret[policy] = score_runs(runs_of(scenario, policy), oracle).regret.value;
    }
    EXPECT_NEAR(regret["equal"], 0.46, 0.10) << scenario;
    EXPECT_LT(regret["greedy"], regret["equal"]) << scenario;
    EXPECT_LT(regret["ucb1"], regret["equal"]) << scenario;
    EXPECT_LT(regret["ts_immediate"], regret["greedy"]) << scenario;
    EXPECT_GT(regret["ts_immediate"], 0.02) << scenario;
  }
}

TEST(Baselines, SpendTheTotalTheyAreGiven) {
  for (const std::string_view policy : {"oracle", "equal", "ts_immediate"}) {
    const auto runs = runs_of("S1", policy);
    EXPECT_GT(score_runs(runs, runs).spent.value, 0.9) << policy;
    EXPECT_LT(score_runs(runs, runs).spent.value, 1.01) << policy;
  }
}

TEST(Baselines, ThresholdRulesLoseWinnersWhereDealsAreLate) {
  const auto oracle = runs_of("S2", "oracle");
  EXPECT_GT(score_runs(runs_of("S2", "rules"), oracle).winners_lost, 0.6);
  EXPECT_GT(score_runs(runs_of("S2", "legacy"), oracle).winners_lost, 0.4);
  EXPECT_EQ(score_runs(runs_of("S2", "ts_immediate"), oracle).winners_lost, 0.0);
}

TEST(Baselines, AnOracleThatMayPauseDoesBetter) {
  const auto oracle = runs_of("S1", "oracle");
  const auto pausing = runs_of("S1", "oracle_pausing");
  EXPECT_GT(paired_gain(pausing, oracle).lo, 0.0);
  EXPECT_EQ(score_runs(oracle, oracle).winners_paused, 0.0);
}

}  // namespace
}  // namespace gv::market
