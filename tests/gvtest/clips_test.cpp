#include "flow_truth.h"
#include "lettering.h"
#include "montage.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace gv::gvtest {
namespace {

double difference(const Image& a, const Image& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) sum += std::abs(a.pixels[i] - b.pixels[i]);
  return sum / static_cast<double>(a.pixels.size());
}

MontageStyle small() {
  return {.width = 160, .height = 90, .shots = 4, .shot_s_max = 1.0, .speed_max = 30.0};
}

TEST(Montage, ShowsAnotherPictureExactlyFromTheTrueCutOn) {
  const Montage montage(small(), 7);

  ASSERT_EQ(montage.boundaries().size(), 3u);
  for (const TrueBoundary& cut : montage.boundaries()) {
    const Image before = montage.frame(cut.start - 1);
    EXPECT_GT(difference(before, montage.frame(cut.start)),
              4.0 * difference(before, montage.frame(cut.start - 2)));
  }
}

TEST(Montage, IsTheSameForTheSameSeedOnly) {
  EXPECT_EQ(Montage(small(), 7).frame(3).pixels, Montage(small(), 7).frame(3).pixels);
  EXPECT_NE(Montage(small(), 7).frame(3).pixels, Montage(small(), 8).frame(3).pixels);
}

TEST(Montage, FadesToBlackBetweenTheTrueFrames) {
  MontageStyle style = small();
  style.handover = [](int, Rng&) { return Handover{vision::Entry::Fade, 15}; };
  const Montage montage(style, 3);

  const TrueBoundary& fade = montage.boundaries().front();

  EXPECT_EQ(fade.end - fade.start, 15);
  const Image middle = montage.frame(fade.start + 7);
  EXPECT_EQ(*std::ranges::max_element(middle.pixels), 0);
  const Image before = montage.frame(fade.start - 1);
  EXPECT_GT(*std::ranges::max_element(before.pixels), 60);
}

TEST(Montage, CutsWhereItIsTold) {
  MontageStyle style = small();
  style.cuts_s = {0.5, 1.2};
  style.end_s = 2.0;
  const Montage montage(style, 5);

  EXPECT_EQ(montage.frames(), 60);
  EXPECT_EQ(montage.shot_starts(), (std::vector<std::int64_t>{0, 15, 36, 60}));
}

// A point of the texture that moves as `look` draws it moves as `true_flow` says.
TEST(FlowTruth, AgreesWithTheCamera) {
  Image dot(kFlowWidth, kFlowHeight, 3);
  fill_box(dot, 1200, 300, 5, 5, 255);
  const TrueMotion motion{.zoom = 0.1, .roll = 5.0};
  const Camera still{.x = (kFlowWidth - 1) / 2.0, .y = (kFlowHeight - 1) / 2.0};
  Camera moved = still;
  moved.zoom = 1.1;
  moved.roll = 5.0;
  const auto centre = [](const Image& image) {
    Vector sum;
    double weight = 0.0;
    for (int y = 0; y < image.height; ++y) {
      for (int x = 0; x < image.width; ++x) {
        const double level = image.row(y)[3 * x];
        sum.x += level * x;
        sum.y += level * y;
        weight += level;
      }
    }
    return Vector{sum.x / weight, sum.y / weight};
  };

  const Vector from = centre(look(dot, still, kFlowWidth, kFlowHeight));
  const Vector to = centre(look(dot, moved, kFlowWidth, kFlowHeight));
  const Vector flow = true_flow(motion, from.x, from.y, 0);

  EXPECT_NEAR(from.x, 1202.0, 0.05);
  EXPECT_NEAR(to.x - from.x, flow.x, 0.2);
  EXPECT_NEAR(to.y - from.y, flow.y, 0.2);
}

TEST(Lettering, DrawsCapitalsOfTheHeightAskedFor) {
  const auto font = Font::open(font_files().front());
  if (!font) GTEST_SKIP() << font.error();

  const Image ink = font->line("HHH", 40);

  EXPECT_NEAR(ink.height, 40, 1);
  EXPECT_GT(ink.width, 80);
  Image frame(400, 100, 3);
  const auto box = draw_caption(frame, ink, CaptionStyle::Outline, 20, 30);
  EXPECT_NEAR(box.x, 0.05, 1e-9);
  EXPECT_NEAR(box.h, ink.height / 100.0, 1e-9);
  EXPECT_EQ(*std::ranges::max_element(frame.pixels), 255);
}

}  // namespace
}  // namespace gv::gvtest
