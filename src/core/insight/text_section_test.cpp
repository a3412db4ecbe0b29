#include "core/insight/text_section.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/insight/safe_zone.h"

namespace gv::insight {
namespace {

TextTrack line(double t0, double t1, vision::Box box, std::string text = "one two") {
  TextTrack track;
  track.text = std::move(text);
  track.t0 = t0;
  track.t1 = t1;
  track.box = box;
  track.height_frac = box.h;
  track.in_hook = t0 < 3.0;
  return track;
}

// 60 section 9: boxes .5 x .2 and .3 x .2 overlapping .2 x .1 cover .14.
TEST(UnionArea, CountsAnOverlapOnce) {
  const std::vector<vision::Box> boxes{{0.0, 0.0, 0.5, 0.2}, {0.3, 0.1, 0.3, 0.2}};
  EXPECT_NEAR(union_area(boxes), 0.14, 1e-12);
}

RC_GTEST_PROP(UnionAreaProperty, LiesBetweenTheLargestBoxAndTheSum, ()) {
  std::vector<vision::Box> boxes;
  double largest = 0.0;
  double sum = 0.0;
  for (int n = *rc::gen::inRange(0, 6); n > 0; --n) {
    const auto part = [] { return *rc::gen::inRange(0, 51) / 100.0; };
    boxes.push_back({part(), part(), part(), part()});
    const double area = boxes.back().w * boxes.back().h;
    largest = std::max(largest, area);
    sum += area;
  }
  const double area = union_area(boxes);
  RC_ASSERT(area >= largest - 1e-12 && area <= sum + 1e-12);
}

TEST(TextSection, OfNoTextIsEmptyButMeasured) {
  const auto section = summarise_text({}, 10.0, 9.0 / 16.0);
  EXPECT_FALSE(section.first_text_s);
  EXPECT_FALSE(section.min_height_frac);
  EXPECT_FALSE(section.text_min_contrast);
  EXPECT_EQ(section.text_area_mean, 0.0);
  EXPECT_TRUE(section.advice.empty());
}

TEST(TextSection, IntegratesOverTheTimeLinesStand) {
  const auto section =
      summarise_text({line(2.0, 4.0, {0.1, 0.3, 0.5, 0.2}), line(3.0, 5.0, {0.4, 0.4, 0.3, 0.2})},
                     10.0, 9.0 / 16.0);
  EXPECT_DOUBLE_EQ(section.first_text_s.value(), 2.0);
  EXPECT_TRUE(section.text_in_hook);
  EXPECT_NEAR(section.text_area_max, 0.14, 1e-12);
  EXPECT_NEAR(section.text_area_mean, (0.1 + 0.14 + 0.06) / 10.0, 1e-12);
  EXPECT_NEAR(section.text_time_share, 0.3, 1e-12);
  EXPECT_EQ(section.words_on_screen, 4);
  EXPECT_NEAR(section.reading_load, 2.0, 1e-12);  // two lines of one word a second each
}

TEST(TextSection, WarnsAboutFastSmallAndLargeText) {
  const auto fast = summarise_text({line(0.0, 1.0, {0.1, 0.3, 0.5, 0.02}, "a b c d e")}, 2.0, 1.0);
  EXPECT_THAT(fast.advice, testing::ElementsAre("reading_load", "text_height"));
  const auto large = summarise_text({line(0.0, 2.0, {0.1, 0.3, 0.5, 0.5})}, 2.0, 1.0);
  EXPECT_THAT(large.advice, testing::ElementsAre("text_overlay_ratio"));
}

TEST(TextSection, ContrastIsTheTenthPercentileOverTime) {
  std::vector<TextTrack> tracks{line(0.0, 1.0, {}), line(1.0, 10.0, {}), line(10.0, 20.0, {})};
  tracks[0].contrast = 2.0;  // 5 % of the time
  tracks[1].contrast = 3.0;
  tracks[2].contrast = 9.0;
  EXPECT_DOUBLE_EQ(contrast_p10(tracks).value(), 3.0);
}

// 70 section 14: meta_reels y [269, 1248), x [65, 1015) of 1080 x 1920.
TEST(SafeZone, EndsWhereThePlatformsButtonsBegin) {
  const auto box = [](double x0, double y0, double x1, double y1) {
    return vision::Box{x0 / 1080, y0 / 1920, (x1 - x0) / 1080, (y1 - y0) / 1920};
  };
  const auto reels = placements_of_aspect(9.0 / 16.0).front();
  ASSERT_EQ(reels.id, "meta_reels");
  EXPECT_TRUE(in_safe_zone(box(65, 269, 1015, 1248), reels));
  EXPECT_FALSE(in_safe_zone(box(64, 269, 1015, 1248), reels));
  EXPECT_FALSE(in_safe_zone(box(65, 268, 1015, 1248), reels));
  EXPECT_FALSE(in_safe_zone(box(65, 269, 1016, 1248), reels));
  EXPECT_FALSE(in_safe_zone(box(65, 269, 1015, 1249), reels));
}

TEST(SafeZone, CountsLinesAndTimeOutside) {
  const auto section =
      summarise_text({line(0.0, 3.0, {0.1, 0.3, 0.5, 0.1}), line(2.0, 4.0, {0.1, 0.9, 0.5, 0.05})},
                     10.0, 1080.0 / 1920.0);
  const auto& reels = section.safe_zone_violations.at("meta_reels");
  EXPECT_EQ(reels.tracks, 1);
  EXPECT_NEAR(reels.time_share, 0.5, 1e-12);
  EXPECT_EQ(section.safe_zone_violations.count("google_square"), 0U);
}

}  // namespace
}  // namespace gv::insight
