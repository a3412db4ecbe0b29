#include "bench_table.h"
#include "decode_alone.h"
#include "loop_clip.h"

#include <gtest/gtest.h>

#include "io/media/testing.h"

namespace gv::gvtest {
namespace {

TEST(BenchTable, AMissFailsUnlessItDependsOnTheMachine) {
  const BenchRow good{.measure = "memory", .limit = 250.0, .ours = 250.0};
  const BenchRow large{.measure = "memory", .limit = 250.0, .ours = 251.0};
  const BenchRow slow{.measure = "x real time", .limit = 5.0, .ours = 4.9, .at_least = true};
  BenchRow busy = slow;
  busy.of_machine = true;

  EXPECT_TRUE(holds({good, busy}));
  EXPECT_FALSE(holds({good, large}));
  EXPECT_FALSE(holds({good, slow}));
}

TEST(LoopClip, RunsFollowOneAnother) {
  const media::TempFolder folder;
  const std::string once = folder / "once.mp4";
  const std::string thrice = folder / "thrice.mp4";
  const auto draw = [](int i) { return media::wave_image(64, 48, i); };
  ASSERT_TRUE(media::write_clip(once, 30, draw));

  ASSERT_TRUE(loop_clip(once, 3, thrice));

  const auto cost = decode_alone(thrice);
  ASSERT_TRUE(cost) << to_string(cost.error());
  EXPECT_EQ(cost->frames, 90);
  EXPECT_NEAR(cost->video_s, 3.0, 0.05);
}

}  // namespace
}  // namespace gv::gvtest
