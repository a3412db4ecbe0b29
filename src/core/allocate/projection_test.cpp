#include "core/allocate/projection.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/rng.h"

namespace gv::allocate {
namespace {

const DelayCdf kSlow = [](double days) { return days <= 0.0 ? 0.0 : 1.0 - std::exp(-days / 3.0); };

RoasQuestion question(std::span<const double> rho0) {
  return {.rho0 = rho0,
          .daily_spend = 10'000,
          .half_saturation = 30'000,
          .elasticity = 0.35,
          .fatigue_slope = 0.02};
}

double cash_sum(const CashFlow& cash) {
  return std::accumulate(cash.days.begin(), cash.days.end(), cash.later);
}

TEST(ProjectRoas, DecaysOverAWeek) {  // D-31
  const std::vector rho0{2.0};
  const auto projection = project_roas(question(rho0));
  ASSERT_TRUE(projection) << projection.error();
  EXPECT_NEAR(projection->total.value.mean, 119313.39, 5e-3);
  EXPECT_NEAR(projection->total.roas.mean, 1.7044770, 5e-8);
  EXPECT_NEAR(projection->total.profit.mean, 49313.39, 5e-3);
  EXPECT_EQ(projection->total.spend, 70'000.0);
  EXPECT_NEAR(projection->days[0].value.mean, 18084.288962, 1e-6);  // D-9
  EXPECT_FALSE(projection->cash.has_value());
}

TEST(ProjectRoas, NestsItsIntervals) {
  Rng rng(1, 2);
  std::vector<double> rho0;
  for (int i = 0; i < 1000; ++i) rho0.push_back(rng.gamma(3.0));
  const auto projection = project_roas(question(rho0));
  ASSERT_TRUE(projection) << projection.error();
  const Estimate& roas = projection->total.roas;
  EXPECT_LT(roas.p95.low, roas.p80.low);
  EXPECT_LT(roas.p80.low, roas.p50.low);
  EXPECT_LT(roas.p50.low, roas.mean);
  EXPECT_LT(roas.p50.high, roas.p80.high);
  EXPECT_LT(roas.p80.high, roas.p95.high);
  EXPECT_NEAR(roas.mean * 70'000, projection->total.value.mean, 1e-6);
  EXPECT_NEAR(projection->total.value.p80.low - 70'000, projection->total.profit.p80.low, 1e-6);
}

TEST(ProjectRoas, SpreadsCashOverTheDelay) {
  const std::vector rho0{1.0};
  RoasQuestion steady = question(rho0);
  steady.fatigue_slope = 0.0;
  steady.elasticity = 0.0;  // 10 000 a day earns 10 000
  steady.days = 3;

  const auto projection = project_roas(steady, kSlow);

  ASSERT_TRUE(projection) << projection.error();
  const CashFlow& cash = *projection->cash;
  EXPECT_NEAR(cash.days[0], 1495.9393217, 1e-4);  // golden: scripts/golden/allocate.py
  EXPECT_NEAR(cash.days[1], 3906.5742538, 1e-4);
  EXPECT_NEAR(cash.days[2], 5633.8696642, 1e-4);
  EXPECT_NEAR(cash_sum(cash), 30'000.0, 1e-6);
}

TEST(ProjectRoas, RefusesGarbage) {
  const std::vector good{1.0};
  const std::vector bad{std::nan("")};
  const std::vector negative{-1.0};
  EXPECT_FALSE(project_roas(question({})).has_value());
  EXPECT_EQ(project_roas(question(bad)).error().code, ErrorCode::Nan);
  EXPECT_EQ(project_roas(question(negative)).error().code, ErrorCode::InvalidInput);
  RoasQuestion asked = question(good);
  asked.days = 91;
  EXPECT_EQ(project_roas(asked).error().where, "days_forward");
  asked = question(good);
  asked.daily_spend = 0.0;
  EXPECT_EQ(project_roas(asked).error().where, "daily_spend");
}

RC_GTEST_PROP(ProjectRoasProperty, CashSumsToValueAndDaysSumToTheTotal, ()) {
  Rng rng(*rc::gen::arbitrary<std::uint64_t>(), 6);
  std::vector<double> rho0;
  for (int i = 0; i < 20; ++i) rho0.push_back(3.0 * rng.uniform());
  RoasQuestion asked = question(rho0);
  asked.days = *rc::gen::inRange(1, 91);
  asked.fatigue_slope = 0.1 * rng.uniform();
  const auto projection = *project_roas(asked, kSlow);
  double value = 0.0;
  for (const RoasDay& day : projection.days) value += day.value.mean;
  RC_ASSERT(std::abs(value / projection.total.value.mean - 1.0) < 1e-12);
  RC_ASSERT(std::abs(cash_sum(*projection.cash) / value - 1.0) < 1e-12);
}

}  // namespace
}  // namespace gv::allocate
