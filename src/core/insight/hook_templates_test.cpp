#include "core/insight/hook_templates.h"

#include <gtest/gtest.h>

namespace gv::insight {
namespace {

TEST(HookTemplates, AreChosenByIndustry) {
  EXPECT_EQ(choose_template("Beauty").name, "Transformation");
  EXPECT_EQ(choose_template("B2B SaaS").name, "Pattern Interrupt");
  EXPECT_EQ(choose_template(" how-to ").name, "Question");
  EXPECT_EQ(choose_template("fashion").name, "Motion Grab");
  EXPECT_EQ(choose_template("consulting").name, "Direct Address");
}

TEST(HookTemplates, AnUnknownIndustryGetsTheBestOfAll) {
  EXPECT_EQ(choose_template("fishing").name, "Transformation");
  EXPECT_EQ(choose_template("").name, "Transformation");
}

TEST(HookTemplates, TheAccountsOwnAdsReplaceThePrior) {
  const auto& question = choose_template("education");
  EXPECT_DOUBLE_EQ(template_score(question, {}), 87.0);
  EXPECT_DOUBLE_EQ(template_score(question, {20, 57.0}), 72.0);
  EXPECT_EQ(choose_template("fishing", {{"Question", {30, 99.0}}}).name, "Question");
}

TEST(HookScript, NamesProductAndPainPoint) {
  const auto script = write_script(choose_template("beauty"), " GlowSerum ", "dry skin");
  ASSERT_TRUE(script) << script.error();
  ASSERT_EQ(script->size(), 4U);
  EXPECT_EQ((*script)[0].suggestion, "Show the problem: dry skin");
  EXPECT_EQ((*script)[2].suggestion, "Show the result with GlowSerum");
  EXPECT_EQ((*script)[3].suggestion, "Short question: \"Tired of dry skin?\"");
  EXPECT_DOUBLE_EQ((*script)[3].time, 2.5);
}

TEST(HookScript, RefusesEmptyInputs) {
  const auto& hook = hook_templates().front();
  const auto no_product = write_script(hook, "  ", "dry skin");
  ASSERT_FALSE(no_product);
  EXPECT_EQ(no_product.error().where, "product");
  const auto no_pain = write_script(hook, "GlowSerum", "");
  ASSERT_FALSE(no_pain);
  EXPECT_EQ(no_pain.error().where, "pain_point");
}

}  // namespace
}  // namespace gv::insight
