#include "core/ab/promote.h"

#include <algorithm>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::ab {
namespace {

using testing::HasSubstr;

struct Counts {
  std::int64_t trials;
  double successes;
  std::int64_t value_minor{0};
};

Experiment experiment_of(const std::vector<Counts>& variants, Metric metric = Metric::Ctr) {
  auto experiment = *start_experiment(ExperimentId("x"), metric, TimePoint{});
  char name = 'a';
  for (const auto& counts : variants) {
    const VariantId id(std::string(1, name++));
    EXPECT_TRUE(register_variant(experiment, id, {}));
    EXPECT_TRUE(update(
        experiment, {"e" + id.text(), id, counts.trials, counts.successes, counts.value_minor, 1}));
  }
  return experiment;
}

PromotionRequest after_days(int days, std::int64_t budget_minor = 10'000) {
  return {TimePoint{} + Days{days}, budget_minor};
}

// Golden D-30 of the decision specification.
TEST(TwoSampleE, MatchesTheGoldenValues) {
  EXPECT_NEAR(two_sample_e({1000, 40}, {1000, 55}), 1.27805, 1e-5);
  EXPECT_NEAR(two_sample_e({1000, 40}, {1000, 70}), 5.97910, 1e-5);
  EXPECT_NEAR(two_sample_e({1000, 40}, {1000, 85}), 63.06143, 1e-5);
}

TEST(TwoSampleE, NothingSeenIsNoEvidence) {
  EXPECT_EQ(two_sample_e({0, 0}, {1000, 40}), 1.0);
  EXPECT_NEAR(two_sample_e({500, 0}, {1000, 0}), 1.0, 1e-12);
  EXPECT_TRUE(std::isfinite(two_sample_e({1e7, 0}, {1e7, 9e6})));
}

// Each success falls on arm i with probability pi_i when the rates are equal.
TEST(TwoSampleE, RarelyReachesTwentyUnderEqualRates) {
  Rng rng(11, 0);
  int alarms = 0;
  constexpr int kRuns = 400;
  for (int run = 0; run < kRuns; ++run) {
    Arm first;
    Arm second;
    bool alarm = false;
    for (int look = 0; look < 100 && !alarm; ++look) {
      for (Arm* arm : {&first, &second}) {
        arm->trials += 100.0;
        arm->successes += static_cast<double>(rng.poisson(5.0));
      }
      alarm = two_sample_e(first, second) >= 20.0;
    }
    alarms += alarm ? 1 : 0;
  }
  // At most 5 % are promised; three standard errors are 3.3 % of the runs.
  EXPECT_LE(alarms, kRuns / 20 + 13);
}

TEST(Promotion, NeedsEveryCheck) {
  const auto winner = check_promotion(experiment_of({{2000, 80}, {2000, 170}}), after_days(3));
  EXPECT_EQ(winner.status, PromotionStatus::Promoted) << winner.reason;
  EXPECT_EQ(winner.winner.variant.text(), "b");
  EXPECT_TRUE(winner.index_winner);  // CTR 8.5 %
  EXPECT_EQ(winner.checks.size(), 6u);

  const auto status = [](const std::vector<Counts>& variants, int days) {
    return check_promotion(experiment_of(variants), after_days(days));
  };
  // 1. trials  2. successes  3. days
  EXPECT_THAT(status({{999, 40}, {2000, 170}}, 3).reason, HasSubstr("trials is 999"));
  EXPECT_THAT(status({{200'000, 0}, {2000, 24}}, 3).reason, HasSubstr("successes is 24"));
  EXPECT_THAT(status({{2000, 80}, {2000, 170}}, 2).reason, HasSubstr("days is 2"));
  EXPECT_EQ(status({{2000, 80}, {2000, 170}}, 2).status, PromotionStatus::InsufficientData);
  // 4. P(best) and 5. expected loss fail for D-29; 6. the e-value alone for 40 against 70.
  EXPECT_THAT(status({{1000, 40}, {1000, 55}}, 3).reason, HasSubstr("p_best is 0.941887"));
  const auto weak = status({{1000, 40}, {1000, 70}}, 3);
  EXPECT_EQ(weak.status, PromotionStatus::ContinueTesting);
  EXPECT_THAT(weak.reason, HasSubstr("e_value is 5.979"));
}

TEST(Promotion, ExpectedLossHasItsOwnLimit) {
  const auto result = check_promotion(experiment_of({{1000, 40}, {1000, 85}}), after_days(3),
                                      {.loss_share_max = 1e-12});
  EXPECT_EQ(result.status, PromotionStatus::ContinueTesting);
  EXPECT_THAT(result.reason, HasSubstr("expected_loss"));
}

TEST(Promotion, ValueNeedsTheHigherDealRateToo) {
  // b wins on value with fewer deals: the e-value shouts, but for the other arm.
  const auto experiment =
      experiment_of({{2000, 200, 1'000'000}, {2000, 80, 40'000'000}}, Metric::Value);
  const auto result = check_promotion(experiment, after_days(5));
  EXPECT_EQ(result.winner.variant.text(), "b");
  EXPECT_GT(result.e_value, 20.0);
  EXPECT_EQ(result.status, PromotionStatus::ContinueTesting);
  EXPECT_THAT(result.reason, HasSubstr("direction"));
}

TEST(Promotion, SplitsEightyTwenty) {
  const auto result = check_promotion(
      experiment_of({{2000, 80}, {2000, 170}, {2000, 70}, {2000, 60}}), after_days(3, 10'001));
  ASSERT_EQ(result.status, PromotionStatus::Promoted) << result.reason;
  std::vector<std::int64_t> budgets;
  for (const auto& share : result.split) budgets.push_back(share.budget_minor);
  EXPECT_EQ(budgets, (std::vector<std::int64_t>{667, 8001, 667, 666}));
}

TEST(Promotion, APersonMayForceIt) {
  auto request = after_days(0);
  request.forced_by = "user-7";
  const auto result = check_promotion(experiment_of({{10, 1}, {10, 2}}), request);
  EXPECT_EQ(result.status, PromotionStatus::Promoted);
  EXPECT_TRUE(result.forced);
  EXPECT_THAT(result.reason, HasSubstr("forced by user-7 although trials is 10"));
}

TEST(Promotion, WhatCannotBeComparedIsAnError) {
  EXPECT_EQ(check_promotion(experiment_of({{2000, 80}}), after_days(3)).status,
            PromotionStatus::Error);
  EXPECT_EQ(check_promotion(experiment_of({{9, 1}, {9, 1}}), after_days(3, -1)).reason,
            "budget_minor must be >= 0, got -1");
  auto closed = experiment_of({{2000, 80}, {2000, 170}});
  closed.closed = true;
  EXPECT_EQ(check_promotion(closed, after_days(3)).status, PromotionStatus::Error);
}

TEST(Promotion, DecayDoesNotTouchTheEValue) {
  auto experiment = experiment_of({{1000, 40}, {1000, 85}});
  ASSERT_TRUE(apply_decay(experiment, std::chrono::sys_days{}, 0.5));
  EXPECT_NEAR(check_promotion(experiment, after_days(3)).e_value, 63.06143, 1e-5);
}

// scripts/golden/ab.py
TEST(CumulativeImprovement, MultipliesLifts) {
  const std::vector<PastPromotion> history{{0.05, 0.005, 0.04, 0.004}, {0.06, 0.003, 0.05, 0.002}};
  const auto lift = cumulative_improvement(history);
  EXPECT_NEAR(lift.value, 1.5, 1e-12);
  EXPECT_NEAR(lift.lo, 1.1064944616000834, 1e-12);
  EXPECT_NEAR(lift.hi, 2.0334489489864342, 1e-12);
  EXPECT_EQ(cumulative_improvement({}).value, 1.0);
}

RC_GTEST_PROP(PromotionProperty, TheSplitSumsToTheBudget, ()) {
  std::vector<Counts> variants;
  const int count = *rc::gen::inRange(2, 5);
  for (int i = 0; i < count; ++i) variants.push_back({1000, 1.0 * *rc::gen::inRange(0, 200)});
  auto request = after_days(3, *rc::gen::inRange<std::int64_t>(0, 1'000'000'000));
  request.forced_by = "user";
  const auto result = check_promotion(experiment_of(variants), request);
  std::int64_t total = 0;
  for (const auto& share : result.split) total += share.budget_minor;
  RC_ASSERT(total == request.budget_minor);
}

RC_GTEST_PROP(TwoSampleEProperty, DoesNotCareWhichArmIsFirst, ()) {
  const Arm a{1.0 * *rc::gen::inRange(500, 5000), 1.0 * *rc::gen::inRange(0, 500)};
  const Arm b{1.0 * *rc::gen::inRange(500, 5000), 1.0 * *rc::gen::inRange(0, 500)};
  const double e = two_sample_e(a, b);
  RC_ASSERT(std::abs(e - two_sample_e(b, a)) <= 1e-9 * e);
  RC_ASSERT(e > 0.0);
}

}  // namespace
}  // namespace gv::ab
