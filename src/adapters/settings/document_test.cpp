#include "adapters/settings/document.h"

#include <boost/json/value.hpp>
#include <gmock/gmock.h>

#include "adapters/settings/registry.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::settings {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

json::Value tree(std::string_view text) {
  const auto value = json::parse(text, "test");
  EXPECT_TRUE(value) << value.error();
  return *value;
}

Currency currency(const char* code) { return Currency::parse(code, "test").value(); }

TEST(MergePatch, FollowsTheExamplesOfTheRfc) {
  struct Case {
    const char* target;
    const char* patch;
    const char* result;
  };
  for (const auto& [target, patch, result] : std::vector<Case>{
           {R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"},
           {R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
           {R"({"a":"b"})", R"({"a":null})", "{}"},
           {R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
           {R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"},
           {R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
           {R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
           {R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"},
           {R"(["a","b"])", R"(["c","d"])", R"(["c","d"])"},
           {R"({"a":"b"})", R"(["c"])", R"(["c"])"},
           {R"({"a":"foo"})", "null", "null"},
           {R"({"e":null})", R"({"a":1})", R"({"a":1,"e":null})"},
           {"[1,2]", R"({"a":"b","c":null})", R"({"a":"b"})"},
           {"{}", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"}}) {
    EXPECT_EQ(json::canonical(merge_patch(tree(target), tree(patch))), result) << patch;
  }
}

// 90 section 11, row 10.
TEST(DocumentHash, IsThatOfTheCanonicalForm) {
  EXPECT_EQ(document_hash(tree(R"({"b":2,"a":{"y":false,"x":1.5}})")),
            "fa9934501148cb72fff2f17e271833300b4827c2744aa8beb07ea165dbf6a9a4");
}

TEST(Validate, ListsEveryError) {
  const auto result = validate(
      tree(R"({"decision":{"kill_roas":-1,"colour":1},"executor":{"mode":"later"},"x":1})"),
      Currency::usd());
  EXPECT_FALSE(result.settings);
  std::vector<std::string> names;
  for (const auto& error : result.errors) names.push_back(error.where);
  EXPECT_THAT(names, ElementsAre("decision.kill_roas", "decision.colour", "executor.mode", "x"));
}

TEST(Validate, ListsEveryBrokenRule) {
  const auto result = validate(tree(R"({"decision":{"kill_roas":5,"objective":"profit"},
               "attribution":{"window_days":60,"click_retention_days":30}})"),
                               Currency::usd());
  std::vector<std::string> names;
  for (const auto& error : result.errors) names.push_back(error.where);
  EXPECT_THAT(names, ElementsAre("decision.kill_roas", "attribution.click_retention_days",
                                 "decision.objective"));
}

TEST(ApplyPatch, TellsWhatChanged) {
  const auto before = tree(R"({"decision":{"min_spend":60},"attribution":{"window_days":7}})");
  const auto patched = apply_patch(
      before,
      tree(R"({"decision":{"min_spend":null,"draws":500},"attribution":{"window_days":7}})"),
      Currency::usd());
  EXPECT_THAT(patched.changed, ElementsAre("decision.draws", "decision.min_spend"));
  ASSERT_TRUE(patched.validation.settings) << patched.validation.errors.front();
  EXPECT_EQ(patched.validation.settings->decision.sampler.draws, 500);
  EXPECT_EQ(patched.validation.settings->decision.min_spend_minor, 5000);
}

TEST(Attribution, KeysReachTheCore) {
  const auto defaults_read = defaults(Currency::usd());
  const attribution::MatchConfig core;
  EXPECT_EQ(defaults_read->attribution.match.click_window_days, core.click_window_days);
  EXPECT_EQ(defaults_read->attribution.match.identity_confidence, core.identity_confidence);
  EXPECT_EQ(defaults_read->attribution.privacy.click_ttl_days,
            attribution::PrivacyConfig{}.click_ttl_days);
  EXPECT_EQ(defaults_read->attribution.model, attribution::Model::LastTouch);
  EXPECT_FALSE(defaults_read->attribution.fingerprints);

  const auto changed = validate(
      tree(R"({"attribution":{"model":"markov","fingerprint_enabled":false,"calling_code":971,
               "confidence":{"probabilistic":0.6}}})"),
      Currency::usd());
  ASSERT_TRUE(changed.settings) << changed.errors.front();
  EXPECT_EQ(changed.settings->attribution.model, attribution::Model::Markov);
  EXPECT_EQ(changed.settings->attribution.fingerprints, false);
  EXPECT_EQ(changed.settings->attribution.calling_code, "971");
  EXPECT_EQ(changed.settings->attribution.match.probabilistic_confidence, 0.6);
}

TEST(Conversions, ADataSetIsANumberAndDecidesNothing) {
  const auto told =
      validate(tree(R"({"capi":{"dataset_id":"1234567890123456","test_event_code":"TEST12345"}})"),
               Currency::usd());
  ASSERT_TRUE(told.settings) << told.errors.front();
  EXPECT_EQ(told.settings->conversions.dataset_id, "1234567890123456");
  EXPECT_EQ(told.settings->conversions.test_code, "TEST12345");
  EXPECT_EQ(told.settings->config_hash, defaults(Currency::usd())->config_hash);

  const auto wrong = validate(tree(R"({"capi":{"dataset_id":"act_12"}})"), Currency::usd());
  ASSERT_EQ(wrong.errors.size(), 1u);
  EXPECT_EQ(wrong.errors.front().code, ErrorCode::ConfigRange);
}

// A run that was saved before a key existed replays after it does.
TEST(Identity, LaterKeysAtTheirDefaultSayNothing) {
  const auto base = defaults(Currency::usd());
  EXPECT_THAT(base->effective, testing::Not(HasSubstr("attribution")));
  const auto hash = [](std::string_view text) {
    return validate(tree(text), Currency::usd()).settings->config_hash;
  };
  EXPECT_EQ(hash(R"({"attribution":{"window_days":7,"half_life_days":7.0}})"), base->config_hash);
  EXPECT_NE(hash(R"({"attribution":{"window_days":8}})"), base->config_hash);
}

TEST(EffectiveView, ShowsEveryKeyAndItsSource) {
  const auto view = effective_view(
      tree(R"({"business":{"target_roas":4},"decision":{"kill_roas":0.4}})"), currency("AED"));
  ASSERT_TRUE(view) << view.error();
  const auto& sources = view->sources.as_object();
  EXPECT_EQ(sources.size(), keys().size());
  EXPECT_EQ(sources.at("decision.kill_roas"), "account");
  EXPECT_EQ(sources.at("decision.min_roas"), "derived");
  EXPECT_EQ(sources.at("business.aov"), "preset");
  EXPECT_EQ(sources.at("attribution.model"), "default");
  EXPECT_EQ(view->effective.at("currency"), "AED");
}

TEST(AccountTemplate, WritesAmountsInTheAccountsCurrency) {
  const auto fitness = account_template("ptd_fitness", currency("AED"));
  ASSERT_TRUE(fitness) << fitness.error();
  EXPECT_EQ(fitness->document.at("business").at("aov").to_number<double>(), 7000.0);
  EXPECT_EQ(fitness->document.at("decision").at("ignorance_zone").at("spend").to_number<double>(),
            370.0);  // 100 USD at 3.6725, two digits
  EXPECT_THAT(fitness->to_confirm, Contains(HasSubstr("decision.min_spend")));
  const auto settings = validate(fitness->document, currency("AED"));
  ASSERT_TRUE(settings.settings) << settings.errors.front();
  EXPECT_THAT(settings.warnings, IsEmpty());  // never converted again
  EXPECT_EQ(settings.settings->pipeline.stages()[1].value_minor, 225000);
  EXPECT_EQ(settings.settings->pipeline.spec().cycle_days_mean, 6.0);
}

TEST(AccountTemplate, TakesARateThatIsGiven) {
  const auto kes = account_template("lead_gen", currency("KES"), 129.0);
  ASSERT_TRUE(kes) << kes.error();
  EXPECT_EQ(kes->document.at("decision").at("min_spend").to_number<double>(), 6500.0);
  EXPECT_FALSE(account_template("lead_gen", currency("KES")));
  EXPECT_FALSE(account_template("lead_gen", currency("KES"), 0.0));
  EXPECT_FALSE(account_template("shop", Currency::usd()));
}

TEST(AccountTemplate, EveryPresetIsAConfiguration) {
  for (const auto* preset :
       {"service_business", "lead_gen", "ecommerce", "b2b_saas", "ptd_fitness"}) {
    for (const auto* code : {"USD", "AED", "JPY", "KWD"}) {
      const auto made = account_template(preset, currency(code));
      ASSERT_TRUE(made) << made.error();
      const auto checked = validate(made->document, currency(code));
      EXPECT_TRUE(checked.settings) << preset << " " << code << " " << checked.errors.front();
    }
  }
  EXPECT_EQ(validate(account_template("ecommerce", Currency::usd())->document, Currency::usd())
                .settings->decision.mode,
            belief::Mode::Direct);
}

}  // namespace
}  // namespace gv::settings
