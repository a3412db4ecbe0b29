#include "adapters/files/spend_rate.h"

#include <vector>

#include <gtest/gtest.h>

#include "adapters/files/testing.h"

namespace gv::files {
namespace {

belief::Bucket day(int number, std::int64_t spend_minor, int days = 1) {
  const TimePoint start = at("2025-03-01") + Days{number};
  return {.start = start, .end = start + Days{days}, .spend_minor = spend_minor};
}

TEST(MeanDailySpend, LooksAtTheLastSevenDaysOfDelivery) {
  std::vector<belief::Bucket> buckets;
  for (int i = 0; i < 10; ++i) buckets.push_back(day(i, i < 3 ? 900 : 100));
  EXPECT_EQ(mean_daily_spend(buckets), 100);
}

TEST(MeanDailySpend, SkipsDaysWithoutSpend) {
  EXPECT_EQ(mean_daily_spend(std::vector{day(0, 100), day(1, 0), day(5, 301)}), 201);  // 200.5
}

TEST(MeanDailySpend, AddsTheAdsOfAUnitAndSpreadsLongSpans) {
  EXPECT_EQ(mean_daily_spend(std::vector{day(0, 100), day(0, 50)}), 150);
  EXPECT_EQ(mean_daily_spend(std::vector{day(0, 2800, 28)}), 100);
  EXPECT_EQ(mean_daily_spend(std::vector{day(0, 1400, 14), day(13, 60)}), 109);  // 100 + 60 / 7
  EXPECT_EQ(mean_daily_spend({}), 0);
}

}  // namespace
}  // namespace gv::files
