#include "core/revenue/hazard_model.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/revenue/deal_samples.h"

namespace gv::revenue {
namespace {

// 20 section 15, "Hazard".
TEST(ShrunkenHazard, LeansOnThePriorByDealDays) {
  EXPECT_NEAR(shrunken_hazard(10, 40, 0.30), 0.26, 1e-12);
  EXPECT_NEAR(shrunken_hazard(2, 40, 0.02), 0.044, 1e-12);
}

/// 20 section 15, "Semi-Markov": stages appointment 0 and show 1; outcomes appointment, show, won,
/// lost.
HazardTable sample() {
  const auto to_show = [](double show, double lost) {
    return std::vector<double>{0.0, show, 0.0, lost};
  };
  return {{to_show(.30, .02), to_show(.20, .05), to_show(.10, .10), to_show(.05, .15)},
          {{0.0, 0.0, .30, .20}}};
}

// 20 section 15, "Semi-Markov".
TEST(SolveHazards, GivesWinProbabilityAndDaysByAge) {
  const auto outlook = solve_hazards(sample());
  ASSERT_TRUE(outlook) << outlook.error();
  EXPECT_NEAR(outlook->win_at(1, 0.0), 0.6, 1e-9);
  EXPECT_NEAR(outlook->close_days_at(1, 12.0), 2.0, 1e-9);
  const std::vector<double> win{0.3534, 0.255, 0.18, 0.15};
  const std::vector<double> days{4.616298811545, 5.294117647059, 6.333333333333, 7.0};
  const std::vector<std::int64_t> values{247380, 178500, 126000, 105000};
  for (std::size_t age = 0; age < 4; ++age) {
    const auto at = static_cast<double>(age) + 0.5;
    EXPECT_NEAR(outlook->win_at(0, at), win[age], 1e-9);
    EXPECT_NEAR(outlook->close_days_at(0, at), days[age], 1e-9);
    EXPECT_EQ(std::llround(outlook->win_at(0, at) * 700000.0), values[age]);
  }
}

TEST(SolveHazards, ClosingWithinAHorizonGrowsToTheWinProbability) {
  const auto within = [](int days) { return close_within(sample(), days); };
  EXPECT_EQ(within(0)[1][0], 0.0);
  EXPECT_NEAR(within(1)[1][0], 0.30, 1e-12);
  EXPECT_NEAR(within(2)[1][0], 0.30 + 0.5 * 0.30, 1e-12);
  EXPECT_NEAR(within(2)[0][0], 0.30 * 0.30, 1e-12);  // shown today, won tomorrow
  EXPECT_NEAR(within(400)[0][0], 0.3534, 1e-9);
}

// With constant hazards the semi-Markov recursion is an absorbing chain: the days drop out.
TEST(SolveHazards, StepsBackMakeALinearSystem) {
  // Show goes back to appointment with half its exits: W1 = .5 W0 + .3, W0 = .8 W1.
  const HazardTable table{{{0.0, .4, 0.0, .1}}, {{.25, 0.0, .15, .10}}};
  const auto outlook = solve_hazards(table);
  ASSERT_TRUE(outlook) << outlook.error();
  EXPECT_NEAR(outlook->win[1][0], 0.5, 1e-12);
  EXPECT_NEAR(outlook->win[0][0], 0.4, 1e-12);
}

TEST(SolveHazards, RefusesTablesThatAreNoHazards) {
  EXPECT_FALSE(solve_hazards({{{0.0, 0.0, 0.0}}}));  // nobody leaves
  EXPECT_FALSE(solve_hazards({{{0.0, 0.7, 0.7}}}));  // beyond 1
  EXPECT_FALSE(solve_hazards({{{0.0, -0.1, 0.5}}}));
  EXPECT_FALSE(solve_hazards({{{0.0, std::nan(""), 0.5}}}));
  EXPECT_FALSE(solve_hazards({{}}));
  EXPECT_FALSE(solve_hazards({{{0, .5, 0, 0}}, {{.5, 0, 0, 0}}}));  // a circle
}

TEST(FitHazards, CountsDaysAtRiskAndExitsByBin) {
  const OpenStages stages(fitness());
  std::vector<StageVisit> visits{
      {.stage = 1, .entered_at = day(0), .until = day(2.6), .left = true, .outcome = 2},
      {.stage = 1, .entered_at = day(0), .until = day(2.6)}};
  const auto table = fit_hazards(stages, visits, 10.0);
  const double prior = stages.prior_exit(1) * stages.prior_split(1)[2];
  EXPECT_NEAR(table[1][0][2], 10.0 * prior / 12.0, 1e-12);
  EXPECT_NEAR(table[1][2][2], (1.0 + 10.0 * prior) / 11.0, 1e-12);  // one at risk, one exit
  EXPECT_NEAR(table[1][5][2], prior, 1e-12);                        // nobody got that old
  EXPECT_EQ(table[1].size(), 31u);
}

TEST(FitHazards, BinsShareTheirDays) {
  const OpenStages stages(fitness());
  const std::vector<StageVisit> visits{
      {.stage = 1, .entered_at = day(0), .until = day(45), .left = true, .outcome = 2}};
  const auto table = fit_hazards(stages, visits, 10.0);
  const double prior = stages.prior_exit(1) * stages.prior_split(1)[2];
  EXPECT_NEAR(table[1][8][2], 10.0 * prior / 13.0, 1e-12);           // 7, 8, 9
  EXPECT_NEAR(table[1][30][2], (1.0 + 10.0 * prior) / 26.0, 1e-12);  // 30 to 45
  ASSERT_EQ(age_bins().size(), 12u);
}

TEST(FitHazards, WithoutVisitsThePriorWinProbabilitiesReturn) {
  const OpenStages stages(fitness());
  const auto outlook = solve_hazards(fit_hazards(stages, {}));
  ASSERT_TRUE(outlook) << outlook.error();
  for (std::size_t s = 0; s < stages.size(); ++s) {
    EXPECT_NEAR(outlook->win[s][0], stages.prior_win(s), 1e-9);
  }
}

RC_GTEST_PROP(HazardProperty, AnyVisitsGiveProbabilities, ()) {
  const OpenStages stages(fitness());
  std::vector<StageVisit> visits;
  const auto count = *rc::gen::inRange(0, 30);
  for (int i = 0; i < count; ++i) {
    const double at = *rc::gen::inRange(0, 100);
    visits.push_back({.stage = *rc::gen::inRange<std::size_t>(0, 3),
                      .entered_at = day(at),
                      .until = day(at + *rc::gen::inRange(0, 400) / 10.0),
                      .left = *rc::gen::arbitrary<bool>()});
    auto& visit = visits.back();
    visit.outcome = (visit.stage + *rc::gen::inRange<std::size_t>(1, 5)) % stages.outcomes();
  }
  const auto outlook = solve_hazards(fit_hazards(stages, visits));
  RC_ASSERT(outlook.has_value());
  for (const auto& of_stage : outlook->win) {
    for (const double p : of_stage) RC_ASSERT((p >= 0.0 && p <= 1.0));
  }
  for (const auto& of_stage : outlook->close_days) {
    for (const double days : of_stage) RC_ASSERT((days >= 0.0 && std::isfinite(days)));
  }
}

}  // namespace
}  // namespace gv::revenue
