#include "adapters/settings/settings.h"

#include <string>

#include <boost/json/value.hpp>
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "adapters/settings/exchange.h"
#include "adapters/settings/registry.h"
#include "core/decide/cycle.h"

namespace gv::settings {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

Currency currency(const char* code) { return Currency::parse(code, "test").value(); }

Result<Settings> read(std::string_view yaml, const char* code = "USD") {
  return load(yaml, "gv.yaml", currency(code));
}

std::string message(std::string_view yaml, const char* code = "USD") {
  const auto settings = read(yaml, code);
  return settings ? "no error" : to_string(settings.error());
}

TEST(Settings, DefaultsAreThoseOfTheDecisionCore) {
  const auto settings = defaults(Currency::usd());
  ASSERT_TRUE(settings) << settings.error();
  const decide::Config core;
  const auto& config = settings->decision;
  EXPECT_EQ(config.mode, core.mode);
  EXPECT_EQ(config.target_roas, core.target_roas);
  EXPECT_EQ(config.min_roas_ratio, core.min_roas_ratio);
  EXPECT_EQ(config.scale_roas_ratio, core.scale_roas_ratio);
  EXPECT_EQ(config.confidence_threshold, core.confidence_threshold);
  EXPECT_EQ(config.scale_spend_minor, core.scale_spend_minor);
  EXPECT_EQ(config.min_spend_minor, core.min_spend_minor);
  EXPECT_EQ(config.min_conversions, core.min_conversions);
  EXPECT_EQ(config.learning_period_hours, core.learning_period_hours);
  EXPECT_EQ(config.zone.days, core.zone.days);
  EXPECT_EQ(config.zone.spend_minor, core.zone.spend_minor);
  EXPECT_EQ(config.zone.rule, core.zone.rule);
  EXPECT_EQ(config.blend.curve, core.blend.curve);
  EXPECT_EQ(config.blend.late_roas_weight, core.blend.late_roas_weight);
  EXPECT_EQ(config.kill.roas, core.kill.roas);
  EXPECT_EQ(config.kill.alpha, core.kill.alpha);
  EXPECT_EQ(config.kill.provisional, core.kill.provisional);
  EXPECT_EQ(config.kill.min_spend_minor, core.kill.min_spend_minor);
  EXPECT_EQ(config.kill.negative_roas_spend_minor, core.kill.negative_roas_spend_minor);
  EXPECT_EQ(config.kill.no_conversion_spend_minor, core.kill.no_conversion_spend_minor);
  EXPECT_EQ(config.kill.min_ctr, core.kill.min_ctr);
  EXPECT_EQ(config.kill.ctr_impressions, core.kill.ctr_impressions);
  EXPECT_EQ(config.kill.cvr_clicks, core.kill.cvr_clicks);
  EXPECT_EQ(config.kill.cpa_multiplier, core.kill.cpa_multiplier);
  EXPECT_EQ(config.sampler.draws, core.sampler.draws);
  EXPECT_EQ(config.sampler.allocation_draws, core.sampler.allocation_draws);
  EXPECT_EQ(config.sampler.half_life_value_days, core.sampler.half_life_value_days);
  EXPECT_EQ(config.response.elasticity, core.response.elasticity);
  EXPECT_EQ(config.response.half_saturation_minor, core.response.half_saturation_minor);
  EXPECT_EQ(config.limits.max_increase, core.limits.max_increase);
  EXPECT_EQ(config.limits.max_increase_scale, core.limits.max_increase_scale);
  EXPECT_EQ(config.limits.min_budget_minor, core.limits.min_budget_minor);
  EXPECT_EQ(config.limits.launch_budget_minor, core.limits.launch_budget_minor);
  EXPECT_EQ(config.limits.deadband, core.limits.deadband);

  const execute::VelocityConfig velocity;
  EXPECT_EQ(settings->executor.velocity.short_max_bp, velocity.short_max_bp);
  EXPECT_EQ(settings->executor.velocity.long_max_bp, velocity.long_max_bp);
  const execute::RateConfig rate;
  EXPECT_EQ(settings->executor.rate.hour_reserve, rate.hour_reserve);
  EXPECT_EQ(settings->executor.rate.day_max, rate.day_max);
  EXPECT_EQ(settings->executor.mode, ExecutionMode::Approve);
  const fatigue::FatigueConfig fatigue;
  EXPECT_EQ(settings->fatigue.thresholds.frequency_critical, fatigue.frequency_critical);
  EXPECT_EQ(settings->fatigue.thresholds.ctr_critical, fatigue.ctr_critical);
  EXPECT_EQ(settings->fatigue.thresholds.cpm_warning, fatigue.cpm_warning);
  EXPECT_EQ(settings->fatigue.thresholds.reduce_share, fatigue.reduce_share);
}

TEST(Settings, AValueInTheFileReachesTheConfig) {
  const auto settings = read(
      "business:\n  preset: ecommerce\n  aov: 80\n  target_roas: 3\n"
      "decision:\n  mode: direct\n  ignorance_zone: {days: 3, spend: 150.555}\n"
      "  blending:\n    curve: piecewise\n  max_increase_pct: 30\n  auto_kill: false\n"
      "executor: {velocity_pct_6h: 12.5, active_hours: '08:00-20:00'}\n"
      "fatigue:\n  frequency: [2, 4, 6, 8]\n");
  ASSERT_TRUE(settings) << settings.error();
  EXPECT_EQ(settings->decision.mode, belief::Mode::Direct);
  EXPECT_EQ(settings->decision.zone.days, 3.0);
  EXPECT_EQ(settings->decision.zone.spend_minor, 15'056);
  EXPECT_EQ(settings->decision.blend.curve, belief::BlendCurve::Piecewise);
  EXPECT_EQ(settings->decision.limits.max_increase, 0.3);
  EXPECT_FALSE(settings->decision.kill.auto_kill);
  EXPECT_EQ(settings->executor.velocity.short_max_bp, 1250);
  ASSERT_TRUE(settings->executor.active_hours);
  EXPECT_EQ(settings->executor.active_hours->until, Hours{20});
  EXPECT_EQ(settings->fatigue.thresholds.frequency_exhausted, 8.0);
  EXPECT_EQ(settings->priors.count_value_minor, 8'000.0);  // direct: the order value
  EXPECT_THAT(settings->warnings, IsEmpty());
}

TEST(Settings, ROASBoundsFollowTheTargetUnlessTheyAreSet) {
  const auto follows = read("business: {target_roas: 4}\n");
  EXPECT_DOUBLE_EQ(follows->decision.min_roas(), 2.0);
  EXPECT_DOUBLE_EQ(follows->decision.scale_roas(), 6.0);
  const auto set = read("business: {target_roas: 4}\ndecision: {min_roas: 1, scale_roas: 5}\n");
  EXPECT_DOUBLE_EQ(set->decision.min_roas(), 1.0);
  EXPECT_DOUBLE_EQ(set->decision.scale_roas(), 5.0);
}

// 10-decisions.md section 0: ignorance spend 2 CPA, min_spend_for_kill 4 CPA, min_spend CPA.
TEST(Settings, SpendThresholdsFollowTheTargetCpaUnlessTheyAreSet) {
  const auto follows = read("business: {target_cpa: 12.35}\n");
  EXPECT_EQ(follows->decision.target_cpa_minor, 1'235);
  EXPECT_EQ(follows->decision.zone.spend_minor, 2'470);
  EXPECT_EQ(follows->decision.kill.min_spend_minor, 4'940);
  EXPECT_EQ(follows->decision.min_spend_minor, 1'235);
  const auto set = read("business: {target_cpa: 25}\ndecision: {min_spend: 70}\n");
  EXPECT_EQ(set->decision.min_spend_minor, 7'000);
  EXPECT_EQ(set->decision.zone.spend_minor, 5'000);
}

TEST(Settings, DefaultAmountsAreConvertedAndListed) {
  const auto settings = read("decision: {min_spend: 200}\n", "AED");
  ASSERT_TRUE(settings) << settings.error();
  EXPECT_EQ(settings->decision.zone.spend_minor, 37'000);        // 367.25
  EXPECT_EQ(settings->decision.kill.min_spend_minor, 73'000);    // 734.50
  EXPECT_EQ(settings->decision.limits.min_budget_minor, 3'700);  // 36.725
  EXPECT_EQ(settings->decision.min_spend_minor, 20'000);
  EXPECT_EQ(settings->business.aov_minor, 700'000);  // the preset's own, in dirhams
  EXPECT_EQ(settings->priors.count_value_minor, 225'000.0);
  EXPECT_THAT(settings->warnings,
              Contains("decision.ignorance_zone.spend: the default 100 USD is taken as 370 AED"));
  EXPECT_EQ(settings->warnings.size(), 7U);
  EXPECT_THAT(defaults(Currency::usd())->warnings,
              testing::ElementsAre("business.aov: the default 7000 AED is taken as 1900 USD"));
}

TEST(Settings, AmountsKnowTheDecimalsOfTheirCurrency) {
  EXPECT_EQ(read("", "JPY")->decision.zone.spend_minor, 15'000);
  EXPECT_EQ(read("", "KWD")->decision.zone.spend_minor, 31'000);  // 30.7
}

TEST(Settings, ACurrencyWithoutARateNamesTheKeysToSet) {
  const auto settings = read("decision: {min_spend: 7000}\n", "KES");
  ASSERT_FALSE(settings);
  EXPECT_EQ(settings.error().code, ErrorCode::ConfigRange);
  EXPECT_EQ(to_string(settings.error()),
            "gv.yaml:1: currency: KES has no shipped exchange rate, so amounts have no default; "
            "set business.aov, decision.ignorance_zone.spend, decision.min_spend_for_kill, "
            "decision.negative_roas_spend, decision.no_conversion_spend, decision.scale_spend, "
            "decision.min_daily_budget, decision.launch_budget");
}

TEST(Settings, APresetWithoutAnOrderValueAsksForOne) {
  EXPECT_THAT(message("business: {preset: hubspot_default}\n"),
              HasSubstr("gv.yaml:1: business.aov: must be set"));
  EXPECT_TRUE(read("business: {preset: hubspot_default, aov: 900}\n"));
}

TEST(Settings, AnUnknownKeyIsNamedWithTheNearestOne) {
  EXPECT_EQ(read("decision:\n  min_spend: 5\n  scale_roass: 3\n").error().code,
            ErrorCode::UnknownKey);
  EXPECT_EQ(message("decision:\n  min_spend: 5\n  scale_roass: 3\n"),
            "gv.yaml:3: decision.scale_roass: is no configuration key; the nearest is "
            "decision.scale_roas");
  EXPECT_THAT(message("decision: {blending: {kurve: step}}\n"),
              HasSubstr("the nearest is decision.blending.curve"));
  EXPECT_THAT(message("descision: {min_spend: 5}\n"), HasSubstr("the nearest is decision"));
  EXPECT_EQ(message("frobnicate: 5\n"), "gv.yaml:1: frobnicate: is no configuration key");
}

TEST(Settings, AKeyInTheWrongSectionIsFoundByItsName) {
  EXPECT_EQ(message("decision: {target_roas: 3}\n"),
            "gv.yaml:1: decision.target_roas: is no configuration key; the key of that name is "
            "business.target_roas");
  EXPECT_THAT(message("aov: 120\n"), HasSubstr("the key of that name is business.aov"));
  EXPECT_THAT(message("mode: auto\n"),
              HasSubstr("the keys of that name are decision.mode, executor.mode"));
}

TEST(Settings, AValueOutOfRangeIsNamedWithWhatIsAccepted) {
  EXPECT_EQ(read("decision:\n  kill_roas: -1\n").error().code, ErrorCode::ConfigRange);
  EXPECT_EQ(message("decision:\n  kill_roas: -1\n"),
            "gv.yaml:2: decision.kill_roas: must be a number in [0, 1000], got -1");
  EXPECT_THAT(message("decision: {draws: 10.5}\n"), HasSubstr("must be a whole number in [10"));
  EXPECT_THAT(message("decision: {min_spend: much}\n"), HasSubstr("got \"much\""));
  EXPECT_THAT(message("decision: {auto_kill: yes}\n"), HasSubstr("must be true or false"));
  EXPECT_THAT(message("decision: {mode: both}\n"), HasSubstr("one of auto, pipeline, direct"));
  EXPECT_THAT(message("decision: 5\n"), HasSubstr("must be a section with keys, got 5"));
  EXPECT_THAT(message("fatigue: {frequency: [3, 5, 8]}\n"), HasSubstr("4 ascending numbers"));
  EXPECT_THAT(message("fatigue: {ctr_decline: [0.4, 0.2]}\n"), HasSubstr("2 ascending numbers"));
  EXPECT_THAT(message("executor: {active_hours: 8-20}\n"), HasSubstr("08:00-20:00"));
  EXPECT_THAT(message("executor: {active_hours: '08:00-08:00'}\n"), HasSubstr("different times"));
  EXPECT_THAT(message("executor: {velocity_pct_6h: 21}\n"), HasSubstr("in [0, 20], got 21"));
  EXPECT_THAT(message("business: {fiscal_day_start: '24:00'}\n"), HasSubstr("time of day"));
  EXPECT_THAT(message("decision: {kill_roas: .nan}\n"), HasSubstr("gv.yaml:1"));
}

TEST(Settings, KeysAreHeldAgainstEachOther) {
  EXPECT_EQ(message("decision:\n  scale_roas: 0.2\n"),
            "gv.yaml:2: decision.scale_roas: must be >= decision.min_roas (1.0), got 0.2");
  EXPECT_THAT(message("decision: {kill_roas: 1}\n"),
              HasSubstr("decision.kill_roas: must be < decision.min_roas (1.0), got 1.0"));
  EXPECT_THAT(message("decision: {scale_roas: 1.5}\n"),
              HasSubstr("decision.scale_roas: must be >= business.target_roas (2.0), got 1.5"));
  const auto low_target = read("business: {target_roas: 0.8}\n");
  EXPECT_EQ(low_target.error().message, "must be > decision.kill_roas (0.5), got 0.4");
  EXPECT_EQ(low_target.error().hint, "it is half of business.target_roas unless it is set");
  EXPECT_THAT(message("decision: {blending: {ctr_only_hours: 48}}\n"),
              HasSubstr("must be < decision.blending.transition_end_hours (48.0)"));
  EXPECT_THAT(message("executor: {velocity_pct_24h: 10}\n"),
              HasSubstr("must be >= executor.velocity_pct_6h (20"));
  EXPECT_THAT(message("executor: {fuzz_pct: 3, velocity_pct_6h: 3}\n"),
              HasSubstr("must be > executor.fuzz_pct (3"));
  EXPECT_THAT(
      message("business: {daily_budget: 500, daily_budget_cap: 100}\n"),
      HasSubstr("business.daily_budget: must be <= business.daily_budget_cap (100), got 500"));
  EXPECT_THAT(message("decision: {objective: profit}\n"), HasSubstr("business.gross_margin"));
  EXPECT_TRUE(read("decision: {objective: profit}\nbusiness: {gross_margin: 0.4}\n"));
}

TEST(Settings, AutoModeFollowsThePreset) {
  const auto shop = read("business: {preset: ecommerce}\ndecision: {mode: auto}\n");
  EXPECT_EQ(shop->decision.mode, belief::Mode::Direct);
  EXPECT_TRUE(shop->mode_auto);
  EXPECT_EQ(read("decision: {mode: auto}\n")->decision.mode, belief::Mode::Pipeline);
}

TEST(Settings, TheHashIsThatOfTheValuesInUse) {
  const auto hash = [](std::string_view yaml, const char* code = "USD") {
    return read(yaml, code)->config_hash;
  };
  const std::string base = hash("");
  EXPECT_EQ(base.size(), 64U);
  EXPECT_EQ(hash("decision:\n  min_spend: 50.0  # the default\n"), base);
  EXPECT_EQ(hash("executor:\nbusiness: {win_rate: 0.6}\n"), base);
  EXPECT_NE(hash("decision: {min_spend: 51}\n"), base);
  EXPECT_NE(hash("", "AED"), base);
  EXPECT_EQ(hash("decision: {min_spend: 60, max_increase_pct: 40}\n"),
            hash("decision: {max_increase_pct: 40, min_spend: 60}\n"));
}

TEST(Settings, FilesThatCannotBeReadSaySo) {
  EXPECT_EQ(load_file("/nowhere/gv.yaml", Currency::usd()).error().code, ErrorCode::NotFound);
  EXPECT_THAT(message("decision: [\n"), HasSubstr("gv.yaml:"));
  EXPECT_THAT(message("decision: {min_spend: 1, min_spend: 2}\n"), HasSubstr("gv.yaml:1"));
}

TEST(Settings, NoConversionIsMoreThanTwoDigits) {
  EXPECT_EQ(two_digits(367.25), 370.0);
  EXPECT_EQ(two_digits(36.725), 37.0);
  EXPECT_EQ(two_digits(3.07), 3.1);
  EXPECT_EQ(two_digits(2'500'000.0), 2'500'000.0);
  EXPECT_EQ(two_digits(99.6), 100.0);
}

TEST(Registry, EveryDefaultIsAcceptedAndDescribed) {
  std::string yaml;
  for (const auto& key : keys()) {
    EXPECT_FALSE(key.title.empty()) << key.path;
    EXPECT_TRUE(key.help.ends_with('.')) << key.path;
    if (key.fallback == "null") continue;
    // "a.b.c" as nested flow maps.
    std::string text(key.fallback);
    for (auto path = key.path; !path.empty();) {
      const auto dot = path.rfind('.');
      const auto leaf = dot == std::string_view::npos ? path : path.substr(dot + 1);
      text = "{" + std::string(leaf) + ": " + text + "}";
      path = dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
    }
    const auto settings = read(text);
    ASSERT_TRUE(settings) << settings.error();
    EXPECT_EQ(settings->config_hash, defaults(Currency::usd())->config_hash) << key.path;
  }
}

TEST(Registry, SchemaAndTableListEveryKey) {
  const auto document = schema();
  const std::string table = defaults_markdown();
  for (const auto& key : keys()) {
    EXPECT_THAT(table, HasSubstr("| `" + std::string(key.path) + "` |"));
    const boost::json::value* at = &document;
    for (std::string_view rest = key.path; !rest.empty();) {
      const auto dot = std::min(rest.find('.'), rest.size());
      at = &at->at("properties").at(rest.substr(0, dot));
      rest.remove_prefix(std::min(rest.size(), dot + 1));
    }
    EXPECT_EQ(at->at("title").as_string(), key.title);
  }
  EXPECT_THAT(table, HasSubstr("| `decision.min_spend` | 50 USD | 0 to 1000000000000 |"));
}

// What `load` lets through, the decision core takes.
RC_GTEST_PROP(SettingsProperty, WhatIsAcceptedIsValid, ()) {
  std::string yaml = "decision:\n";
  for (const char* name :
       {"kill_roas", "min_roas", "scale_roas", "confidence_threshold", "min_spend",
        "max_increase_pct", "max_decrease_pct", "kill_alpha", "response_elasticity"}) {
    if (!*rc::gen::arbitrary<bool>()) continue;
    const int hundredths = *rc::gen::inRange(0, 400);
    yaml += "  " + std::string(name) + ": " + std::to_string(hundredths / 100.0) + "\n";
  }
  const auto settings = read(yaml);
  if (settings) {
    RC_ASSERT(decide::check(settings->decision).has_value());
    RC_ASSERT(settings->decision.kill.roas < settings->decision.min_roas());
  } else {
    RC_ASSERT(settings.error().code == ErrorCode::ConfigRange);
    RC_ASSERT(settings.error().where.starts_with("gv.yaml:"));
  }
}

TEST(Video, SpeechStaysOnThisMachineUnlessToldOtherwise) {
  const auto plain = defaults(Currency::usd());
  ASSERT_TRUE(plain) << plain.error();
  EXPECT_EQ(plain->video.transcription.backend, TranscriptionBackend::Local);
  EXPECT_TRUE(plain->video.safety_terms.empty());

  const auto told = read(
      "video:\n  transcription: {backend: whispercpp, base_url: 'http://localhost:8080',"
      " language: de}\n");
  ASSERT_TRUE(told) << told.error();
  EXPECT_EQ(told->video.transcription.backend, TranscriptionBackend::Whispercpp);
  EXPECT_EQ(told->video.transcription.base_url, "http://localhost:8080");
  EXPECT_EQ(told->video.transcription.language, "de");
}

TEST(Video, WordsComeWithTheirCategoryAndLanguage) {
  const auto told = read(
      "video:\n  brand_safety:\n"
      "    block: ['tobacco: cheap cigars']\n"
      "    review: ['medical_claim/en: cures', 'hate: a: b']\n");

  ASSERT_TRUE(told) << told.error();
  const auto& terms = told->video.safety_terms;
  ASSERT_EQ(terms.size(), 3U);
  EXPECT_EQ(terms[0].category, vision::SafetyCategory::Tobacco);
  EXPECT_EQ(terms[0].term, "cheap cigars");
  EXPECT_TRUE(terms[0].blocks);
  EXPECT_EQ(terms[1].category, vision::SafetyCategory::MedicalClaim);
  EXPECT_EQ(terms[1].language, "en");
  EXPECT_FALSE(terms[1].blocks);
  EXPECT_EQ(terms[2].term, "a: b");
}

TEST(Video, WhatCannotBeIsRefusedWithItsPlace) {
  for (const char* list : {"['cigars']", "['smoke: cigars']", "['tobacco: ']", "['tobacco/: x']",
                           "'tobacco: x'", "[{tobacco: x}]", "[\"tobacco: a\\nb\"]"}) {
    const std::string yaml = "video: {brand_safety: {block: " + std::string(list) + "}}\n";
    EXPECT_THAT(message(yaml), HasSubstr("gv.yaml:1: video.brand_safety.block")) << list;
    EXPECT_THAT(message(yaml), HasSubstr("a category of alcohol, weapon, ")) << list;
  }
  EXPECT_THAT(message("video: {transcription: {base_url: ''}}\n"), HasSubstr("one line"));
}

// A decision is the same whatever videos are looked at with.
TEST(Video, ChangesNoHashOfADecision) {
  const auto base = defaults(Currency::usd());
  const auto told = read("video: {transcription: {backend: whispercpp}}\n");
  ASSERT_TRUE(base && told);
  EXPECT_EQ(told->config_hash, base->config_hash);
  EXPECT_EQ(told->video.transcription.backend, TranscriptionBackend::Whispercpp);
}

}  // namespace
}  // namespace gv::settings
