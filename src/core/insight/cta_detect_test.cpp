#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/insight/cta.h"

namespace gv::insight {
namespace {

using testing::ElementsAre;

const Lexicon& lexicon() {
  static const Lexicon all;
  return all;
}

TextTrack shown(double t0, double t1, std::string text, std::optional<double> contrast = 7.0) {
  TextTrack track;
  track.text = std::move(text);
  track.t0 = t0;
  track.t1 = t1;
  track.box = {0.2, 0.6, 0.5, 0.1};
  track.contrast = contrast;
  return track;
}

CtaInput perfect() {
  CtaInput input;
  input.duration_s = 30.0;
  input.texts = {shown(18.0, 22.0, "Only today: 5 stars"), shown(25.0, 29.0, "Shop now")};
  input.transcript = std::vector<TimedLine>{{"so shop now", 26.0, 28.0}};
  input.energy = {{0.0, 3.0}};
  return input;
}

CtaScore score_of(const CtaInput& input) {
  return score_existing_cta(input, detect_ctas(input, lexicon()), lexicon()).value();
}

TEST(CtaDetection, FindsShownAndSpokenCalls) {
  const auto spans = detect_ctas(perfect(), lexicon());
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[0].source, CtaSource::Text);
  EXPECT_EQ(spans[0].type, CtaType::ShopNow);
  EXPECT_EQ(spans[1].source, CtaSource::Speech);
  EXPECT_FALSE(spans[1].box);
}

TEST(CtaDetection, AButtonMakesItsTextACall) {
  CtaInput input;
  input.duration_s = 10.0;
  input.texts = {shown(5.0, 8.0, "Summer deal")};
  EXPECT_TRUE(detect_ctas(input, lexicon()).empty());
  input.buttons = {{{0.15, 0.58, 0.6, 0.14}, 5.0, 8.0}};
  const auto spans = detect_ctas(input, lexicon());
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0].type, CtaType::Button);
  EXPECT_EQ(spans[0].source, CtaSource::Button);
  input.buttons[0].box = {0.0, 0.0, 1.0, 1.0};  // a whole frame is no button
  EXPECT_TRUE(detect_ctas(input, lexicon()).empty());
}

TEST(CtaPlacementClass, FollowsTheRules) {
  const auto classify = [](std::vector<double> starts) {
    std::vector<CtaSpan> spans;
    for (const double t : starts) spans.push_back({.t0 = t, .t1 = t + 1.0});
    return cta_placement(spans, 30.0);
  };
  EXPECT_EQ(classify({}), CtaPlacement::None);
  EXPECT_EQ(classify({26.0}), CtaPlacement::End);
  EXPECT_EQ(classify({22.0}), CtaPlacement::MidEnd);
  EXPECT_EQ(classify({15.0, 27.0}), CtaPlacement::EarlyEnd);
  EXPECT_EQ(classify({3.0, 9.0, 27.0}), CtaPlacement::Repeated);
  EXPECT_EQ(classify({6.0}), std::nullopt);
}

TEST(CtaScore, AllPartsTogetherAreAHundred) {
  const auto score = score_of(perfect());
  EXPECT_DOUBLE_EQ(score.score, 100.0);
  EXPECT_TRUE(score.recommendations.empty());
  EXPECT_EQ(score.pre_urgency, true);
  EXPECT_DOUBLE_EQ(score.start_s.value(), 25.0);
  EXPECT_DOUBLE_EQ(score.visibility.value(), 1.0);  // .05 * 7 / 4.5 * 4 / .2 > 1
}

TEST(CtaScore, EachWeaknessCostsItsPoints) {
  auto early = perfect();
  (*early.texts)[1].t0 = 14.0;
  (*early.texts)[1].t1 = 18.0;
  early.transcript->clear();
  const auto score = score_of(early);
  EXPECT_DOUBLE_EQ(score.score, 100.0 - 20.0 - 10.0 - 10.0);  // not late, not prepared, not said
  EXPECT_THAT(score.recommendations, ElementsAre(CtaAdvice::MoveLate, CtaAdvice::SayIt));

  auto poor = perfect();
  (*poor.texts)[1] = shown(28.5, 30.0, "Shop now", 3.0);
  (*poor.texts)[0].t1 = 20.0;
  (*poor.texts)[0].t0 = 19.0;
  poor.energy = {{0.0, 7.0}};
  poor.transcript->clear();
  const auto low = score_of(poor);
  EXPECT_DOUBLE_EQ(low.score, 20.0 + 20.0 + 8.0 + 8.0);
  EXPECT_THAT(low.recommendations, ElementsAre(CtaAdvice::ShowLonger, CtaAdvice::CalmBackground,
                                               CtaAdvice::RaiseContrast, CtaAdvice::SayIt));
}

TEST(CtaScore, WhatWasNotMeasuredIsNotHeldAgainstIt) {
  auto input = perfect();
  input.transcript.reset();
  (*input.texts)[1].contrast.reset();
  const auto score = score_of(input);
  EXPECT_DOUBLE_EQ(score.score, 100.0);
  EXPECT_THAT(score.unmeasured, ElementsAre("contrast", "spoken"));
  EXPECT_FALSE(score.parts.at("contrast"));
}

TEST(CtaScore, WithoutACallItIsZeroAndWithoutEyesAndEarsNull) {
  CtaInput input;
  input.duration_s = 30.0;
  EXPECT_FALSE(score_existing_cta(input, {}, lexicon()));
  input.texts.emplace();
  const auto score = score_of(input);
  EXPECT_EQ(score.score, 0.0);
  EXPECT_THAT(score.recommendations, ElementsAre(CtaAdvice::AddCta));
  EXPECT_FALSE(score.start_s);
}

TEST(CtaSection, JoinsWhatIsAndWhatShouldBe) {
  const auto section = assess_cta(perfect(), "sales", lexicon());
  EXPECT_EQ(section.config, "ecommerce");
  EXPECT_EQ(section.placement_class, CtaPlacement::End);
  EXPECT_EQ(section.spans.size(), 2U);
  EXPECT_EQ(section.sequence.size(), 3U);
  EXPECT_TRUE(section.existing);
  CtaInput blind;
  blind.duration_s = 30.0;
  EXPECT_FALSE(assess_cta(blind, "sales", lexicon()).placement_class);
}

}  // namespace
}  // namespace gv::insight
