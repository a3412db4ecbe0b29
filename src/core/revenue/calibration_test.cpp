#include "core/revenue/calibration.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::revenue {
namespace {

std::vector<ForecastOutcome> sample() {
  return {{.1, false}, {.1, false}, {.3, false}, {.3, true}, {.6, true},
          {.6, false}, {.6, true},  {.9, true},  {.9, true}, {.9, true}};
}

// 20 section 15, "Calibration".
TEST(Calibrate, DecomposesTheBrierScore) {
  const auto report = calibrate(sample());
  ASSERT_TRUE(report) << report.error();
  EXPECT_EQ(report->n, 10);
  EXPECT_EQ(report->bins, 4);
  EXPECT_NEAR(report->brier, 0.131, 1e-9);
  EXPECT_NEAR(report->log_loss, 0.402539230596, 1e-9);
  EXPECT_NEAR(report->reliability, 0.014333333333, 1e-9);
  EXPECT_NEAR(report->resolution, 0.123333333333, 1e-9);
  EXPECT_NEAR(report->uncertainty, 0.24, 1e-9);
  EXPECT_NEAR(report->ece, 0.11, 1e-9);
  ASSERT_TRUE(report->line);
  EXPECT_NEAR(report->line->slope, 1.497041066282, 1e-9);  // golden: scripts/golden/revenue.py
  EXPECT_NEAR(report->line->intercept, 0.553396539056, 1e-9);
}

TEST(Calibrate, CertaintiesThatComeTrueHaveNoLine) {
  const auto report = calibrate(std::vector<ForecastOutcome>{{0.0, false}, {1.0, true}});
  ASSERT_TRUE(report) << report.error();
  EXPECT_EQ(report->brier, 0.0);
  EXPECT_LT(report->log_loss, 1e-12);
  EXPECT_EQ(report->line, std::nullopt);  // separated: the slope would grow for ever
}

TEST(Calibrate, RefusesGarbage) {
  EXPECT_FALSE(calibrate({}));
  EXPECT_FALSE(calibrate(std::vector<ForecastOutcome>{{std::nan(""), true}}));
  EXPECT_FALSE(calibrate(std::vector<ForecastOutcome>{{1.5, true}}));
  EXPECT_FALSE(calibrate(std::vector<ForecastOutcome>{{0.5, true, 0.0}}));
  EXPECT_FALSE(calibrate(std::vector<ForecastOutcome>{{0.5, true, std::nan("")}}));
}

TEST(Calibrate, ManyForecastsFallIntoTenBins) {
  std::vector<ForecastOutcome> forecasts;
  for (int i = 0; i < 1000; ++i) forecasts.push_back({(i + 0.5) / 1000.0, i % 3 == 0});
  EXPECT_EQ(calibrate(forecasts)->bins, 10);
}

RC_GTEST_PROP(CalibrationProperty, OrderIsIrrelevantAndTheDecompositionExact, ()) {
  const auto grades =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 10)));
  std::vector<ForecastOutcome> forecasts;
  for (const int grade : grades) {
    forecasts.push_back({grade / 9.0, *rc::gen::arbitrary<bool>(), *rc::gen::inRange(1, 4) / 2.0});
  }
  const auto straight = calibrate(forecasts);
  std::reverse(forecasts.begin(), forecasts.end());
  const auto reversed = calibrate(forecasts);
  RC_ASSERT(straight.has_value());
  RC_ASSERT(straight->brier == reversed->brier && straight->ece == reversed->ece);
  RC_ASSERT(std::abs(straight->brier - (straight->reliability - straight->resolution +
                                        straight->uncertainty)) < 1e-12);
}

}  // namespace
}  // namespace gv::revenue
