#include "adapters/ocr/letters.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "adapters/ocr/testing.h"

namespace gv::ocr {
namespace {

using testing::draw;
using testing::kBlack;
using testing::kWhite;
using testing::plain;

constexpr int kEdge = 60;

std::vector<Region> lines_on(const Image& frame) {
  const Image luma = luma_of(frame);
  return find_letter_lines(luma, gradient_of(luma), kEdge);
}

bool holds(const std::vector<Region>& lines, const Region& text) {
  return std::any_of(lines.begin(), lines.end(), [&](const Region& line) {
    return vision::iou(box_of(line, 960, 540), box_of(text, 960, 540)) >= 0.7;
  });
}

// A tall thing full of edges, in grey levels between those of letters and their outline.
void draw_grating(Image& frame) {
  for (int y = 100; y < 500; ++y) {
    for (int x = 400; x < 520; ++x) {
      const int level = (y / 3) % 2 == 0 ? 70 : 160;
      std::fill_n(frame.row(y) + 3 * x, 3, static_cast<std::uint8_t>(level));
    }
  }
}

TEST(Letters, ALineAcrossAThingFullOfEdgesIsFound) {
  Image frame = plain(960, 540, {90, 90, 90});
  draw_grating(frame);
  const Region text = draw(frame, {.text = "Fresh coffee in ninety seconds",
                                   .x = 250,
                                   .y = 300,
                                   .height = 30,
                                   .style = testing::Style::Outlined});
  EXPECT_TRUE(holds(lines_on(frame), text));
}

TEST(Letters, DarkLettersCountToo) {
  Image frame = plain(960, 540, {200, 200, 200});
  const Region text = draw(
      frame, {.text = "Ground right before", .x = 250, .y = 300, .height = 30, .colour = kBlack});
  EXPECT_TRUE(holds(lines_on(frame), text));
}

TEST(Letters, ThreeOfThemAreNoLine) {
  Image frame = plain(960, 540, kBlack);
  draw(frame, {.text = "Hop", .x = 250, .y = 300, .height = 30});
  EXPECT_TRUE(lines_on(frame).empty());
}

TEST(Letters, SpotsWithoutAnEdgeAllAroundAreNone) {
  Image frame = plain(960, 540, {165, 165, 165});
  for (int i = 0; i < 8; ++i) {
    for (int y = 300; y < 330; ++y) {
      std::fill_n(frame.row(y) + 3 * (300 + 30 * i), 3 * 16, std::uint8_t{200});
    }
  }
  EXPECT_TRUE(lines_on(frame).empty());
}

TEST(Letters, ARegionThatFitsServesAsWell) {
  const std::vector<Region> line{{100, 100, 200, 30}};
  EXPECT_EQ(with_letter_lines({{95, 95, 215, 40}}, line), (std::vector<Region>{{95, 95, 215, 40}}));
  EXPECT_EQ(with_letter_lines({{90, 20, 300, 140}}, line),
            (std::vector<Region>{{90, 20, 300, 140}, {100, 100, 200, 30}}));
  EXPECT_EQ(with_letter_lines({{100, 100, 50, 30}}, line), line);
}

}  // namespace
}  // namespace gv::ocr
