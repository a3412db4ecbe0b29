#include "core/revenue/transition_model.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/revenue/deal_samples.h"

namespace gv::revenue {
namespace {

void add_exits(std::vector<StageVisit>& visits, std::size_t stage, std::size_t outcome, int count) {
  for (int i = 0; i < count; ++i) {
    visits.push_back({.stage = stage, .left = true, .outcome = outcome});
  }
}

/// 20 section 15, "Posterior": 30 shown and 10 lost from appointment, 25 won and 5 lost from show.
TransitionModel sample(const OpenStages& stages) {
  std::vector<StageVisit> visits;
  add_exits(visits, 1, 2, 30);
  add_exits(visits, 1, stages.lost(), 10);
  add_exits(visits, 2, stages.won(), 25);
  add_exits(visits, 2, stages.lost(), 5);
  visits.push_back({.stage = 2});  // still there: tells nothing
  return fit_transitions(stages, visits);
}

// 20 section 15, "Posterior".
TEST(TransitionModel, CountsOnTopOfThePrior) {
  const OpenStages stages(fitness());
  const auto model = sample(stages);
  EXPECT_NEAR(model.alpha[1][2], 40.7142857142857, 1e-9);
  EXPECT_NEAR(model.alpha[1][stages.lost()], 19.2857142857143, 1e-9);
  EXPECT_NEAR(model.mean(1, 2), 0.678571428571429, 1e-9);
  EXPECT_NEAR(model.alpha[2][stages.won()], 37.0, 1e-9);
  EXPECT_NEAR(model.mean(2, stages.won()), 0.74, 1e-9);
}

// 20 section 15, "Posterior".
TEST(TransitionModel, WinProbabilityMultipliesAlongTheChain) {
  const auto model = sample(OpenStages(fitness()));
  const auto win = mean_win_probabilities(model);
  ASSERT_TRUE(win) << win.error();
  EXPECT_NEAR((*win)[1], 0.502142857142857, 1e-9);
  EXPECT_EQ(std::llround((*win)[1] * 700000.0), 351500);

  const double sd = product_sd({40.7142857142857, 19.2857142857143}, {37.0, 13.0});
  EXPECT_NEAR(sd, 0.060898262351, 1e-9);
  EXPECT_NEAR(sd * 7000.0, 426.287836, 1e-6);
}

TEST(TransitionModel, DrawsAgreeWithTheExactSpread) {
  const auto draws = sample_win_probabilities(sample(OpenStages(fitness())), 11);
  ASSERT_TRUE(draws) << draws.error();
  // 2,000 draws: the mean within 3 sd / sqrt(2000) = .0041, the sd within 3 / sqrt(4000) of itself.
  EXPECT_NEAR((*draws)[1].mean, 0.502142857, 0.0041);
  EXPECT_NEAR((*draws)[1].sd, 0.060898262, 0.0029);
  EXPECT_LT((*draws)[1].p05, 0.43);
  EXPECT_GT((*draws)[1].p95, 0.57);
}

// 20 section 15, "AOV".
TEST(ShrunkenAov, LeansOnThePriorUntilDealsCome) {
  EXPECT_EQ(shrunken_aov(700000, std::vector<std::int64_t>(10, 820000)), 740000);
  EXPECT_EQ(shrunken_aov(700000, {}), 700000);
}

TEST(ShrunkenAov, OneGiantDealCountsAsTheNinetyNinthPercentile) {
  std::vector<std::int64_t> amounts(200, 700000);
  amounts[17] = 1'000'000'000;
  EXPECT_EQ(shrunken_aov(700000, amounts), 700000);
  amounts[18] = -5;  // no amount of a won deal
  amounts[19] = INT64_MAX;
  EXPECT_EQ(shrunken_aov(700000, amounts), 700000);
}

RC_GTEST_PROP(TransitionModelProperty, WinProbabilitiesAreProbabilities, ()) {
  const OpenStages stages(fitness());
  std::vector<StageVisit> visits;
  for (std::size_t s = 0; s < stages.size(); ++s) {
    for (std::size_t j = 0; j < stages.outcomes(); ++j) {
      if (j != s) add_exits(visits, s, j, *rc::gen::inRange(0, 40));
    }
  }
  const auto win = mean_win_probabilities(fit_transitions(stages, visits));
  RC_ASSERT(win.has_value());
  for (const double p : *win) RC_ASSERT((p >= 0.0 && p <= 1.0 + 1e-12));
}

}  // namespace
}  // namespace gv::revenue
