#include "core/belief/bucket_series.h"

#include <limits>
#include <tuple>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::belief {
namespace {

TimePoint day(int d) { return TimePoint{Days{20'000 + d}}; }

TEST(BucketSeries, GivesBackWhatWasPutIn) {
  const BucketSeries series{{day(0), day(1), 4000, 60, 50'00},
                            {day(1), day(2), 3900, 55, 48'12},
                            {day(5), day(5) + Hours{1}, 0, 0, 0}};

  const auto buckets = series.unpacked();

  ASSERT_EQ(series.size(), 3U);
  ASSERT_EQ(buckets.size(), 3U);
  EXPECT_EQ(buckets[1], (Bucket{day(1), day(2), 3900, 55, 48'12}));
  EXPECT_EQ(buckets[2], (Bucket{day(5), day(5) + Hours{1}, 0, 0, 0}));
}

TEST(BucketSeries, IsEmptyWhenCleared) {
  BucketSeries series{{day(0), day(1), 1, 1, 1}};
  series.clear();

  EXPECT_TRUE(series.empty());
  EXPECT_TRUE(series.unpacked().empty());
  series.push_back({day(3), day(4), 7, 0, 0});
  EXPECT_EQ(series.begin()->impressions, 7);
}

// Bad records are refused further on, so they have to come through whole.
RC_GTEST_PROP(BucketSeriesProperty, AnyNumbersComeBack, ()) {
  using Row = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t>;
  const auto rows = *rc::gen::arbitrary<std::vector<Row>>();
  std::vector<Bucket> buckets{{TimePoint::min(), TimePoint::max(),
                               std::numeric_limits<std::int64_t>::min(),
                               std::numeric_limits<std::int64_t>::max(), -1}};
  for (const auto& [start, end, impressions, clicks, spend] : rows) {
    buckets.push_back(
        {TimePoint{Millis{start}}, TimePoint{Millis{end}}, impressions, clicks, spend});
  }
  RC_ASSERT(BucketSeries(buckets).unpacked() == buckets);
}

}  // namespace
}  // namespace gv::belief
