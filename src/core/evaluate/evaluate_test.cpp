#include "core/evaluate/evaluate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/check.h"
#include "base/rng.h"

namespace gv::evaluate {
namespace {

constexpr std::array kAll{Estimator::Replay, Estimator::Ips, Estimator::Snips,
                          Estimator::DirectMethod, Estimator::DoublyRobust};
constexpr std::int32_t kActions = 4;
constexpr std::int32_t kPositions = 2;

/// The true mean reward: the best action differs between positions.
double truth(std::int32_t position, std::int32_t action) {
  return position == 0 ? 0.1 + 0.1 * action : 0.5 - 0.1 * action;
}

/// What the target of these tests does: mostly action 3.
Policy target() {
  return {"target", kActions, kPositions, [](const Row&, std::span<double> out) {
            std::copy_n(std::array{0.1, 0.1, 0.2, 0.6}.begin(), kActions, out.begin());
          }};
}

double target_value() {
  double value = 0.0;
  for (const std::int32_t position : {0, 1}) {
    for (const auto& [action, p] : {std::pair{0, 0.1}, {1, 0.1}, {2, 0.2}, {3, 0.6}}) {
      value += 0.5 * p * truth(position, action);
    }
  }
  return value;
}

/// Bernoulli rewards under a logging policy with the given probabilities of the actions.
Log synthetic(int rows, const std::array<double, 4>& logging, std::uint64_t seed) {
  Rng rng(seed, 1);
  Log log{kActions, kPositions, {}};
  for (int i = 0; i < rows; ++i) {
    const auto position = static_cast<std::int32_t>(rng.below(2));
    double u = rng.uniform();
    std::int32_t action = 0;
    while (action < 3 && u >= logging[static_cast<std::size_t>(action)]) {
      u -= logging[static_cast<std::size_t>(action++)];
    }
    const double reward = rng.uniform() < truth(position, action) ? 1.0 : 0.0;
    log.rows.push_back({position, action, logging[static_cast<std::size_t>(action)], reward});
  }
  return log;
}

constexpr std::array kEven{0.25, 0.25, 0.25, 0.25};
constexpr std::array kSkewed{0.4, 0.3, 0.2, 0.1};

const stats::Interval& value(const Report& report, Estimator estimator) {
  for (const auto& estimate : report.estimates) {
    if (estimate.estimator == estimator) return estimate.value.value();
  }
  throw Bug("not estimated");
}

TEST(Evaluate, EveryEstimatorFindsTheTruth) {
  const Log log = synthetic(20'000, kEven, 4);
  const auto report = evaluate(log, target(), kAll, {.resamples = 200});
  ASSERT_TRUE(report) << report.error();
  for (const auto& estimate : report->estimates) {
    ASSERT_TRUE(estimate.value);
    EXPECT_EQ(estimate.warning.empty(), estimate.estimator != Estimator::DirectMethod);
    EXPECT_NEAR(estimate.value->value, target_value(), 0.03) << to_text(estimate.estimator);
    EXPECT_LT(estimate.value->lo, estimate.value->value);
    EXPECT_GT(estimate.value->hi, estimate.value->value);
  }
  EXPECT_NEAR(report->weight_mean, 1.0, 0.03);
  EXPECT_NEAR(report->weight_max, 2.4, 1e-12);
}

TEST(Evaluate, IntervalsCoverTheTruthAboutNineteenTimesInTwenty) {
  std::array<int, 5> covered{};
  double ips = 0.0;
  constexpr int kRuns = 60;
  for (int run = 0; run < kRuns; ++run) {
    const auto report = *evaluate(synthetic(1000, kSkewed, 100U + static_cast<unsigned>(run)),
                                  target(), kAll, {.seed = 5, .resamples = 200});
    for (std::size_t i = 0; i < kAll.size(); ++i) {
      const auto& interval = value(report, kAll[i]);
      covered[i] += interval.lo <= target_value() && target_value() <= interval.hi ? 1 : 0;
    }
    ips += value(report, Estimator::Ips).value / kRuns;
  }
  // Replay is left out: this log did not choose uniformly. The direct method is biased by ridge.
  for (const std::size_t i : {std::size_t{1}, std::size_t{2}, std::size_t{4}}) {
    EXPECT_GE(covered[i], 51) << to_text(kAll[i]);
  }
  EXPECT_NEAR(ips, target_value(), 0.012);  // unbiased: three standard errors of the mean
}

TEST(Evaluate, ReplayWarnsWhenTheLogWasNotUniform) {
  const auto skewed = *evaluate(synthetic(500, kSkewed, 4), target(), kAll, {.resamples = 5});
  EXPECT_NE(skewed.estimates[0].warning, "");
}

TEST(Evaluate, TheDirectMethodSaysWhatItsIntervalLeavesOut) {
  const auto report = *evaluate(synthetic(500, kEven, 4), target(),
                                std::vector{Estimator::DirectMethod}, {.resamples = 5});
  EXPECT_NE(report.estimates[0].warning.find("error of the reward model"), std::string::npos);
}

TEST(Evaluate, ReplayAcceptsOneRowInSoManyActions) {
  const auto report = *evaluate(synthetic(8000, kEven, 4), target(), kAll, {.resamples = 5});
  EXPECT_NEAR(static_cast<double>(report.estimates[0].rows_used), 2000.0, 120.0);  // 3 s.e.
}

TEST(Evaluate, IpsOfTheLoggingPolicyIsTheMeanReward) {
  const Log log = synthetic(777, kSkewed, 8);
  const Policy logging{"logging", kActions, kPositions, [](const Row&, std::span<double> out) {
                         std::copy_n(kSkewed.begin(), kActions, out.begin());
                       }};
  const auto report = *evaluate(log, logging, kAll, {.resamples = 20});
  EXPECT_EQ(value(report, Estimator::Ips).value, report.logged_mean);
  EXPECT_EQ(value(report, Estimator::Snips).value, report.logged_mean);
  EXPECT_NEAR(report.effective_rows, 777.0, 1e-9);
}

TEST(Evaluate, DoublyRobustIsExactWhenTheModelIs) {
  Log log = synthetic(300, kSkewed, 8);
  for (Row& row : log.rows) row.reward = truth(row.position, row.action);
  const RewardModel exact = [](const Row& context, std::int32_t action) {
    return truth(context.position, action);
  };
  const auto report = *evaluate(log, target(), kAll, {.resamples = 20, .model = exact});
  double expected = 0.0;
  for (const Row& row : log.rows) {
    expected += (0.1 * truth(row.position, 0) + 0.1 * truth(row.position, 1) +
                 0.2 * truth(row.position, 2) + 0.6 * truth(row.position, 3)) /
                300.0;
  }
  EXPECT_NEAR(value(report, Estimator::DoublyRobust).value, expected, 1e-12);
  EXPECT_NEAR(value(report, Estimator::DirectMethod).value, expected, 1e-12);
  EXPECT_GT(std::abs(value(report, Estimator::Ips).value - expected), 1e-4);
}

TEST(Evaluate, DoublyRobustRepairsAWrongModel) {
  const Log log = synthetic(20'000, kSkewed, 3);
  const RewardModel wrong = [](const Row&, std::int32_t) { return 0.9; };
  const auto report = *evaluate(log, target(), kAll, {.resamples = 20, .model = wrong});
  EXPECT_NEAR(value(report, Estimator::DirectMethod).value, 0.9, 1e-9);
  EXPECT_NEAR(value(report, Estimator::DoublyRobust).value, target_value(), 0.05);
}

TEST(Evaluate, SaysNothingWhereTheLogSaysNothing) {
  const Log log{2, 1, {{0, 0, 0.5, 1.0}, {0, 0, 0.5, 0.0}}};
  const Policy other{"other", 2, 1, [](const Row&, std::span<double> out) {
                       out[0] = 0.0;
                       out[1] = 1.0;
                     }};
  const auto report = *evaluate(log, other, kAll, {.resamples = 5});
  EXPECT_FALSE(report.estimates[0].value);  // replay accepted no row
  EXPECT_EQ(report.estimates[1].value->value, 0.0);
  EXPECT_FALSE(report.estimates[2].value);  // SNIPS has no weight
  EXPECT_EQ(report.estimates[3].value->value, 0.5);
  EXPECT_EQ(report.effective_rows, 0.0);
}

TEST(Evaluate, RefusesWhatItCannotJudge) {
  const Log log = synthetic(10, kEven, 1);
  const auto problem = [&](const Policy& policy, std::span<const Estimator> estimators,
                           const Options& options) {
    const auto report = evaluate(log, policy, estimators, options);
    return report ? "none" : to_string(report.error());
  };
  const auto constant = [](double p) {
    return Policy{"odd", kActions, kPositions,
                  [p](const Row&, std::span<double> out) { std::fill(out.begin(), out.end(), p); }};
  };
  EXPECT_EQ(problem(uniform(3, 2), kAll, {}),
            "policy: the policy uniform knows 3 actions and 2 positions, the log has 4 and 2");
  EXPECT_EQ(problem(constant(0.5), kAll, {}),
            "row 1.policy: the probabilities of the policy odd must sum to 1, got 2");
  EXPECT_EQ(problem(constant(-1.0), kAll, {}),
            "row 1.policy: the policy odd gave the probability -1");
  EXPECT_NE(problem(constant(std::nan("")), kAll, {}), "none");
  EXPECT_EQ(problem(target(), {}, {}), "estimators: none was asked for");
  EXPECT_EQ(problem(target(), kAll, {.resamples = 0}), "resamples: must be >= 1, got 0");
  EXPECT_EQ(problem(target(), kAll, {.level = 1.0}), "level: must lie in (0, 1), got 1");
  const RewardModel nan = [](const Row&, std::int32_t) { return std::nan(""); };
  EXPECT_EQ(problem(target(), kAll, {.model = nan}),
            "row 1.model: the reward model gave nan for action 0");
}

TEST(Evaluate, APropensityTooSmallToDivideByIsRefused) {
  const Log log{1, 1, {{0, 0, 1e-320, 1.0}}};
  const auto report = evaluate(log, uniform(1, 1), kAll, {.resamples = 1});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().where, "row 1.propensity");
}

TEST(Estimator, ReadsWhatItWrites) {
  for (const Estimator estimator : kAll) {
    EXPECT_EQ(*parse_estimator(to_text(estimator), "estimator"), estimator);
  }
  EXPECT_EQ(parse_estimator("iw", "estimator").error().message,
            "must be replay, ips, snips, dm or dr, got 'iw'");
}

TEST(RewardModel, PullsSmallCellsTowardsTheMean) {
  // Mean 1/4. Cell (0, 0): one success in one row, with ridge 1 (1 + 1/4) / 2.
  const Log log{2, 1, {{0, 0, 0.5, 1.0}, {0, 1, 0.5, 0.0}, {0, 1, 0.5, 0.0}, {0, 1, 0.5, 0.0}}};
  EXPECT_EQ(fit_reward_model(log, 1.0)({}, 0), 0.625);
  EXPECT_EQ(fit_reward_model(log, 0.0)({}, 1), 0.0);
  EXPECT_EQ(fit_reward_model({2, 1, {{0, 0, 0.5, 1.0}}}, 0.0)({}, 1), 1.0);
}

Log any_log() {
  Log log{kActions, kPositions, {}};
  const int rows = *rc::gen::inRange(1, 25);
  for (int i = 0; i < rows; ++i) {
    log.rows.push_back({*rc::gen::inRange(0, 2), *rc::gen::inRange(0, 4),
                        *rc::gen::inRange(1, 21) / 20.0, *rc::gen::inRange(-50, 50) / 7.0});
  }
  return log;
}

RC_GTEST_PROP(EvaluateProperty, TheOrderOfTheLogDoesNotMatter, ()) {
  const Log log = any_log();
  Log reversed = log;
  std::reverse(reversed.rows.begin(), reversed.rows.end());
  const auto estimators = std::span(kAll).subspan(1);  // replay draws by row number
  const auto one = *evaluate(log, target(), estimators, {.resamples = 20});
  const auto two = *evaluate(reversed, target(), estimators, {.resamples = 20});
  for (const Estimator estimator : estimators) {
    RC_ASSERT(value(one, estimator).value == value(two, estimator).value);
    RC_ASSERT(value(one, estimator).lo == value(two, estimator).lo);
    RC_ASSERT(value(one, estimator).hi == value(two, estimator).hi);
  }
}

RC_GTEST_PROP(EvaluateProperty, ShiftingRewardsShiftsAllButIps, ()) {
  const Log log = any_log();
  Log shifted = log;
  for (Row& row : shifted.rows) row.reward += 3.0;
  const auto one = *evaluate(log, target(), kAll, {.resamples = 2});
  const auto two = *evaluate(shifted, target(), kAll, {.resamples = 2});
  for (const Estimator estimator :
       {Estimator::Snips, Estimator::DirectMethod, Estimator::DoublyRobust}) {
    RC_ASSERT(std::abs(value(two, estimator).value - value(one, estimator).value - 3.0) < 1e-10);
  }
  // Where the weights do not average 1, IPS moves by 3 times their mean.
  RC_ASSERT(std::abs(value(two, Estimator::Ips).value - value(one, Estimator::Ips).value -
                     3.0 * one.weight_mean) < 1e-10);
}

}  // namespace
}  // namespace gv::evaluate
