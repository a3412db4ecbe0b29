#include "core/attribution/lag_distribution.h"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::attribution {
namespace {

TEST(LagDistribution, QuantilesAreLagsOfConversions) {
  const auto lags = lag_distribution({50.0, 0.5, 3.0, 24.0, 1000.0});

  EXPECT_EQ(lags.conversions, 5);
  EXPECT_EQ(lags.median_hours, 24.0);
  EXPECT_EQ(lags.p90_hours, 1000.0);
}

TEST(LagDistribution, ABucketHoldsItsEnd) {
  const auto lags = lag_distribution({1.0, 1.5, 24.0, 721.0});

  EXPECT_EQ(lags.buckets[0].hours_max, 1.0);
  EXPECT_EQ(lags.buckets[0].conversions, 1);
  EXPECT_EQ(lags.buckets[1].conversions, 1);
  EXPECT_EQ(lags.buckets[2].conversions, 1);
  EXPECT_EQ(lags.buckets.back().hours_max, std::nullopt);
  EXPECT_EQ(lags.buckets.back().conversions, 1);
}

TEST(LagDistribution, WithoutConversionsThereIsNoQuantile) {
  const auto lags = lag_distribution({});

  EXPECT_EQ(lags.conversions, 0);
  EXPECT_EQ(lags.median_hours, std::nullopt);
  EXPECT_EQ(lags.p90_hours, std::nullopt);
}

RC_GTEST_PROP(LagDistributionProperty, EveryConversionIsInOneBucket,
              (const std::vector<std::uint32_t>& minutes)) {
  std::vector<double> hours(minutes.size());
  std::transform(minutes.begin(), minutes.end(), hours.begin(),
                 [](std::uint32_t one) { return one / 60.0; });
  const auto lags = lag_distribution(hours);
  const auto counted = std::accumulate(
      lags.buckets.begin(), lags.buckets.end(), std::int64_t{0},
      [](std::int64_t sum, const LagBucket& bucket) { return sum + bucket.conversions; });
  RC_ASSERT(counted == std::ssize(minutes));
}

}  // namespace
}  // namespace gv::attribution
