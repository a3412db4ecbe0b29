#include "core/vision/composition.h"

#include <vector>

#include <gtest/gtest.h>

#include "core/vision/pixels.h"
#include "core/vision/testing_clips.h"

namespace gv::vision {
namespace {

CompositionKind at(double x, double y, double symmetry = 0.0, bool split = false) {
  return classify({SubjectKind::Face, x, y}, symmetry, split);
}

// Each rule in the order in which it is tested.
TEST(Composition, RulesApplyInTheirOrder) {
  EXPECT_EQ(at(0.5, 0.5, 0.0, true), CompositionKind::SplitScreen);
  EXPECT_EQ(at(0.59, 0.61), CompositionKind::Centered);
  EXPECT_EQ(at(0.61, 0.5), CompositionKind::Dynamic);
  EXPECT_EQ(at(0.34, 0.30), CompositionKind::RuleOfThirds);
  EXPECT_EQ(at(2.0 / 3.0, 2.0 / 3.0 + 0.08), CompositionKind::RuleOfThirds);
  EXPECT_EQ(at(0.9, 0.9, 0.95), CompositionKind::Symmetric);
  EXPECT_EQ(at(0.9, 0.9, 0.85), CompositionKind::Dynamic);
}

TEST(Composition, GradientsLeadToTheOnlyThingInThePicture) {
  Image image(120, 80, 1);
  for (int y = 20; y < 30; ++y) std::fill_n(image.row(y) + 30, 12, std::uint8_t{200});
  const Layout layout = layout_of(image);
  EXPECT_NEAR(layout.gradient_x, 36.0 / 120.0, 0.01);
  EXPECT_NEAR(layout.gradient_y, 25.0 / 80.0, 0.01);
}

TEST(Composition, FlatPictureHasItsSubjectInTheMiddle) {
  const Layout layout = layout_of(Image(40, 30, 1));
  EXPECT_EQ(layout.gradient_x, 0.5);
  EXPECT_EQ(layout.gradient_y, 0.5);
  EXPECT_EQ(layout.midline, 0.0);
}

TEST(Composition, MirroredPictureIsSymmetric) {
  Image image = luma_of(testing::texture(128, 64, 3));
  EXPECT_LT(layout_of(image).symmetry, 0.9);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < 64; ++x) image.row(y)[127 - x] = image.row(y)[x];
  }
  EXPECT_GT(layout_of(image).symmetry, 0.99);
}

TEST(Composition, TwoPicturesSideBySideHaveAMiddleLine) {
  const Image left = luma_of(testing::texture(128, 64, 3));
  const Image right = luma_of(testing::texture(128, 64, 4));
  Image both = left;
  for (int y = 0; y < 64; ++y) {
    for (int x = 64; x < 128; ++x)
      both.row(y)[x] = static_cast<std::uint8_t>(255 - left.row(y)[x - 64]);
  }
  EXPECT_GE(layout_of(both).midline, 0.5);
  EXPECT_LT(layout_of(both).halves, -0.9);  // the right half is the negative of the left
  EXPECT_LT(layout_of(left).midline, 0.5);
  EXPECT_LT(layout_of(right).midline, 0.5);
}

TEST(Composition, SplitScreenMustPersistInItsShot) {
  std::vector<LayoutSample> samples(10);
  for (std::size_t i = 0; i < 10; ++i) samples[i].shot = i / 5;
  for (const std::size_t i : {0U, 1U, 2U, 7U}) samples[i].layout.midline = 0.8;
  EXPECT_EQ(split_shares(samples, 3), (std::vector<double>{0.6, 0.2, 0.0}));
  const Composition found = summarize_composition(samples, 3, false);
  EXPECT_EQ(found.shares.at("split_screen"), 0.5);
  EXPECT_EQ(found.shares.at("centered"), 0.5);
  EXPECT_EQ(found.dominant, CompositionKind::SplitScreen);
  EXPECT_FALSE(found.subject_share.has_value());
}

TEST(Composition, SubjectsGiveAreaAndHeadroom) {
  std::vector<LayoutSample> samples(4);
  samples[0].subject = Subject{SubjectKind::Face, 0.5, 0.3, Box{0.4, 0.2, 0.2, 0.3}};
  samples[1].subject = Subject{SubjectKind::Product, 0.5, 0.5, Box{0.45, 0.45, 0.1, 0.1}};
  samples[2].subject = Subject{SubjectKind::Motion, 0.34, 0.34};
  const Composition found = summarize_composition(samples, 1, true);
  EXPECT_NEAR(found.subject_area.value(), 0.035, 1e-12);
  EXPECT_EQ(found.subject_share, 0.25);
  EXPECT_EQ(found.headroom, 0.2);
  EXPECT_EQ(found.plain_border_share, 1.0);
  EXPECT_FALSE(summarize_composition({}, 0, true).dominant.has_value());
}

}  // namespace
}  // namespace gv::vision
