#include "app/fatigue_of_ads.h"

#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::app {
namespace {

constexpr TimePoint kEnd{Millis{1'740'787'200'000}};  // 2025-03-01T00:00:00Z

/// An ad with one bucket for each of the last `days` days.
belief::AdState daily_ad(int days, std::int64_t impressions, std::int64_t clicks) {
  belief::AdState ad;
  ad.key = {"meta", AdId("a")};
  ad.unit_id = BudgetUnitId("u");
  ad.data_as_of = kEnd;
  for (int day = days; day > 0; --day) {
    ad.buckets.push_back({kEnd - Days{day}, kEnd - Days{day - 1}, impressions, clicks, 5000});
  }
  return ad;
}

TEST(DaysOf, DailyRowsAreTheDays) {
  const auto days = days_of(daily_ad(5, 1000, 12), nullptr);

  ASSERT_EQ(days.size(), 5U);
  for (const auto& day : days) EXPECT_EQ(day.clicks, 12);
}

TEST(FatigueOfAds, SumsOfCountsThatNobodyCheckedStayInRange) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  auto ads = std::vector<belief::AdState>(3, daily_ad(5, kMost, kMost));
  ads[0].buckets.push_back({kEnd - Days{1}, kEnd, kMost, kMost, 5000});

  EXPECT_EQ(days_of(ads[0], nullptr).back().impressions, kMost);
  const auto fatigue = fatigue_of_ads(ads, {}, {});
  EXPECT_TRUE(!fatigue || fatigue->size() == 3) << "refused or assessed, never undefined";
}

TEST(DaysOf, HoursAreGatheredIntoDaysThatEndWithTheData) {
  belief::AdState ad = daily_ad(0, 0, 0);
  ad.data_as_of = kEnd + Hours{5};
  for (int hour = 30; hour > 0; --hour) {
    ad.buckets.push_back({ad.data_as_of - Hours{hour}, ad.data_as_of - Hours{hour - 1}, 10, 1, 7});
  }

  const auto days = days_of(ad, nullptr);

  ASSERT_EQ(days.size(), 2U);
  EXPECT_EQ(days[0].impressions, 60);
  EXPECT_EQ(days[1].impressions, 240);
}

TEST(DaysOf, ADayOfTwentyFiveHoursIsOneDay) {
  auto ad = daily_ad(4, 1000, 12);
  auto buckets = ad.buckets.unpacked();
  for (std::size_t i = 0; i < 3; ++i) {  // the clocks went back on the last but one day
    buckets[i].start -= Hours{1};
    if (i < 2) buckets[i].end -= Hours{1};
  }
  ad.buckets = belief::BucketSeries(buckets);

  EXPECT_EQ(days_of(ad, nullptr).size(), 4U);
}

TEST(DaysOf, ALifetimeRowSaysNothingAboutDays) {
  auto ad = daily_ad(3, 1000, 12);
  auto buckets = ad.buckets.unpacked();
  buckets[0].start -= Days{30};
  ad.buckets = belief::BucketSeries(buckets);

  EXPECT_TRUE(days_of(ad, nullptr).empty());
}

TEST(DaysOf, BudgetsComeFromTheHistoryAndAreUnknownWithoutOne) {
  belief::BudgetUnit unit{.id = BudgetUnitId("u"), .daily_budget_minor = 9000};
  EXPECT_EQ(days_of(daily_ad(3, 1000, 12), &unit)[2].budget_minor, 0);
  unit.history = {{kEnd - Days{9}, 4000}, {kEnd - Days{1}, 5000}};

  const auto days = days_of(daily_ad(3, 1000, 12), &unit);

  EXPECT_EQ(days[1].budget_minor, 4000);
  EXPECT_EQ(days[2].budget_minor, 5000);
}

TEST(FatigueOfAds, AFallOfClickRateIsSeenAgainstAStableAccount) {
  auto tired = daily_ad(14, 10'000, 200);
  auto buckets = tired.buckets.unpacked();
  for (std::size_t i = 11; i < 14; ++i) buckets[i].clicks = 100;
  tired.buckets = belief::BucketSeries(buckets);
  auto fresh = daily_ad(14, 10'000, 200);
  fresh.key.ad_id = AdId("b");
  const std::vector ads{tired, fresh};

  const auto fatigue = fatigue_of_ads(ads, {}, {});

  ASSERT_TRUE(fatigue) << fatigue.error();
  EXPECT_EQ((*fatigue)[0].assessment.severity, 3);  // half of the click rate is gone
  EXPECT_EQ((*fatigue)[1].assessment.severity, 0);
}

TEST(FatigueOfAds, AYoungAdIsNotJudged) {
  const std::vector ads{daily_ad(2, 1000, 12)};

  const auto fatigue = fatigue_of_ads(ads, {}, {});

  ASSERT_TRUE(fatigue) << fatigue.error();
  EXPECT_EQ((*fatigue)[0].assessment.status, fatigue::FatigueStatus::InsufficientData);
}

// However delivery is cut into hours, nothing gets lost on the way into days.
RC_GTEST_PROP(DaysOfProperty, DaysSumToTheBuckets, ()) {
  belief::AdState ad;
  ad.data_as_of = kEnd;
  const auto hours = *rc::gen::inRange(1, 200);
  std::int64_t impressions = 0;
  for (int hour = hours; hour > 0; --hour) {
    const auto count = *rc::gen::inRange<std::int64_t>(0, 100);
    impressions += count;
    ad.buckets.push_back({kEnd - Hours{hour}, kEnd - Hours{hour - 1}, count, 0, 0});
  }

  const auto days = days_of(ad, nullptr);

  const auto sum =
      std::accumulate(days.begin(), days.end(), std::int64_t{0},
                      [](std::int64_t total, const auto& day) { return total + day.impressions; });
  RC_ASSERT(sum == impressions);
}

}  // namespace
}  // namespace gv::app
