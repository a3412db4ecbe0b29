#include "core/audio/frame_cutter.h"

#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::audio {
namespace {

using Frames = std::vector<std::vector<float>>;

/// All frames of 1, 2, 3, ... cut into pieces of the given sizes; the rest follows in one piece.
Frames frames_of(int samples, const std::vector<int>& pieces, int size, Hop hop) {
  std::vector<float> sound(static_cast<std::size_t>(samples));
  std::iota(sound.begin(), sound.end(), 1.0F);
  Frames frames;
  const auto keep = [&](std::span<const float> frame) {
    frames.emplace_back(frame.begin(), frame.end());
  };
  FrameCutter cutter(size, hop);
  std::span<const float> left(sound);
  for (const int piece : pieces) {
    const auto part = left.first(std::min(left.size(), static_cast<std::size_t>(piece)));
    cutter.push(part, keep);
    left = left.subspan(part.size());
  }
  cutter.push(left, keep);
  cutter.finish(keep);
  return frames;
}

TEST(FrameCutter, CentresFramesOnTheHopAndFillsTheEndsWithZeros) {
  const Frames frames = frames_of(6, {}, 4, {2, 1});

  const Frames expected{{0, 0, 1, 2}, {1, 2, 3, 4}, {3, 4, 5, 6}};
  EXPECT_EQ(frames, expected);
}

// 110.25 samples: frames start at floor(n * 110.25) less half a frame.
TEST(FrameCutter, ASampleRateThatTheFrameRateDoesNotDivideLeavesNoDrift) {
  const Frames frames = frames_of(2000, {}, 2, {441, 4});

  ASSERT_EQ(frames.size(), 19u);    // centres below 2000: 18 * 110.25 = 1984
  EXPECT_EQ(frames[1][1], 111.0F);  // sample 110, counted from 1
  EXPECT_EQ(frames[2][1], 221.0F);  // 220.5
  EXPECT_EQ(frames[4][1], 442.0F);  // 441 exactly
  EXPECT_EQ(frames[18][1], 1985.0F);
}

TEST(FrameCutter, NothingGivesNoFrames) { EXPECT_TRUE(frames_of(0, {}, 4, {2, 1}).empty()); }

RC_GTEST_PROP(FrameCutterProperty, FramesDoNotDependOnThePieces, ()) {
  const int samples = *rc::gen::inRange(0, 200);
  const int size = 2 * *rc::gen::inRange(1, 20);
  const Hop hop{*rc::gen::inRange(1, 60), *rc::gen::inRange(1, 5)};
  const auto pieces = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 50));

  RC_ASSERT(frames_of(samples, pieces, size, hop) == frames_of(samples, {}, size, hop));
}

}  // namespace
}  // namespace gv::audio
