#include "core/fatigue/trend.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::fatigue {
namespace {

std::vector<DayCounts> steady(std::size_t days, std::int64_t clicks = 200) {
  return std::vector<DayCounts>(
      days,
      {.impressions = 10'000, .clicks = clicks, .spend_minor = 10'000, .budget_minor = 5'000});
}

TEST(CtrFall, IsMeasuredInOverdispersedStandardErrors) {  // D-18, D-19
  EXPECT_NEAR(ctr_fall_z({70'000, 1'400, 0}, {29'000, 430, 0}, 1.5), 4.4315017, 5e-8);
  EXPECT_NEAR(ctr_fall_z({70'000, 1'400, 0}, {800, 12, 0}, 1.5), 0.8102229, 5e-7);
}

TEST(CtrFall, IsNoEvidenceWithoutCounts) {
  EXPECT_EQ(ctr_fall_z({70'000, 0, 0}, {29'000, 430, 0}, 1.5), 0.0);
  EXPECT_EQ(ctr_fall_z({70'000, 1'400, 0}, {0, 0, 0}, 1.5), 0.0);
}

TEST(CtrFall, HoldsItsPeakWhereClicksRunOut) {  // golden: scripts/golden/fatigue.py
  EXPECT_NEAR(ctr_fall_z({70'000, 1'400, 0}, {1'000, 0, 0}, 1.5), 2.6840232, 1e-6);
}

TEST(CpmRatio, IsNetOfTheAccount) {  // D-21
  const auto ratio =
      cpm_ratio({1'000, 0, 10.0}, {1'000, 0, 13.2}, {1'000, 0, 10.0}, {1'000, 0, 10.5});
  ASSERT_TRUE(ratio.has_value());
  EXPECT_NEAR(*ratio, 1.25714, 5e-6);
  EXPECT_NEAR(*cpm_ratio({1'000, 0, 10.0}, {1'000, 0, 13.2}, {}, {}), 1.32, 1e-12);
  EXPECT_FALSE(cpm_ratio({1'000, 0, 0.0}, {1'000, 0, 13.2}, {}, {}).has_value());
}

TEST(DaysUntil, ExtrapolatesToTheCriticalLevel) {  // D-20
  EXPECT_NEAR(days_until_ctr(0.0148, std::log(0.97), 0.02, 0.40), 6.885292, 1e-6);
  EXPECT_NEAR(days_until_level(5.0, 0.5, 8.0), 6.0, 1e-12);
}

TEST(Windows, BaselineIsTheBestSevenDaysBeforeTheRecentThree) {
  auto days = steady(14);
  for (std::size_t i = 2; i < 9; ++i) days[i].clicks = 300;
  days[13].clicks = 9'000;  // recent days do not count
  const auto window = baseline_window(days);
  ASSERT_TRUE(window.has_value());
  EXPECT_EQ(window->first, 2U);
  EXPECT_EQ(window->length, 7U);
  EXPECT_EQ(recent_window(14).first, 11U);
}

TEST(Windows, YoungAdsHaveThreeDayBaselines) {
  EXPECT_EQ(baseline_window(steady(10))->length, 7U);
  EXPECT_EQ(baseline_window(steady(9))->length, 3U);
  EXPECT_EQ(baseline_window(steady(9))->first, 3U);  // ties go to the later window
  EXPECT_FALSE(baseline_window(steady(5)).has_value());
  EXPECT_FALSE(baseline_window(steady(12, 0)).has_value());
}

TEST(ImpressionTrend, IsTheSlopeWithItsT) {  // golden: scripts/golden/fatigue.py
  auto days = steady(7);
  const std::int64_t counts[] = {10'000, 9'700, 9'200, 9'100, 8'600, 8'500, 8'000};
  for (std::size_t i = 0; i < 7; ++i) days[i].impressions = counts[i];
  const auto trend = impression_trend(days, 0.10);
  ASSERT_TRUE(trend.has_value());
  EXPECT_NEAR(trend->slope, -0.0357496920987248, 1e-14);
  EXPECT_NEAR(trend->t, -15.649263164631355, 1e-9);
}

TEST(ImpressionTrend, NeedsAFullWeekAtAConstantBudget) {
  auto days = steady(7);
  EXPECT_TRUE(impression_trend(days, 0.10).has_value());
  days[3].budget_minor = 5'499;
  EXPECT_TRUE(impression_trend(days, 0.10).has_value());
  days[3].budget_minor = 5'500;
  EXPECT_FALSE(impression_trend(days, 0.10).has_value());
  EXPECT_FALSE(impression_trend(steady(6), 0.10).has_value());
  days = steady(7);
  days[2].impressions = 0;
  EXPECT_FALSE(impression_trend(days, 0.10).has_value());
}

TEST(Slopes, FollowTheLastSevenDays) {
  auto days = steady(9);
  for (std::size_t i = 0; i < 9; ++i) {
    days[i].impressions = 100'000'000;
    days[i].clicks = std::llround(2e6 * std::pow(0.97, static_cast<double>(i)));
    days[i].spend_minor = static_cast<std::int64_t>(1'000'000 + 100'000 * i);
    days[i].frequency_7d = i < 6 ? 0.0 : 2.0 + 0.25 * static_cast<double>(i);
  }
  EXPECT_NEAR(*ctr_slope(days), std::log(0.97), 1e-6);
  EXPECT_NEAR(*cpm_slope(days, {}), 1.0, 1e-9);
  EXPECT_NEAR(*frequency_slope(days), 0.25, 1e-12);
  EXPECT_NEAR(*cpm_slope(days, days), 0.0, 1e-12);
  EXPECT_FALSE(frequency_slope(steady(9)).has_value());
}

RC_GTEST_PROP(CtrFallProperty, FewerRecentClicksAreNeverLessEvidence, ()) {
  const double baseline = *rc::gen::inRange(1, 5'000);
  const double impressions = *rc::gen::inRange(1, 100'000);
  const double clicks = *rc::gen::inRange(0, 2'000);
  const double fewer = clicks * *rc::gen::inRange(0, 100) / 100.0;
  const Pooled best{100'000, baseline, 0};
  RC_ASSERT(ctr_fall_z(best, {impressions, fewer, 0}, 1.5) >=
            ctr_fall_z(best, {impressions, clicks, 0}, 1.5) - 1e-9);
}

}  // namespace
}  // namespace gv::fatigue
