#include "core/insight/derived.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::insight {
namespace {

using Strings = std::vector<std::string>;

const Lexicon& lexicon() {
  static const Lexicon all;
  return all;
}

DerivedInput bare() {
  DerivedInput input;
  input.duration_s = 10.0;
  input.aspect = "4:3";
  return input;
}

bool is_null(const Derived& derived, const std::string& name) {
  return std::holds_alternative<std::monostate>(derived.at(name));
}

const std::string& text_of(const Derived& derived, const std::string& name) {
  return std::get<std::string>(derived.at(name));
}

// 60 section 18.1.
TEST(Derived, MatchesTheGoldenFormulas) {
  EXPECT_DOUBLE_EQ(lighting_quality(0.5, 0.0), 1.0);
  EXPECT_NEAR(lighting_quality(0.0, 0.2), 0.0, 1e-12);
  EXPECT_NEAR(lighting_quality(0.775, 0.085), 0.6 * 0.5 + 0.4 * 0.5, 1e-12);
  EXPECT_NEAR(text_readability(0.025, 4.5, 4.0), 0.5, 1e-12);
}

TEST(Derived, HasEveryNameOfTheSpecificationWhateverWasMeasured) {
  const auto derived = derive(bare(), lexicon());
  for (const char* name : {"hook_effectiveness",
                           "hook_strength",
                           "hook_score_v2",
                           "hook_device",
                           "first_face_ms",
                           "first_motion_peak_ms",
                           "first_text_ms",
                           "attention_0_3",
                           "motion_spike",
                           "pattern_interrupt",
                           "visual_pattern",
                           "visual_secondary",
                           "visual_energy",
                           "visual_confidence",
                           "palette",
                           "brightness",
                           "contrast",
                           "saturation",
                           "vibrancy",
                           "complexity",
                           "colorfulness",
                           "clip_share",
                           "composition",
                           "aspect",
                           "composition_quality",
                           "face_time",
                           "face_count_avg",
                           "face_area",
                           "product_time",
                           "product_area",
                           "people_count_avg",
                           "text_time",
                           "motion_mean",
                           "motion_peak",
                           "transitions",
                           "scene_count",
                           "cuts_per_s",
                           "scene_mean_ms",
                           "scene_sd_ms",
                           "first_scene_s",
                           "tempo",
                           "fast_paced",
                           "high_contrast",
                           "sharpness",
                           "lighting_quality",
                           "lighting_consistency",
                           "stabilization",
                           "compression_artifacts",
                           "audio_clarity",
                           "background_ratio",
                           "volume_consistency",
                           "bpm",
                           "has_music",
                           "has_voice",
                           "speech_wpm",
                           "lufs",
                           "av_sync_percent",
                           "beat_sync",
                           "text_min_contrast",
                           "safe_violation_share",
                           "text_readability",
                           "cta_type",
                           "cta_spans",
                           "cta_start",
                           "cta_duration",
                           "cta_contrast",
                           "cta_spoken",
                           "cta_distinct",
                           "cta_prominence",
                           "triggers",
                           "trigger_scores",
                           "benefit_by_10s",
                           "proof_present",
                           "has_number_in_hook",
                           "has_question_in_hook",
                           "logo_first_s",
                           "logo_share",
                           "palette_delta_e",
                           "brand_spoken",
                           "object_diversity",
                           "object_list",
                           "key_object_focus",
                           "object_movement",
                           "crop_subjects"}) {
    ASSERT_TRUE(derived.contains(name)) << name;
    const bool given = std::string(name) == "aspect" || std::string(name) == "crop_subjects";
    EXPECT_EQ(is_null(derived, name), !given) << name;
  }
  EXPECT_EQ(derived.size(), 84U);
  EXPECT_EQ(text_of(derived, "aspect"), "other");
}

TEST(Derived, TellsAbsentFromNotMeasured) {
  auto input = bare();
  input.hook = HookReport{};
  input.hook->unmeasured = {"text"};
  input.hook->first_motion_peak_s = 0.2345;
  input.hook->type = HookType::FaceHook;
  const auto derived = derive(input, lexicon());
  EXPECT_EQ(text_of(derived, "first_face_ms"), "none");
  EXPECT_TRUE(is_null(derived, "first_text_ms"));
  EXPECT_EQ(std::get<std::int64_t>(derived.at("first_motion_peak_ms")), 234);
  EXPECT_EQ(text_of(derived, "hook_device"), "face");
  EXPECT_EQ(number_of(derived, "hook_strength"), 0.5);
}

TEST(Derived, NamesThePatternAsDnaDoes) {
  auto input = bare();
  input.patterns = PatternReport{};
  input.patterns->primary = VisualPattern::TalkingHead;
  input.patterns->scores = {{"talking_head", 0.6}, {"face_closeup", 0.5},
                            {"fast_cuts", 0.4},    {"action_motion", 0.3},
                            {"cinematic", 0.2},    {"unboxing", std::nullopt}};
  auto derived = derive(input, lexicon());
  EXPECT_EQ(text_of(derived, "visual_pattern"), "face_closeup");
  EXPECT_EQ(std::get<Strings>(derived.at("visual_secondary")), Strings{"action_motion"});

  input.transcript = std::vector<TimedLine>{{"I highly recommend it", 1.0, 2.0}};
  derived = derive(input, lexicon());
  EXPECT_EQ(text_of(derived, "visual_pattern"), "testimonial");
  EXPECT_EQ(std::get<Strings>(derived.at("visual_secondary")),
            (Strings{"face_closeup", "action_motion"}));
  EXPECT_EQ(dna_pattern(VisualPattern::MemeFormat, false), "other");
  EXPECT_EQ(dna_pattern(VisualPattern::Cinematic, false), "professional_studio");
  EXPECT_EQ(dna_pattern(VisualPattern::ProductDemo, false), "product_focus");
}

TEST(Derived, MeasuresPacing) {
  auto input = bare();
  input.shots = ShotFacts{{{0.0, 2.0}, {2.0, 6.0}, {6.0, 10.0}}, {"cut"}};
  auto derived = derive(input, lexicon());
  EXPECT_EQ(number_of(derived, "scene_count"), 3.0);
  EXPECT_EQ(number_of(derived, "cuts_per_s"), 0.2);
  EXPECT_EQ(text_of(derived, "tempo"), "slow");
  EXPECT_EQ(number_of(derived, "scene_mean_ms"), 3333.0);
  EXPECT_EQ(number_of(derived, "scene_sd_ms"), 943.0);
  EXPECT_EQ(number_of(derived, "fast_paced"), 0.0);
  input.shots->shots = {{0.0, 10.0}};
  EXPECT_EQ(number_of(derive(input, lexicon()), "cuts_per_s"), 0.0);
}

TEST(Derived, MeasuresPictureAndObjects) {
  auto input = bare();
  input.colour = ColourFacts{};
  input.colour->brightness = 0.5;
  input.colour->brightness_sd = 0.125;
  input.colour->contrast = 0.5;
  input.colour->aligned_share = 0.5;
  input.colour->subject_share = 1.0;
  input.colour->border_edges = 0.3;
  input.colour->block_ratio = 1.275;
  input.objects = ObjectFacts{};
  input.objects->labels = {{"person", 0.5}, {"cup", 0.5}};
  input.objects->longest_product_s = 3.5;
  input.motion = MotionFacts{.mean_energy = 3.0, .p99_energy = 30.0, .stabilization = 0.5};
  const auto derived = derive(input, lexicon());
  EXPECT_NEAR(number_of(derived, "composition_quality").value(), 0.5, 1e-12);
  EXPECT_NEAR(number_of(derived, "lighting_consistency").value(), 0.5, 1e-12);
  EXPECT_NEAR(number_of(derived, "compression_artifacts").value(), 0.5, 1e-12);
  EXPECT_NEAR(number_of(derived, "stabilization").value(), 0.5, 1e-12);
  EXPECT_EQ(number_of(derived, "high_contrast"), 1.0);
  EXPECT_NEAR(number_of(derived, "object_diversity").value(), 1.0, 1e-12);
  EXPECT_NEAR(number_of(derived, "key_object_focus").value(), 0.35, 1e-12);
  EXPECT_EQ(std::get<Strings>(derived.at("object_list")), (Strings{"cup", "person"}));
  EXPECT_NEAR(number_of(derived, "visual_energy").value(), 0.2, 1e-12);
  EXPECT_EQ(number_of(derived, "motion_peak"), 1.0);
  EXPECT_TRUE(is_null(derived, "object_movement"));
}

RC_GTEST_PROP(DerivedProperty, HoldsNoNumberThatIsNone, ()) {
  constexpr double kBad[] = {std::numeric_limits<double>::quiet_NaN(),
                             std::numeric_limits<double>::infinity(), 0.0, 1e308, -1.0};
  const auto any = [&] { return kBad[*rc::gen::inRange(0, 5)]; };
  auto input = bare();
  input.duration_s = *rc::gen::inRange(1, 100);
  input.hook = HookReport{};
  input.hook->effectiveness_score = any();
  input.hook->hook_score_v2 = any();
  input.motion = MotionFacts{any(), any(), any(), any(), any()};
  input.colour = ColourFacts{};
  input.colour->brightness = any();
  input.colour->brightness_sd = any();
  input.colour->block_ratio = any();
  input.faces = FaceFacts{any(), any(), any()};
  input.objects = ObjectFacts{};
  input.objects->labels = {{"a", 0.0}, {"b", 0.0}};
  input.objects->track_speed = any();
  input.sound = SoundFacts{any(), any(), any(), any(), {}, any(), any(), any()};
  input.brand = BrandFacts{any(), any(), any(), {}};
  for (const auto& [name, value] : derive(input, lexicon())) {
    const auto* number = std::get_if<double>(&value);
    if (number != nullptr) RC_ASSERT(std::isfinite(*number));
  }
}

}  // namespace
}  // namespace gv::insight
