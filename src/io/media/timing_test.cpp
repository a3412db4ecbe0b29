#include "io/media/timing.h"

#include <cmath>
#include <optional>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::media {
namespace {

// Golden values of specification 60, section 2.
TEST(Vfr, RoundingToMillisecondsIsConstant) {
  EXPECT_FALSE(is_vfr(std::vector<double>{33, 33, 34, 33, 33}));
}

TEST(Vfr, OneLongIntervalInFiveIsVariable) {
  EXPECT_TRUE(is_vfr(std::vector<double>{33, 33, 50, 33, 33}));
}

TEST(Vfr, TwoPercentAreForgiven) {
  std::vector<double> intervals(100, 33.0);
  intervals[7] = intervals[60] = 66.0;
  EXPECT_FALSE(is_vfr(intervals));
  intervals[80] = 66.0;
  EXPECT_TRUE(is_vfr(intervals));
}

TEST(FrameClock, CountsFromTheFirstFrame) {
  FrameClock clock(0.001, 0.04);
  EXPECT_EQ(clock.next(1080), 0.0);
  EXPECT_DOUBLE_EQ(clock.next(1120), 0.04);
  EXPECT_DOUBLE_EQ(clock.next(1200), 0.12);
  EXPECT_EQ(clock.repaired(), 0);
}

TEST(FrameClock, RepairsStampsThatAreMissingOrDoNotGrow) {
  FrameClock clock(0.001, 0.04);
  clock.next(0);
  EXPECT_DOUBLE_EQ(clock.next(std::nullopt), 0.04);
  EXPECT_DOUBLE_EQ(clock.next(40), 0.08);
  EXPECT_DOUBLE_EQ(clock.next(120), 0.12);
  EXPECT_EQ(clock.repaired(), 2);
}

TEST(FrameClock, AJumpBehindTheLimitIsRepaired) {
  FrameClock clock(0.001, 0.04, 3600.0);
  clock.next(0);
  EXPECT_DOUBLE_EQ(clock.next(std::int64_t{1} << 60), 0.04);
  EXPECT_DOUBLE_EQ(clock.next(80), 0.08);
  EXPECT_EQ(clock.repaired(), 1);
}

RC_GTEST_PROP(FrameClockProperty, TimeAlwaysGrows, (std::vector<std::int64_t> stamps)) {
  FrameClock clock(0.001, 0.04, 3600.0);
  double before = -1.0;
  for (const auto stamp : stamps) {
    const double t = clock.next(stamp % 7 == 0 ? std::nullopt : std::optional(stamp));
    RC_ASSERT(std::isfinite(t) && t > before);
    before = t;
  }
}

Image level(std::uint8_t value) {
  Image image(16, 16, 1);
  for (auto& pixel : image.pixels) pixel = value;
  return image;
}

TEST(DupFinder, PulldownIsBridged) {
  DupFinder finder;
  finder.next(0.0, level(10));
  const auto dup = finder.next(0.1, level(10));
  const auto moved = finder.next(0.2, level(20));
  const auto next = finder.next(0.3, level(30));

  EXPECT_TRUE(dup.dup);
  EXPECT_FALSE(moved.dup);
  EXPECT_DOUBLE_EQ(moved.dt, 0.2);  // back to the frame before the duplicate
  EXPECT_NEAR(next.dt, 0.1, 1e-12);
  EXPECT_EQ(finder.dups(), 1);
}

TEST(DupFinder, ALongerRunIsStillness) {
  DupFinder finder;
  for (int i = 0; i < 4; ++i) finder.next(0.1 * i, level(10));

  const auto moved = finder.next(0.4, level(20));

  EXPECT_NEAR(moved.dt, 0.1, 1e-12);
  EXPECT_EQ(finder.dups(), 3);
}

TEST(DupFinder, AQuarterOfALevelIsTheBorder) {
  auto almost = level(10);
  for (std::size_t i = 0; i < 63; ++i) ++almost.pixels[i];  // 63 / 256 < 0.25
  auto different = almost;
  for (std::size_t i = 63; i < 127; ++i) ++different.pixels[i];  // 64 / 256

  DupFinder finder;
  finder.next(0.0, level(10));
  EXPECT_TRUE(finder.next(0.1, almost).dup);
  EXPECT_FALSE(finder.next(0.2, different).dup);
}

}  // namespace
}  // namespace gv::media
