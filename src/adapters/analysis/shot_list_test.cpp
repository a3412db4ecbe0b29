#include "adapters/analysis/shot_list.h"

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "io/json/json.h"

namespace gv::analysis {
namespace {

Document two_shots() {
  Document document;
  document.source.video.emplace().fps_nominal = 25.0;
  document.shots.shots = {{.i = 0, .start_frame = 0, .end_frame = 50, .start_s = 0.0, .end_s = 2.0},
                          {.i = 1,
                           .start_frame = 50,
                           .end_frame = 1550,
                           .start_s = 2.0,
                           .end_s = 62.0,
                           .in = vision::Entry::Cut,
                           .keyframe = 70}};
  return document;
}

TEST(ShotList, FormComesFromTheEnding) {
  EXPECT_EQ(*shot_list_form("a/b.edl"), ShotListForm::Edl);
  EXPECT_FALSE(shot_list_form("a/b.xml"));
}

TEST(ShotList, CsvHasALineAShot) {
  const auto text = shot_list(two_shots(), "ad.mp4", ShotListForm::Csv);
  EXPECT_NE(text.find("2,50,1550,2.000000,62.000000,60.000000,cut,70\r\n"), std::string::npos);
}

TEST(ShotList, EdlCountsInTimeCodes) {
  const auto text = shot_list(two_shots(), "/home/x/ad\n.mp4", ShotListForm::Edl);
  EXPECT_NE(text.find("002  AX       V     C        00:00:02:00 00:01:02:00 00:00:02:00 "
                      "00:01:02:00\n* FROM CLIP NAME: ad_.mp4\n"),
            std::string::npos);
}

TEST(ShotList, OtioIsJsonWithEveryShot) {
  const auto text = shot_list(two_shots(), "ad.mp4", ShotListForm::Otio);
  const auto tree = json::parse(text, "otio");
  ASSERT_TRUE(tree) << tree.error();
}

TEST(TimeCode, RollsOver) {
  EXPECT_EQ(time_code(0, 30), "00:00:00:00");
  EXPECT_EQ(time_code(107'999, 30), "00:59:59:29");
  EXPECT_EQ(time_code(108'000, 30), "01:00:00:00");
}

}  // namespace
}  // namespace gv::analysis
