#include "core/insight/cta_plan.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/insight/cta_variations.h"

namespace gv::insight {
namespace {

const Lexicon& lexicon() {
  static const Lexicon all;
  return all;
}

void expect_sequence(double duration, std::string_view goal, std::vector<double> bounds) {
  const auto steps = cta_sequence(duration, cta_for_goal(goal).config->duration_s);
  ASSERT_EQ(steps.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(steps[i].t0, bounds[i], 1e-9) << duration << " s, step " << i;
    EXPECT_NEAR(steps[i].t1, bounds[i + 1], 1e-9) << duration << " s, step " << i;
  }
}

// 60 section 16.
TEST(CtaSequence, MatchesTheGoldenEndings) {
  expect_sequence(30.0, "sales", {16.0, 21.0, 26.0, 30.0});
  expect_sequence(30.0, "signups", {15.0, 20.0, 25.0, 30.0});
  expect_sequence(8.0, "sales", {1.6, 3.2, 4.8, 8.0});
}

TEST(CtaSequence, ACountdownLiesOverTheCall) {
  const auto steps = cta_sequence(30.0, 4.0, true);
  ASSERT_EQ(steps.size(), 4U);
  EXPECT_EQ(steps[3].part, "countdown");
  EXPECT_EQ(steps[3].t0, steps[2].t0);
  EXPECT_FALSE(steps[3].motion);
}

TEST(CtaGoals, AnUnknownOneFallsBackAndSaysSo) {
  EXPECT_EQ(cta_for_goal("downloads").config->key, "app");
  EXPECT_EQ(cta_for_goal("awareness").config->key, "leadgen");
  const auto unknown = cta_for_goal("fame");
  EXPECT_EQ(unknown.config->key, "ecommerce");
  EXPECT_FALSE(unknown.known_goal);
}

TEST(CtaTexts, ClaimNothingTheAccountDoesNotSupply) {
  const auto& shop = *cta_for_goal("sales").config;
  EXPECT_EQ(cta_texts(shop, {}).text, "Shop Now");
  EXPECT_FALSE(cta_texts(shop, {}).urgency);
  EXPECT_EQ(cta_texts(shop, {.stock_left = 3}).text, "Shop Now - Limited Stock");
  EXPECT_EQ(cta_texts(shop, {.stock_left = 3}).urgency, "Only 3 left!");
  const auto& app = *cta_for_goal("downloads").config;
  EXPECT_EQ(cta_texts(app, {}).text, "Download");
  EXPECT_EQ(cta_texts(app, {.rating = 4.87, .is_free = true}).urgency, "4.9★ Rating");
  const auto& saas = *cta_for_goal("signups").config;
  EXPECT_EQ(cta_texts(saas, {.free_days = 14}).text, "Start Free Trial");
  EXPECT_EQ(cta_texts(saas, {.free_days = 14}).urgency, "Free for 14 days");
}

// The last fifth of 30 s: energy 10, but 4 from 25 to 28; the calm window of 4 s starts at 24.
TEST(CtaPlace, IsTheCalmestWindowOfTheLastFifth) {
  const std::vector<SeriesPoint> energy{{0.0, 1.0}, {20.0, 10.0}, {25.0, 4.0}, {28.0, 10.0}};
  const auto advice = place_cta(energy, 30.0, 4.0);
  EXPECT_NEAR(advice.start_s, 24.0, 1e-9);
  EXPECT_DOUBLE_EQ(advice.duration_s, 4.0);
  // E_win = 5.5, E_last20 = 7: .5 + .5 (1 - 5.5 / 7)
  EXPECT_NEAR(advice.confidence.value(), 0.5 + 0.5 * (1.0 - 5.5 / 7.0), 1e-9);
}

TEST(CtaPlace, TiesGoToTheEarliestStart) {
  EXPECT_NEAR(
      place_cta(std::vector<SeriesPoint>{{0.0, 3.3}, {25.1, 3.3}, {27.7, 3.3}}, 30.0, 4.0).start_s,
      24.0, 1e-9);
}

TEST(CtaPlace, AShortVideoHasOneStartOnly) {
  const auto advice = place_cta(std::vector<SeriesPoint>{{0.0, 2.0}}, 8.0, 4.0);
  EXPECT_NEAR(advice.start_s, 4.8, 1e-9);
  EXPECT_NEAR(advice.duration_s, 3.2, 1e-9);
}

TEST(CtaPlace, WithoutMotionThereIsNoConfidence) {
  const auto advice = place_cta({}, 30.0, 4.0);
  EXPECT_DOUBLE_EQ(advice.start_s, 26.0);
  EXPECT_FALSE(advice.confidence);
}

RC_GTEST_PROP(CtaPlaceProperty, FitsAndIsNoWorseThanAnyStart, ()) {
  std::vector<SeriesPoint> energy;
  const double duration = *rc::gen::inRange(2, 60);
  for (double t = 0.0; t < duration; t += 0.25) {
    energy.push_back({t, *rc::gen::inRange(0, 30) * 1.0});
  }
  const auto advice = place_cta(energy, duration, 4.0);
  const double end = advice.start_s + advice.duration_s;
  RC_ASSERT(advice.start_s >= 0.0 && end <= duration + 1e-9);
  RC_ASSERT(*advice.confidence >= 0.3 && *advice.confidence <= 0.95);
  const StepCurve curve(energy, duration);
  const double own = curve.mean(advice.start_s, std::min(end, duration));
  for (double s = 0.8 * duration; s <= duration - advice.duration_s; s += 0.05) {
    RC_ASSERT(own <= curve.mean(s, s + advice.duration_s) + 1e-6);
  }
}

TEST(CtaVariations, OfAVerbPhraseThatEndsInNow) {
  EXPECT_EQ(vary_cta("Shop Now", 10, false, lexicon()).value(),
            (std::vector<std::string>{"Shop Now →", "👆 Shop Now", "Yes, Shop Now!",
                                      "Shop Now Today", "🔥 Shop Now"}));
}

TEST(CtaVariations, OfAVerbPhrase) {
  EXPECT_EQ(vary_cta("Learn More", 3, false, lexicon()).value(),
            (std::vector<std::string>{"Learn More →", "👆 Learn More", "Learn More Now"}));
}

TEST(CtaVariations, OfANounPhraseSayFreeOnlyWithTheFact) {
  EXPECT_EQ(
      vary_cta("Guide", 10, false, lexicon()).value(),
      (std::vector<std::string>{"Get Guide", "I Want Guide", "Claim Guide", "Guide →", "👆 Guide"}));
  EXPECT_EQ(vary_cta("Guide", 10, true, lexicon()).value().back(), "Guide (Free)");
}

TEST(CtaVariations, RefuseNothing) {
  EXPECT_FALSE(vary_cta(" ", 3, false, lexicon()));
  EXPECT_FALSE(vary_cta("Shop", 0, false, lexicon()));
}

}  // namespace
}  // namespace gv::insight
