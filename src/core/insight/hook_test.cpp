#include "core/insight/hook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::insight {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

const Lexicon& lexicon() {
  static const Lexicon all;
  return all;
}

std::vector<HookPair> pairs_of(const std::vector<double>& m, double step = 0.1) {
  std::vector<HookPair> pairs;
  for (std::size_t i = 0; i < m.size(); ++i) {
    pairs.push_back({step * static_cast<double>(i + 1), m[i]});
  }
  return pairs;
}

HookInput still(double duration_s = 10.0) {
  HookInput input;
  input.duration_s = duration_s;
  input.pairs = pairs_of(std::vector<double>(29, 0.0));
  return input;
}

TextTrack text_at(double t0, std::string text, vision::Box box = {0.1, 0.1, 0.8, 0.06}) {
  TextTrack track;
  track.text = std::move(text);
  track.t0 = t0;
  track.t1 = t0 + 2.0;
  track.box = box;
  track.height_frac = box.h;
  track.question = is_question(track.text, lexicon());
  return track;
}

// 60 section 15: (first face, first m > 20, m, face share) -> score.
TEST(HookEffectiveness, MatchesTheGoldenHooks) {
  const std::vector<double> lively{4.0, 22.0, 4.0, 18.0};
  EXPECT_EQ(hook_effectiveness(HookFaces{0.3, 0.7}, 0.4, lively), 95.0);
  EXPECT_EQ(hook_effectiveness(HookFaces{std::nullopt, 0.0}, std::nullopt, std::vector{1.0, 1.0}),
            50.0);
  EXPECT_EQ(hook_effectiveness(HookFaces{1.2, 0.4}, 0.2, std::vector{21.0, 21.0, 21.0}), 75.0);
}

TEST(HookAttention, MatchesTheGoldenFrames) {
  auto pairs = pairs_of({10.0, 20.0, 30.0, 5.0, 0.0, 40.0});
  pairs[1].face = pairs[2].face = pairs[5].face = true;
  const auto attention = hook_attention(pairs, true);
  const double expected[] = {0.5, 0.95, 0.9, 0.2125, 0.0, 0.75};
  ASSERT_EQ(attention.size(), 6U);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(attention[i], expected[i], 1e-12) << i;
}

TEST(PatternInterrupt, MatchesTheGoldenSeries) {
  EXPECT_DOUBLE_EQ(pattern_interrupt(std::vector<double>{0, 0, 30, 30, 0, 0, 30, 30, 0, 0}), 1.0);
  EXPECT_NEAR(pattern_interrupt(std::vector<double>{10, 12, 11, 9, 10, 12, 11, 9, 10, 12}), 0.0124,
              1e-9);
  EXPECT_EQ(pattern_interrupt(std::vector<double>{0, 30, 0, 30}), 0.0);
}

TEST(Hook, AStillPictureHasNoHook) {
  auto input = still();
  input.faces = HookFaces{};
  input.texts.emplace();
  input.audio.emplace();
  const auto report = assess_hook(input, lexicon());
  EXPECT_EQ(report.type, HookType::None);
  EXPECT_TRUE(report.also.empty());
  EXPECT_EQ(report.evidence_points, 0.0);
  EXPECT_EQ(report.hook_score_v2, 0.0);
  EXPECT_FALSE(report.hook_model_score);
  EXPECT_DOUBLE_EQ(report.optimal_cut_s, 1.5);
}

TEST(Hook, UnmeasuredTermsAddNothingAndAreNamed) {
  const auto report = assess_hook(still(), lexicon());
  EXPECT_THAT(report.unmeasured, ElementsAre("face", "text", "audio", "speech"));
  EXPECT_FALSE(report.face_share_proxy);
  EXPECT_EQ(report.effectiveness_score, 50.0);
}

TEST(HookScoreV2, DropsUnmeasuredTermsAndRescales) {
  auto input = still();
  input.pairs[1].m = 30.0;  // .2 s: motion 1; interrupt min(1, 81 / 100)
  const auto evidence = hook_evidence(input);
  EXPECT_NEAR(hook_score_v2(input, evidence), 100.0 * (20.0 + 15.0 * 0.81) / 35.0, 1e-9);

  input.faces = HookFaces{1.15, 0.3};                                 // .5
  input.texts = {text_at(1.25, "Hello", {0.1, 0.1, 0.5, 0.035})};     // .5 * .5
  input.audio = std::vector<AudioPeak>{{0.9, 0.5, SoundKind::Beat}};  // .5
  const double all = 25.0 * 0.5 + 20.0 + 20.0 * 0.25 + 20.0 * 0.5 + 15.0 * 0.81;
  EXPECT_NEAR(hook_score_v2(input, hook_evidence(input)), all, 1e-9);
}

TEST(HookType, TheFirstRuleThatHoldsNamesIt) {
  auto input = still();
  input.pairs[1].m = 30.0;
  input.faces = HookFaces{0.2, 0.9};
  EXPECT_THAT(assess_hook(input, lexicon()).also,
              ElementsAre(HookType::FaceHook, HookType::MotionHook, HookType::PatternInterrupt));

  input.texts = {text_at(0.4, "Tired skin?")};
  const auto asked = assess_hook(input, lexicon());
  EXPECT_EQ(asked.type, HookType::Question);
  EXPECT_THAT(asked.also, Contains(HookType::TextHook));

  input.texts->push_back(text_at(1.0, "Day 1: before"));
  EXPECT_EQ(assess_hook(input, lexicon()).type, HookType::Transformation);
}

TEST(HookType, TextIsAHookOnlyEarlyAndLarge) {
  auto input = still();
  input.texts = {text_at(0.6, "Big words")};
  EXPECT_THAT(assess_hook(input, lexicon()).also, Not(Contains(HookType::TextHook)));
  input.texts = {text_at(0.2, "Small", {0.1, 0.1, 0.3, 0.1})};
  EXPECT_THAT(assess_hook(input, lexicon()).also, Not(Contains(HookType::TextHook)));
  input.texts = {text_at(0.2, "Large", {0.1, 0.1, 0.4, 0.1})};
  EXPECT_THAT(assess_hook(input, lexicon()).also, Contains(HookType::TextHook));
}

TEST(HookType, OneEarlyCutBetweenAlikeShotsIsATransformation) {
  auto input = still();
  input.boundaries = {{1.0, std::nullopt, 0.8}, {4.0, true, 0.9}};
  EXPECT_EQ(assess_hook(input, lexicon()).type, HookType::Transformation);
  input.boundaries[0].cosine = 0.5;
  EXPECT_EQ(assess_hook(input, lexicon()).type, HookType::None);
  input.boundaries[0].shares_face = true;
  EXPECT_EQ(assess_hook(input, lexicon()).type, HookType::Transformation);
  input.boundaries.push_back({1.5, true, 0.8});
  EXPECT_EQ(assess_hook(input, lexicon()).type, HookType::None);
}

TEST(HookType, SoundNeedsAStrongOnsetOrAVoice) {
  auto input = still();
  input.audio = std::vector<AudioPeak>{{0.2, 0.59, SoundKind::Onset}, {0.3, 1.0, SoundKind::Beat}};
  EXPECT_EQ(assess_hook(input, lexicon()).type, HookType::None);
  input.audio->push_back({0.4, 0.6, SoundKind::Onset});
  EXPECT_EQ(assess_hook(input, lexicon()).type, HookType::AudioHook);
  input.audio->clear();
  input.speech = std::vector<TimeSpan>{{0.1, 2.0}};
  EXPECT_EQ(assess_hook(input, lexicon()).type, HookType::AudioHook);
}

TEST(HookType, AQuestionMayBeSpoken) {
  auto input = still();
  input.transcript = std::vector<TimedLine>{{"Do you hate mornings? We too.", 1.4, 3.0}};
  EXPECT_EQ(assess_hook(input, lexicon()).type, HookType::Question);
  input.transcript = std::vector<TimedLine>{{"We hate mornings. You too?", 1.4, 3.0}};
  EXPECT_EQ(assess_hook(input, lexicon()).type, HookType::None);
}

TEST(HookCut, IsTheFirstStrongChangeSnappedToABeat) {
  auto input = still();
  input.pairs[2].m = 50.0;   // .3 s: too early
  input.pairs[11].m = 50.0;  // 1.2 s
  input.beats = {0.5, 1.25, 1.9};
  EXPECT_DOUBLE_EQ(assess_hook(input, lexicon()).optimal_cut_s, 1.25);
  input.beats = {1.35};
  EXPECT_NEAR(assess_hook(input, lexicon()).optimal_cut_s, 1.2, 1e-12);
  EXPECT_DOUBLE_EQ(assess_hook(still(1.0), lexicon()).optimal_cut_s, 1.0);
}

TEST(HookImprovements, NameWhatIsMissing) {
  auto input = still();
  input.faces = HookFaces{};
  input.texts = {text_at(2.0, "Late", {0.1, 0.1, 0.3, 0.02})};
  input.audio.emplace();
  input.leading_black_s = 0.4;
  std::vector<HookAdvice> codes;
  for (const auto& one : assess_hook(input, lexicon()).improvements) codes.push_back(one.code);
  using enum HookAdvice;
  EXPECT_THAT(codes, ElementsAre(AddFace, AddMotion, RaiseEnergy, MoreFaceTime, AddPatternInterrupt,
                                 AddTextEarly, EnlargeText, AddAudioHook, LateStart));
}

TEST(HookImprovements, AGoodHookIsOk) {
  auto input = still();
  input.pairs = pairs_of({5.0, 25.0, 5.0, 25.0, 5.0, 25.0});
  input.faces = HookFaces{0.1, 0.9};
  const auto improvements = assess_hook(input, lexicon()).improvements;
  ASSERT_EQ(improvements.size(), 1U);
  EXPECT_EQ(improvements[0].code, HookAdvice::Ok);
}

RC_GTEST_PROP(HookProperty, ScoresStayInRange, ()) {
  auto input = still();
  for (auto& pair : input.pairs) {
    pair.m = *rc::gen::inRange(0, 256);
    pair.face = *rc::gen::arbitrary<bool>();
  }
  if (*rc::gen::arbitrary<bool>()) input.faces = HookFaces{*rc::gen::inRange(0, 40) / 10.0, 0.5};
  const auto report = assess_hook(input, lexicon());
  RC_ASSERT(report.effectiveness_score >= 50.0 && report.effectiveness_score <= 100.0);
  RC_ASSERT(*report.hook_score_v2 >= 0.0 && *report.hook_score_v2 <= 100.0);
  RC_ASSERT(report.optimal_cut_s > 0.0 && report.optimal_cut_s <= 3.0);
  for (const double a : report.attention) RC_ASSERT(a >= 0.0 && a <= 1.0);
}

}  // namespace
}  // namespace gv::insight
