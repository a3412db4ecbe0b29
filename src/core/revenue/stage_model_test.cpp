#include "core/revenue/stage_model.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/rng.h"
#include "core/revenue/deal_samples.h"

namespace gv::revenue {
namespace {

/// Deals that enter the appointment one a day apart, show after a day with probability `show`, then
/// win after two days with probability `win`; the last ones are still open at day 400.
std::vector<StageVisit> simulated(int deals, double show, double win) {
  Rng rng(5, 5);
  std::vector<StageVisit> visits;
  for (int i = 0; i < deals; ++i) {
    const double at = i * 400.0 / deals;
    const bool shown = rng.uniform() < show;
    const bool won = shown && rng.uniform() < win;
    const bool resolved = at + 4.0 < 400.0;
    const double end = shown ? at + 3.5 : at + 1.5;
    StageVisit appointment{.stage = 1,
                           .entered_at = day(at),
                           .until = day(std::min(at + 1.5, 400.0)),
                           .left = at + 1.5 < 400.0,
                           .outcome = shown ? 2u : 4u,
                           .resolved = resolved,
                           .won = won && resolved,
                           .resolved_at = day(std::min(end, 400.0))};
    visits.push_back(appointment);
    if (!shown || !appointment.left) continue;
    appointment.stage = 2;
    appointment.entered_at = day(at + 1.5);
    appointment.until = day(std::min(end, 400.0));
    appointment.left = resolved;
    appointment.outcome = won ? 3u : 4u;
    visits.push_back(appointment);
  }
  return visits;
}

TEST(StageModel, LearnsAnAccountThatDiffersFromThePrior) {
  const auto model = StageModel::fit(fitness(), simulated(2000, 0.9, 0.9));
  ASSERT_TRUE(model) << model.error();
  EXPECT_FALSE(model->activation()[0].active);  // nobody was a lead
  EXPECT_TRUE(model->activation()[1].active) << model->activation()[1].reason;
  EXPECT_TRUE(model->activation()[2].active) << model->activation()[2].reason;
  EXPECT_NEAR(model->outlook().win_at(1, 0.0), 0.81, 0.03);
  EXPECT_NEAR(model->outlook().win_at(2, 0.0), 0.90, 0.03);
}

TEST(StageModel, TooFewExitsKeepThePrior) {
  const auto model = StageModel::fit(fitness(), simulated(45, 0.9, 0.9));
  ASSERT_TRUE(model) << model.error();
  EXPECT_FALSE(model->activation()[1].active);
  EXPECT_EQ(model->activation()[1].reason.substr(0, 27), "45 deals left the stage, 50");
  EXPECT_EQ(model->decay()("appointment_scheduled", 3.0), std::nullopt);
  EXPECT_EQ(model->prediction()("appointment_scheduled", 3.0), std::nullopt);
}

// The last quarter is unlike the rest: what was learned would mislead.
TEST(StageModel, AHoldoutThatDisagreesKeepsThePrior) {
  auto visits = simulated(400, 1.0, 1.0);
  for (StageVisit& visit : visits) {
    if (visit.entered_at > day(300)) visit.won = false;
  }
  const auto model = StageModel::fit(fitness(), visits);
  ASSERT_TRUE(model) << model.error();
  EXPECT_FALSE(model->activation()[1].active);
  EXPECT_NE(model->activation()[1].reason.find("worse than the prior"), std::string::npos);
}

// Whoever forecasts at the split cannot know how deals that were open then have ended since.
TEST(StageModel, TheHoldoutIsForecastWithoutOutcomesAfterTheSplit) {
  std::vector<StageVisit> visits;
  for (int i = 0; i < 400; ++i) {  // all of the first 300 are won, long after the last one entered
    visits.push_back({.stage = 2,
                      .entered_at = day(0.1 * i),
                      .until = day(200.0 + i),
                      .left = true,
                      .outcome = 3,
                      .resolved = true,
                      .won = i < 300,
                      .resolved_at = day(200.0 + i)});
  }
  const auto late = StageModel::fit(fitness(), visits);
  for (StageVisit& visit : visits) {
    if (visit.entered_at < day(30)) visit.outcome = 4, visit.won = false;
  }
  const auto other = StageModel::fit(fitness(), visits);

  ASSERT_TRUE(late && other);
  EXPECT_EQ(late->activation()[2].brier_learned, other->activation()[2].brier_learned);
}

TEST(StageModel, ActiveStagesDecayAndPredict) {
  const auto model = StageModel::fit(fitness(), simulated(2000, 0.9, 0.9));
  ASSERT_TRUE(model) << model.error();
  const LearnedDecay decay = model->decay();
  EXPECT_EQ(decay("show_up", 0.0), 1.0);
  EXPECT_LE(*decay("appointment_scheduled", 20.0), 1.0);
  EXPECT_EQ(decay("lead", 0.0), std::nullopt);
  EXPECT_EQ(decay("sold", 0.0), std::nullopt);

  const auto outlook = model->prediction(30)("appointment_scheduled", 0.0);
  ASSERT_TRUE(outlook);
  EXPECT_NEAR(outlook->win_probability, 0.81, 0.03);
  EXPECT_NEAR(*outlook->close_within_horizon, outlook->win_probability, 0.02);
  EXPECT_LT(*model->prediction(2)("appointment_scheduled", 0.0)->close_within_horizon, 0.1);
}

TEST(StageModel, TheOrderOfTheVisitsDoesNotMatter) {
  auto visits = simulated(300, 0.7, 0.5);
  const auto straight = StageModel::fit(fitness(), visits);
  std::reverse(visits.begin(), visits.end());
  const auto reversed = StageModel::fit(fitness(), visits);
  EXPECT_EQ(straight->outlook().win, reversed->outlook().win);
  EXPECT_EQ(straight->activation()[1].brier_learned, reversed->activation()[1].brier_learned);
  EXPECT_FALSE(StageModel::fit(fitness(), visits, {.holdout_share = 1.0}));
}

TEST(IpcwBrier, WithoutCensoringIsTheBrierScore) {
  const std::vector<WinForecast> forecasts{{0.8, true, true, 1.0}, {0.3, true, false, 2.0}};
  EXPECT_NEAR(*ipcw_brier(forecasts), (0.04 + 0.09) / 2.0, 1e-12);
  EXPECT_EQ(ipcw_brier({}), std::nullopt);
}

// After half of the deals left observation at day 1, the one resolved at day 2 stands for two.
TEST(IpcwBrier, SlowDealsStandForThoseStillOpen) {
  const std::vector<WinForecast> forecasts{
      {0.5, true, true, 0.5}, {0.2, false, false, 1.0}, {0.2, true, false, 2.0}};
  EXPECT_NEAR(*ipcw_brier(forecasts), (0.25 + 2.0 * 0.04) / 3.0, 1e-12);
}

}  // namespace
}  // namespace gv::revenue
