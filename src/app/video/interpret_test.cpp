#include "app/video/interpret.h"

#include <gtest/gtest.h>

namespace gv::video {
namespace {

using vision::SafetyCategory;
using vision::SafetyLevel;

Measured spoken(const std::string& text, const std::string& language) {
  Measured measured{.duration_s = 2.0};
  measured.audio.has_audio = true;
  auto& transcript = measured.audio.transcript.emplace();
  transcript.language = language;
  transcript.segments = {{.t0 = 0.5, .t1 = 1.5, .text = text}};
  return measured;
}

const std::vector<insight::SafetyTerm> kTerms{
    {SafetyCategory::Tobacco, "cheap cigars", "", 1.0, true},
    {SafetyCategory::MedicalClaim, "heilt", "de", 0.5, false}};

// Without weights for objects a user's words are still heard.
TEST(BrandSafety, AWordThatBlocksIsFoundInSpeech) {
  const auto found = interpret(spoken("Buy cheap cigars", "en"), {.safety_terms = kTerms});

  ASSERT_TRUE(found.brand_safety);
  EXPECT_EQ(found.brand_safety->level, SafetyLevel::Block);
  ASSERT_EQ(found.brand_safety->flags.size(), 1U);
  EXPECT_EQ(found.brand_safety->flags[0].evidence, "speech: cheap cigars");
  EXPECT_EQ(found.brand_safety->flags[0].t, 0.5);
  EXPECT_FALSE(found.objects);
}

TEST(BrandSafety, AWordOfAnotherLanguageDoesNotCount) {
  const Aim aim{.safety_terms = kTerms};
  EXPECT_EQ(interpret(spoken("es heilt", "de"), aim).brand_safety->level, SafetyLevel::Review);
  EXPECT_EQ(interpret(spoken("es heilt", "en"), aim).brand_safety->level, SafetyLevel::Unknown);
}

TEST(BrandSafety, IsNotTheObjectsOwn) {
  auto measured = spoken("cheap cigars", "en");
  measured.pictures.objects.emplace();
  const auto found = interpret(std::move(measured), {.safety_terms = kTerms});

  EXPECT_EQ(found.objects->brand_safety->level, SafetyLevel::Block);
}

TEST(BrandSafety, IsNotToldWhereNothingWasRecognised) {
  EXPECT_FALSE(interpret({.duration_s = 2.0}, {.safety_terms = kTerms}).brand_safety);
}

}  // namespace
}  // namespace gv::video
