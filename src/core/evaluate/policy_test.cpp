#include "core/evaluate/policy.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::evaluate {
namespace {

std::vector<double> at(const Policy& policy, std::int32_t position) {
  std::vector<double> probabilities(static_cast<std::size_t>(policy.actions));
  policy.fill({.position = position}, probabilities);
  return probabilities;
}

/// `rows` rows of one cell, of which the first `successes` have reward 1.
void add(Log& log, std::int32_t position, std::int32_t action, int rows, int successes) {
  for (int i = 0; i < rows; ++i) {
    log.rows.push_back({position, action, 0.5, i < successes ? 1.0 : 0.0});
  }
}

// Position 0: action 1 is better. Position 1: action 0 is better, action 2 was never tried.
Log training() {
  Log log{3, 2, {}};
  add(log, 0, 0, 1000, 40);
  add(log, 0, 1, 1000, 55);
  add(log, 0, 2, 1000, 0);
  add(log, 1, 0, 10, 5);
  add(log, 1, 1, 30, 5);
  return log;
}

TEST(Uniform, GivesEveryActionTheSame) { EXPECT_EQ(at(uniform(4, 1), 0), std::vector(4, 0.25)); }

TEST(Thompson, MatchesTheChanceOfBeingBest) {
  const auto policy = *thompson(training(), 9, 20'000);
  const auto shares = at(policy, 0);
  // P(Beta(56, 946) > Beta(41, 961)) = .94189; the standard error of the shares is .0017.
  EXPECT_NEAR(shares[1], 0.94189, 0.006);
  EXPECT_EQ(shares[2], 0.0);
  // An action never tried is Beta(1, 1): it beats Beta(6, 6) and Beta(6, 26) about half the time.
  EXPECT_NEAR(at(policy, 1)[2], 0.5, 0.05);
}

TEST(Thompson, RefusesRewardsThatAreNoRates) {
  Log log = training();
  log.rows[4].reward = 2.0;
  EXPECT_EQ(to_string(thompson(log, 1).error()),
            "row 5.reward: must lie in [0, 1] for Thompson sampling, got 2");
  EXPECT_FALSE(thompson(training(), 1, 0));
}

TEST(EpsGreedy, FavoursTheBestMeanOfEachPosition) {
  const auto policy = *eps_greedy(training());
  EXPECT_NEAR(at(policy, 0)[1], 0.8 + 0.2 / 3.0, 1e-12);
  EXPECT_NEAR(at(policy, 1)[0], 0.8 + 0.2 / 3.0, 1e-12);
  EXPECT_NEAR(at(policy, 1)[2], 0.2 / 3.0, 1e-12);
  EXPECT_EQ(eps_greedy(training(), 1.5).error().message, "must lie in [0, 1], got 1.5");
}

TEST(EpsGreedy, AnUnseenActionIsNeverGreedyEvenBelowNegativeMeans) {
  Log log{2, 1, {{0, 1, 0.5, -3.0}}};
  EXPECT_EQ(at(*eps_greedy(log, 0.0), 0), (std::vector{0.0, 1.0}));
}

TEST(Logged, SmoothsTheFrequencies) {
  const auto policy = *logged(training());
  EXPECT_NEAR(at(policy, 1)[0], 11.0 / 43.0, 1e-12);
  EXPECT_NEAR(at(policy, 1)[1], 31.0 / 43.0, 1e-12);
  EXPECT_NEAR(at(policy, 1)[2], 1.0 / 43.0, 1e-12);
}

RC_GTEST_PROP(PolicyProperty, ProbabilitiesSumToOneAndForgetTheOrder, ()) {
  Log log{4, 2, {}};
  const int rows = *rc::gen::inRange(1, 30);
  for (int i = 0; i < rows; ++i) {
    log.rows.push_back({*rc::gen::inRange(0, 2), *rc::gen::inRange(0, 4), 0.25,
                        *rc::gen::element(0.0, 0.1, 0.7, 1.0)});
  }
  Log reversed = log;
  std::reverse(reversed.rows.begin(), reversed.rows.end());
  const auto same = [](const Result<Policy>& one, const Result<Policy>& two) {
    for (const std::int32_t position : {0, 1}) {
      const auto shares = at(*one, position);
      RC_ASSERT(std::abs(std::accumulate(shares.begin(), shares.end(), 0.0) - 1.0) < 1e-12);
      RC_ASSERT(shares == at(*two, position));
    }
  };
  same(thompson(log, 3, 50), thompson(reversed, 3, 50));
  same(eps_greedy(log), eps_greedy(reversed));
  same(logged(log), logged(reversed));
}

}  // namespace
}  // namespace gv::evaluate
