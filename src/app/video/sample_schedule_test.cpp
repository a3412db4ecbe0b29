#include "app/video/sample_schedule.h"

#include <gtest/gtest.h>

namespace gv::video {
namespace {

struct Counts {
  int faces{0};
  int text{0};
  int look{0};
};

Counts over(Profile profile, double duration, double fps, double from, double to) {
  SampleSchedule schedule(profile, duration);
  Counts counts;
  for (std::int64_t i = 0; static_cast<double>(i) / fps < duration; ++i) {
    const double t = static_cast<double>(i) / fps;
    const auto due = schedule.due(i, t);
    if (t < from || t >= to) continue;
    counts.faces += due.faces ? 1 : 0;
    counts.text += due.text ? 1 : 0;
    counts.look += due.look ? 1 : 0;
  }
  return counts;
}

TEST(SampleSchedule, LooksCloserInTheHookAndTheEnding) {
  EXPECT_EQ(over(Profile::Standard, 30, 30, 0, 3).faces, 30);
  EXPECT_EQ(over(Profile::Standard, 30, 30, 3, 13).faces, 20);
  EXPECT_EQ(over(Profile::Standard, 30, 30, 0, 3).text, 12);
  EXPECT_EQ(over(Profile::Standard, 30, 30, 3, 13).text, 10);
  EXPECT_EQ(over(Profile::Standard, 30, 30, 25, 30).text, 20);
  EXPECT_EQ(over(Profile::Deep, 30, 30, 10, 20).faces, 100);
}

TEST(SampleSchedule, FastLooksAtColourOnly) {
  const auto counts = over(Profile::Fast, 30, 30, 0, 30);
  EXPECT_EQ(counts.faces + counts.text, 0);
  EXPECT_EQ(counts.look, 60);
}

TEST(SampleSchedule, ASlowVideoIsSampledAtEveryFrame) {
  EXPECT_EQ(over(Profile::Standard, 30, 5, 0, 3).faces, 15);
}

TEST(SampleSchedule, TheSecondFrameOfAShotIsSeen) {
  SampleSchedule schedule(Profile::Standard, 30.0);
  (void)schedule.due(0, 0.0);
  schedule.on_cut(4);
  EXPECT_FALSE(schedule.due(1, 0.033).faces);
  const auto second = schedule.due(5, 0.04);
  EXPECT_TRUE(second.faces && second.text);
  EXPECT_FALSE(second.objects);
}

}  // namespace
}  // namespace gv::video
