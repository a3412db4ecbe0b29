#include "core/insight/patterns.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::insight {
namespace {

using enum VisualPattern;

const Lexicon& lexicon() {
  static const Lexicon all;
  return all;
}

PatternInput golden() {
  PatternInput input;
  input.face_presence = 0.8;
  input.face_area = 0.06;
  input.speech_ratio = 0.5;
  input.energy = 3.0;
  input.ocr.emplace();
  input.transcript.emplace();
  return input;
}

// 60 section 11: f .8, face area .06, speech .5, E 3, no terms.
TEST(Patterns, MatchTheGoldenTalkingHead) {
  const auto scores = score_patterns(golden(), lexicon());
  EXPECT_NEAR(scores.at(FaceCloseup).value(), 0.2667, 5e-5);
  EXPECT_NEAR(scores.at(TalkingHead).value(), 0.6, 1e-12);
  EXPECT_NEAR(scores.at(Testimonial).value(), 0.3, 1e-12);
  EXPECT_EQ(primary_of(scores), TalkingHead);
}

TEST(Patterns, WhatWasNotMeasuredIsUnknownNotZero) {
  const auto scores = score_patterns(golden(), lexicon());
  EXPECT_FALSE(scores.at(ProductFocus));
  EXPECT_FALSE(scores.at(Lifestyle));
  EXPECT_EQ(scores.at(ActionMotion), 0.0);

  auto deaf = golden();
  deaf.ocr.reset();
  deaf.transcript.reset();
  EXPECT_FALSE(score_patterns(deaf, lexicon()).at(Testimonial));
}

TEST(Patterns, TermsOfEitherSourceCount) {
  auto input = golden();
  input.transcript->push_back({"I tried it and my skin changed", 1.0, 2.0, TextSource::Transcript});
  EXPECT_NEAR(score_patterns(input, lexicon()).at(Testimonial).value(), 0.6, 1e-12);
}

TEST(Patterns, BeforeNeedsAfterOrASplitScreen) {
  auto input = golden();
  input.split_screen = false;
  input.ocr->push_back({"Before", 0.0, 1.0});
  EXPECT_EQ(score_patterns(input, lexicon()).at(BeforeAfter), 0.0);
  input.ocr->push_back({"بعد", 1.0, 2.0});
  EXPECT_EQ(score_patterns(input, lexicon()).at(BeforeAfter), 1.0);
}

// Each rule of the table at a point where every factor counts; scripts/golden/insight.py.
TEST(Patterns, EveryRuleHasItsFactors) {
  PatternInput in;
  in.face_presence = 0.2;
  in.energy = 10.0;
  in.speech_ratio = 0.2;
  in.cuts_per_s = 0.65;
  in.text_area = 0.15;
  in.product_share = 0.6;
  in.product_area = 0.15;
  in.person_share = 0.5;
  in.scene_lifestyle = 0.4;
  in.scene_outdoor = 0.8;
  in.aspect = 0.5625;
  in.camera_jitter = 0.9;
  in.shot_cosine = 0.6;
  in.plain_border_share = 0.5;
  in.sharpness = 105.0;
  in.letterbox = true;
  in.text_band_share = 0.7;
  in.ocr = std::vector<TimedLine>{{"How to: unboxing", 0.0, 1.0}};
  const auto s = score_patterns(in, lexicon());
  EXPECT_NEAR(s.at(TextHeavy).value(), 0.5, 1e-9);
  EXPECT_NEAR(s.at(ProductFocus).value(), 0.24, 1e-9);
  EXPECT_NEAR(s.at(ProductDemo).value(), 0.3, 1e-9);
  EXPECT_NEAR(s.at(ActionMotion).value(), 0.5, 1e-9);
  EXPECT_NEAR(s.at(FastCuts).value(), 0.1, 1e-9);
  EXPECT_NEAR(s.at(Lifestyle).value(), 0.304, 1e-9);
  EXPECT_NEAR(s.at(TutorialDemo).value(), 0.55, 1e-9);
  EXPECT_NEAR(s.at(UgcStyle).value(), 0.75, 1e-9);
  EXPECT_NEAR(s.at(ProfessionalStudio).value(), 0.25, 1e-9);
  EXPECT_NEAR(s.at(Cinematic).value(), 0.5, 1e-9);
  EXPECT_NEAR(s.at(MemeFormat).value(), 0.0, 1e-9);
  EXPECT_NEAR(s.at(Unboxing).value(), 1.0, 1e-9);
}

TEST(PatternReport, FollowsTheShots) {
  auto fast = golden();
  fast.energy = 15.0;
  fast.time = {2.0, 3.0};
  auto calm = golden();
  calm.time = {0.0, 2.0};
  auto still = PatternInput{};
  still.time = {3.0, 4.0};

  const auto report = recognise_patterns(golden(), std::vector{calm, fast, still}, lexicon());

  ASSERT_EQ(report.timeline.size(), 3U);
  EXPECT_EQ(report.timeline[0].label, TalkingHead);
  EXPECT_EQ(report.timeline[1].label, ActionMotion);
  EXPECT_EQ(report.timeline[2].label, std::nullopt);
  EXPECT_EQ(report.transitions.size(), 2U);
  EXPECT_DOUBLE_EQ(report.temporal_consistency, 0.0);
  EXPECT_EQ(report.dominant, TalkingHead);
  EXPECT_DOUBLE_EQ(report.distribution.at("talking_head"), 0.5);
  EXPECT_EQ(report.scores.size(), 16U);
  EXPECT_FALSE(report.calibrated);
  // (.6 - .3) / (.2667 + .6 + .3 + 0)
  EXPECT_NEAR(report.margin, 0.3 / (0.8 / 3.0 + 0.9), 1e-9);
}

TEST(PatternReport, OfNothingMeasuredHasNoLabel) {
  const auto report = recognise_patterns(PatternInput{}, {}, lexicon());
  EXPECT_FALSE(report.primary);
  EXPECT_EQ(report.margin, 0.0);
  EXPECT_EQ(report.temporal_consistency, 1.0);
}

RC_GTEST_PROP(PatternsProperty, ScoresAreSharesWhateverComesIn, ()) {
  const auto any = [] { return *rc::gen::inRange(0, 301) / 100.0; };
  const auto share = [] { return *rc::gen::inRange(0, 101) / 100.0; };
  PatternInput in;
  in.face_presence = share();
  in.face_area = share();
  in.energy = any() * 10.0;
  in.speech_ratio = share();
  in.cuts_per_s = any();
  in.product_share = share();
  in.product_area = share();
  in.person_share = share();
  in.scene_lifestyle = share();
  in.scene_outdoor = share();
  in.aspect = any();
  in.camera_jitter = any();
  in.shot_cosine = share();
  for (const auto& [label, score] : score_patterns(in, lexicon())) {
    if (score) RC_ASSERT(*score >= 0.0 && *score <= 1.0);
  }
}

}  // namespace
}  // namespace gv::insight
