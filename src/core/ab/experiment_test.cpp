#include "core/ab/experiment.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/ab/results.h"

namespace gv::ab {
namespace {

using std::chrono::sys_days;
using namespace std::chrono_literals;

const VariantId kA("a");
const VariantId kB("b");
constexpr sys_days kMonday{2025y / 1 / 6};

Experiment with_two(Metric metric = Metric::Ctr) {
  auto experiment = *start_experiment(ExperimentId("x"), metric, TimePoint{});
  EXPECT_TRUE(*register_variant(experiment, kA, {{"hook", "question"}}));
  EXPECT_TRUE(*register_variant(experiment, kB, {}));
  return experiment;
}

VariantUpdate event(std::string id, const VariantId& variant, std::int64_t trials, double successes,
                    std::int64_t value_minor = 0, std::int64_t cost_minor = 0) {
  return {std::move(id), variant, trials, successes, value_minor, cost_minor};
}

TEST(Register, IsIdempotentAndRefusesOtherMetadata) {
  auto experiment = with_two();
  EXPECT_FALSE(*register_variant(experiment, kA, {{"hook", "question"}}));
  const auto conflict = register_variant(experiment, kA, {{"hook", "number"}});
  ASSERT_FALSE(conflict);
  EXPECT_EQ(conflict.error().code, ErrorCode::Refused);
  EXPECT_EQ(experiment.variants.size(), 2u);
}

TEST(Register, AClosedExperimentTakesNoNewVariant) {
  auto experiment = with_two();
  experiment.closed = true;
  EXPECT_FALSE(*register_variant(experiment, kB, {}));
  EXPECT_FALSE(register_variant(experiment, VariantId("c"), {}));
}

TEST(Start, RefusesAPriorOutsideItsRange) {
  const auto bad = start_experiment(ExperimentId("x"), Metric::Value, TimePoint{}, {.phi = 1000});
  ASSERT_FALSE(bad);
  EXPECT_EQ(to_string(bad.error()), "value_prior.phi: must lie in [0.1, 100], got 1000");
  EXPECT_FALSE(start_experiment(ExperimentId("x"), Metric::Value, TimePoint{},
                                {.mean_minor = std::numeric_limits<double>::quiet_NaN()}));
  EXPECT_FALSE(start_experiment(ExperimentId(), Metric::Ctr, TimePoint{}));
}

TEST(Update, TheSameEventCountsOnce) {
  auto experiment = with_two();
  EXPECT_TRUE(*update(experiment, event("e1", kA, 100, 4, 900, 300)));
  EXPECT_FALSE(*update(experiment, event("e1", kA, 100, 4, 900, 300)));
  EXPECT_FALSE(*update(experiment, event("e1", kB, 7, 7)));
  EXPECT_TRUE(*update(experiment, event("e2", kA, 1, 0.25)));

  const Totals& totals = experiment.variants.at(kA).totals;
  EXPECT_EQ(totals.trials, 101);
  EXPECT_EQ(totals.successes, 4.25);
  EXPECT_EQ(totals.value_minor, 900);
  EXPECT_EQ(totals.cost_minor, 300);
  EXPECT_EQ(totals.events, 2);
  EXPECT_EQ(experiment.variants.at(kB).totals.trials, 0);
}

TEST(Update, RefusesImpossibleEventsAndChangesNothing) {
  auto experiment = with_two();
  const auto code = [&](const VariantUpdate& bad) {
    const auto result = update(experiment, bad);
    return result ? std::string("counted") : to_string(result.error());
  };
  EXPECT_EQ(code(event("e", kA, 10, 11)), "successes: must lie in [0, trials = 10], got 11");
  EXPECT_EQ(code(event("e", kA, -1, 0)), "trials: must be >= 0, got -1");
  EXPECT_EQ(code(event("e", kA, 1, 0, 0, -5)), "cost_minor: must be >= 0, got -5");
  EXPECT_EQ(code(event("e", kA, 1, std::nan(""))), "successes: must be a number");
  EXPECT_EQ(code(event("", kA, 1, 0)), "event_id: must not be empty");
  EXPECT_EQ(code(event("e", VariantId("c"), 1, 0)), "variant_id: no variant 'c' is registered");
  ASSERT_TRUE(update(experiment, event("huge", kA, 0, 0, INT64_MAX)));
  EXPECT_THAT(code(event("e", kA, 1, 1, 1)), testing::HasSubstr("64-bit"));
  EXPECT_EQ(experiment.variants.at(kA).totals.trials, 0);
  EXPECT_EQ(experiment.event_ids.size(), 1u);
}

TEST(Decay, FadesOnceADayAndCatchesUp) {
  auto experiment = with_two();
  ASSERT_TRUE(update(experiment, event("e", kA, 1000, 40)));

  EXPECT_TRUE(*apply_decay(experiment, kMonday));
  EXPECT_FALSE(*apply_decay(experiment, kMonday));
  EXPECT_FALSE(*apply_decay(experiment, kMonday - std::chrono::days{1}));
  EXPECT_NEAR(experiment.variants.at(kA).evidence.trials, 990.0, 1e-9);

  EXPECT_TRUE(*apply_decay(experiment, kMonday + std::chrono::days{3}));
  EXPECT_NEAR(experiment.variants.at(kA).evidence.successes, 40.0 * std::pow(0.99, 4), 1e-9);
  EXPECT_EQ(experiment.variants.at(kA).totals.trials, 1000);
  EXPECT_FALSE(apply_decay(experiment, kMonday + std::chrono::days{9}, 1.5));
}

TEST(Decay, LeavesThePriorAlone) {
  auto experiment = with_two();
  ASSERT_TRUE(apply_decay(experiment, kMonday, 0.5));
  EXPECT_EQ(variant_stats(experiment)[0].mean, 0.5);
}

TEST(Select, ThePropensityIsTheChanceOfBeingBest) {
  auto experiment = with_two();
  ASSERT_TRUE(update(experiment, event("1", kA, 1000, 40)));
  ASSERT_TRUE(update(experiment, event("2", kB, 1000, 55)));
  int chosen_b = 0;
  for (int i = 0; i < 200; ++i) {
    const auto selection = select(experiment, {}, std::to_string(i));
    ASSERT_TRUE(selection) << selection.error();
    const bool b = selection->variant == kB;
    chosen_b += b ? 1 : 0;
    EXPECT_EQ(b, selection->draws.at(kB) > selection->draws.at(kA));
    // P(best) is .9419 (D-29); the standard error of 4096 draws is .0037.
    EXPECT_NEAR(selection->propensity, b ? 0.9419 : 0.0581, 0.016);
  }
  EXPECT_NEAR(chosen_b, 188, 12);
}

TEST(Select, AHopelessVariantKeepsAPositivePropensity) {
  auto experiment = with_two();
  ASSERT_TRUE(update(experiment, event("1", kA, 100'000, 0)));
  ASSERT_TRUE(update(experiment, event("2", kB, 100'000, 50'000)));
  const auto selection = *select(experiment, {}, "r");
  EXPECT_EQ(selection.variant, kB);
  EXPECT_EQ(selection.propensity, 4097.0 / 4098.0);
}

TEST(Select, TheSameRequestIsTheSameChoice) {
  const auto experiment = with_two();
  const auto one = *select(experiment, {}, "r");
  const auto two = *select(experiment, {}, "r");
  EXPECT_EQ(one.decision_id, two.decision_id);
  EXPECT_EQ(one.draws, two.draws);
  EXPECT_NE(one.decision_id, select(experiment, {}, "s")->decision_id);
}

TEST(Select, AnotherVariantDoesNotChangeADraw) {
  auto experiment = with_two();
  const double draw = select(experiment, {}, "r")->draws.at(kB);
  ASSERT_TRUE(register_variant(experiment, VariantId("aa"), {}));
  EXPECT_EQ(select(experiment, {}, "r")->draws.at(kB), draw);
}

TEST(Select, ChoosesAmongTheAvailable) {
  const auto experiment = with_two();
  const auto only = select(experiment, std::vector{kB}, "r");
  EXPECT_EQ(only->variant, kB);
  EXPECT_EQ(only->propensity, 1.0);
  EXPECT_EQ(select(experiment, std::vector{VariantId("c")}, "r").error().code, ErrorCode::NotFound);
  EXPECT_FALSE(select(experiment, {}, ""));
  const auto empty = *start_experiment(ExperimentId("y"), Metric::Ctr, TimePoint{});
  EXPECT_EQ(select(empty, {}, "r").error().code, ErrorCode::Refused);
}

TEST(Results, ShowRatiosOnlyWhereTheyExist) {
  auto experiment = with_two(Metric::Cvr);
  ASSERT_TRUE(update(experiment, event("1", kA, 200, 10, 50'000, 20'000)));
  const auto all = variant_stats(experiment);
  EXPECT_EQ(all[0].rate, 0.05);
  EXPECT_EQ(all[0].roas, 2.5);
  EXPECT_EQ(all[0].cpa_minor, 2000.0);
  EXPECT_FALSE(all[1].rate || all[1].roas || all[1].cpa_minor);
  EXPECT_NEAR(all[0].sd, std::sqrt(11.0 * 191.0 / (202.0 * 202.0 * 203.0)), 1e-12);
}

TEST(Results, TiesForTheBestGoToTheLowestId) {
  EXPECT_EQ(best_variant(with_two())->variant, kA);
  const auto empty = *start_experiment(ExperimentId("y"), Metric::Ctr, TimePoint{});
  EXPECT_EQ(best_variant(empty).error().code, ErrorCode::NotFound);
}

RC_GTEST_PROP(UpdateProperty, OrderAndRepetitionOfEventsDoNotMatter, ()) {
  std::vector<VariantUpdate> events;
  for (int i = 0; i < 6; ++i) {
    const auto trials = *rc::gen::inRange(0, 1000);
    events.push_back(event(std::to_string(i), *rc::gen::element(kA, kB), trials,
                           *rc::gen::inRange(0, trials + 1), *rc::gen::inRange(0, 10'000)));
  }
  auto forward = with_two(Metric::Cvr);
  for (const auto& one : events) (void)update(forward, one);
  auto backward = with_two(Metric::Cvr);
  for (int pass = 0; pass < 2; ++pass) {
    for (auto one = events.rbegin(); one != events.rend(); ++one) (void)update(backward, *one);
  }
  const auto left = variant_stats(forward);
  const auto right = variant_stats(backward);
  for (std::size_t i = 0; i < left.size(); ++i) {
    RC_ASSERT(left[i].mean == right[i].mean);
    RC_ASSERT(left[i].p_best == right[i].p_best);
    RC_ASSERT(left[i].totals.value_minor == right[i].totals.value_minor);
  }
}

}  // namespace
}  // namespace gv::ab
