#include "adapters/analysis/report_html.h"

#include <gtest/gtest.h>

#include "adapters/analysis/report_timeline.h"

namespace gv::analysis {
namespace {

Document document() {
  Document made;
  made.source.duration_s = 2.0;
  made.frames.covered_s = 2.0;
  made.frames.timeline = {.t = {0.0, 0.1}, .motion = {1.0, 2.0}};
  made.shots.shots = {{.i = 0, .end_s = 1.0}, {.i = 1, .start_s = 1.0, .end_s = 2.0}};
  made.hook.emplace().improvements = {{.code = insight::HookAdvice::AddFace}};
  made.text.emplace().tracks = {{.text = "50 % < all & \"more\"", .t0 = 0.2, .t1 = 0.8}};
  made.sheet.push_back({.frame = 3, .t = 0.1, .image = Image(32, 18, 3)});
  return made;
}

TEST(ReportHtml, LoadsNothingFromAnywhere) {
  const auto page = report_html(document(), "/x/ad.mp4");
  EXPECT_EQ(page.find("http"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(page.find("data:image/jpeg;base64,"), std::string::npos);
}

TEST(ReportHtml, EscapesWhatWasReadInTheVideo) {
  const auto page = report_html(document(), "/x/<b>.mp4");
  EXPECT_NE(page.find("50 % &lt; all &amp; &quot;more&quot;"), std::string::npos);
  EXPECT_EQ(page.find("<b>"), std::string::npos);
}

TEST(ReportHtml, SaysWhatToChange) {
  const auto page = report_html(document(), "ad.mp4");
  EXPECT_NE(page.find("show a face in the first three seconds"), std::string::npos);
}

TEST(ReportHtml, SaysWhatABrandMayNotWantBesideIt) {
  auto made = document();
  made.brand_safety = {.level = vision::SafetyLevel::Block,
                       .flags = {{.category = vision::SafetyCategory::Tobacco,
                                  .evidence = "text: <cigars>",
                                  .blocks = true}}};
  const auto page = report_html(made, "ad.mp4");
  EXPECT_NE(page.find("Verdict: block."), std::string::npos);
  EXPECT_NE(page.find("tobacco at 0.0 s, it blocks: text: &lt;cigars&gt;"), std::string::npos);
}

TEST(ReportHtml, AStillPictureHasNoTimeline) { EXPECT_EQ(report_timeline({}), ""); }

}  // namespace
}  // namespace gv::analysis
