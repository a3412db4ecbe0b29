#include "core/insight/storyboard.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::insight {
namespace {

using enum VisualPattern;

StoryClip clip(std::string id, MotionLevel level, bool face, VisualPattern pattern, bool text,
               double length) {
  return {std::move(id), 100.0, 100.0 + length, level, face, pattern, text};
}

TEST(Storyboard, EachSectionGetsTheFootageItAsksFor) {
  const std::vector clips{clip("proof", MotionLevel::Low, true, Testimonial, false, 8.0),
                          clip("hook", MotionLevel::High, true, ActionMotion, true, 2.0),
                          clip("end", MotionLevel::Low, false, TextHeavy, true, 4.0),
                          clip("demo", MotionLevel::High, false, ProductDemo, false, 12.0),
                          clip("pain", MotionLevel::Low, true, Lifestyle, false, 4.0)};

  const auto board = make_storyboard(StoryboardTemplate::Aida, clips, 45.0);

  ASSERT_EQ(board.slots.size(), 5U);
  EXPECT_EQ(board.template_, "aida");
  const char* expected[] = {"hook", "pain", "demo", "proof", "end"};
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(board.slots[i].clip_id, expected[i]) << i;
  EXPECT_DOUBLE_EQ(board.slots[0].fit.value(), 1.0);
  EXPECT_DOUBLE_EQ(board.slots[0].in_s.value(), 100.0);
  EXPECT_DOUBLE_EQ(board.slots[0].out_s.value(), 102.0);
  EXPECT_FALSE(board.slots[0].missing_hint);
}

TEST(Storyboard, ScalesTheTemplateAndCutsOnBeats) {
  const auto board = make_storyboard(StoryboardTemplate::Pas, {}, 15.0, std::vector{1.6, 5.0, 9.2});
  const double bounds[] = {0.0, 1.6, 6.0, 9.2, 13.5, 15.0};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_NEAR(board.slots[i].t0, bounds[i], 1e-9);
    EXPECT_NEAR(board.slots[i].t1, bounds[i + 1], 1e-9);
  }
}

TEST(Storyboard, ASectionWithoutAFittingClipSaysWhatToShoot) {
  StoryClip poor;  // low motion, without anything a hook or a solution asks for
  poor.id = "x";
  poor.t1 = 0.4;
  poor.has_face = false;
  poor.has_text = false;
  poor.pattern = MemeFormat;
  const auto board = make_storyboard(StoryboardTemplate::Transformation, std::vector{poor}, 40.0);
  const auto used = std::count_if(board.slots.begin(), board.slots.end(),
                                  [](const StorySlot& slot) { return slot.clip_id.has_value(); });
  EXPECT_EQ(used, 1);
  for (const auto& slot : board.slots) {
    EXPECT_EQ(slot.missing_hint.has_value(), !slot.clip_id.has_value()) << slot.section;
    EXPECT_GE(slot.fit.value_or(1.0), 0.3);
  }
}

TEST(StoryFit, LeavesOutWhatWasNotMeasured) {
  const auto& hook = sections_of(StoryboardTemplate::Aida).front();
  StoryClip clip;
  clip.level = MotionLevel::High;
  clip.t1 = 2.0;
  EXPECT_DOUBLE_EQ(story_fit(hook, clip, 3.0, 0.0), 1.0);
  clip.has_face = false;  // .5 * 80 of .65
  EXPECT_NEAR(story_fit(hook, clip, 3.0, 0.0), 0.4 / 0.65, 1e-12);
}

RC_GTEST_PROP(StoryboardProperty, EachClipIsUsedAtMostOnce, ()) {
  std::vector<StoryClip> clips;
  for (int i = *rc::gen::inRange(0, 9); i > 0; --i) {
    clips.push_back(
        clip(std::to_string(i),
             *rc::gen::element(MotionLevel::Low, MotionLevel::Medium, MotionLevel::High),
             *rc::gen::arbitrary<bool>(), *rc::gen::element(TextHeavy, TalkingHead, ProductDemo),
             *rc::gen::arbitrary<bool>(), *rc::gen::inRange(1, 16)));
  }
  const auto kind = *rc::gen::element(StoryboardTemplate::Aida, StoryboardTemplate::Pas);
  const double duration = *rc::gen::inRange(5, 90);
  std::set<std::string> used;
  double end = 0.0;
  for (const auto& slot : make_storyboard(kind, clips, duration).slots) {
    RC_ASSERT(slot.t0 == end && slot.t1 > slot.t0);
    end = slot.t1;
    if (!slot.clip_id) continue;
    RC_ASSERT(used.insert(*slot.clip_id).second);
    RC_ASSERT(*slot.fit >= 0.3);
    RC_ASSERT(*slot.out_s - *slot.in_s <= slot.t1 - slot.t0 + 1e-9);
  }
  RC_ASSERT(end == duration);
}

}  // namespace
}  // namespace gv::insight
