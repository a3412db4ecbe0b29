#include "core/vision/fades.h"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

namespace gv::vision {
namespace {

std::vector<double> times(std::size_t n) {
  std::vector<double> seconds(n);
  for (std::size_t i = 0; i < n; ++i) seconds[i] = static_cast<double>(i) / 25.0;
  return seconds;
}

Darkness darkness(const std::vector<double>& levels, const FadeConfig& config = {}) {
  return find_darkness(levels, times(levels.size()), config);
}

// Golden: specification of video analysis, section 3.
TEST(Fades, BoundaryLiesInTheMiddleOfTheDark) {
  EXPECT_EQ(dark_boundary(355, 398, 0.0), 377);
  EXPECT_EQ(dark_boundary(180, 216, 0.0), 198);
  EXPECT_EQ(dark_boundary(78, 90, 0.0), 84);
  EXPECT_EQ(dark_boundary(161, 173, 0.0), 167);
  EXPECT_EQ(dark_boundary(78, 90, -1.0), 78);
  EXPECT_EQ(dark_boundary(78, 90, 1.0), 90);
}

TEST(Fades, AHardGapIsBlackAndASlopeIsAFade) {
  std::vector<double> levels(100, 120.0);
  for (std::size_t i = 20; i < 30; ++i) levels[i] = 1.0;  // in and out by a cut
  for (std::size_t i = 0; i < 8; ++i) levels[60 + i] = 120.0 - 15.0 * static_cast<double>(i + 1);
  for (std::size_t i = 68; i < 75; ++i) levels[i] = 0.0;  // out by a slope, in by a cut
  const Darkness found = darkness(levels);
  ASSERT_EQ(found.spans.size(), 2U);
  EXPECT_EQ(found.spans[0].kind, Entry::Black);
  EXPECT_EQ(found.spans[0].boundary, 25);
  EXPECT_EQ(found.spans[0].start, 19);
  EXPECT_EQ(found.spans[0].end, 30);
  EXPECT_EQ(found.spans[1].kind, Entry::Fade);
  EXPECT_EQ(found.spans[1].out, 67);
  EXPECT_EQ(found.spans[1].start, 59);
  EXPECT_EQ(found.spans[1].end, 75);
  EXPECT_EQ(found.spans[1].depth, 120.0);
}

TEST(Fades, FourSteadyStepsMakeAFadeAndThreeDoNot) {
  const auto kind_with_steps = [](int steps) {
    std::vector<double> levels(40, 90.0);
    for (int i = 0; i < steps; ++i) {
      levels[static_cast<std::size_t>(10 + i)] = 90.0 - 90.0 * (i + 1) / steps;
    }
    for (std::size_t i = 10 + static_cast<std::size_t>(steps); i < 25; ++i) levels[i] = 0.0;
    return darkness(levels).spans.at(0).kind;
  };
  EXPECT_EQ(kind_with_steps(4), Entry::Fade);
  EXPECT_EQ(kind_with_steps(3), Entry::Black);
}

TEST(Fades, DarknessAtTheEndsIsNoBoundary) {
  std::vector<double> levels(50, 100.0);
  std::fill(levels.begin(), levels.begin() + 6, 0.0);
  std::fill(levels.begin() + 45, levels.end(), 0.0);
  const Darkness found = darkness(levels);
  EXPECT_TRUE(found.spans.empty());
  EXPECT_EQ(found.leading, 6);
  EXPECT_EQ(found.trailing, 5);
}

TEST(Fades, AllBlackLeadsAndDoesNotTrail) {
  const Darkness found = darkness(std::vector<double>(20, 2.0));
  EXPECT_EQ(found.leading, 20);
  EXPECT_EQ(found.trailing, 0);
  EXPECT_TRUE(found.spans.empty());
}

TEST(Fades, TheIntervalReachesTwoSecondsAtMost) {
  std::vector<double> levels(400);
  for (std::size_t i = 0; i < 200; ++i) levels[i] = 200.0 - static_cast<double>(i);
  for (std::size_t i = 200; i < 400; ++i) levels[i] = static_cast<double>(i) - 200.0;
  const Darkness found = darkness(levels);
  ASSERT_EQ(found.spans.size(), 1U);
  EXPECT_EQ(found.spans[0].out, 189);
  EXPECT_EQ(found.spans[0].start, 188 - 50);  // 25 frames a second
}

TEST(Fades, WhiteSpansCountOnRequest) {
  std::vector<double> levels(60, 120.0);
  std::fill(levels.begin() + 30, levels.begin() + 40, 250.0);
  EXPECT_TRUE(darkness(levels).spans.empty());
  const Darkness found = darkness(levels, {.white = true});
  ASSERT_EQ(found.spans.size(), 1U);
  EXPECT_EQ(found.spans[0].boundary, 35);
}

}  // namespace
}  // namespace gv::vision
