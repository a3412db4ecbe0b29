#include "core/revenue/presets.h"

#include <gtest/gtest.h>

#include "core/revenue/stage_value.h"

namespace gv::revenue {
namespace {

const Currency kAed = *Currency::parse("AED", "currency");
const Currency kJpy = *Currency::parse("JPY", "currency");

TEST(Preset, EveryNameGivesAValidPipelineWithoutWarnings) {
  for (const auto name : preset_names()) {
    const auto config = preset(name, kAed, 700000);
    ASSERT_TRUE(config) << name << ": " << config.error();
    EXPECT_TRUE(warnings(*config).empty()) << name << warnings(*config)[0].message;
  }
}

TEST(Preset, ServiceBusinessScalesTheFitnessStages) {
  const auto config = preset("service_business", kJpy, 350000);  // 350,000 yen
  ASSERT_TRUE(config) << config.error();

  EXPECT_EQ(config->currency(), kJpy);
  EXPECT_EQ(config->stages()[*config->find("appointment_scheduled")].value_minor, 112500);
  EXPECT_EQ(config->stages()[*config->find("show_up")].value_minor, 210000);
  EXPECT_EQ(config->stages()[config->won()].value_minor, 350000);
  EXPECT_DOUBLE_EQ(config->stages()[1].win_probability, 2250.0 / 7000.0);
}

TEST(Preset, AnotherCurrencyNeedsAnAverageOrderValue) {
  const auto config = preset("lead_gen", Currency::usd(), std::nullopt);
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().where, "aov_minor");
  EXPECT_FALSE(preset("hubspot_default", Currency::usd(), std::nullopt));
  EXPECT_FALSE(preset("lead_gen", kAed, 0));
  EXPECT_FALSE(preset("lead_gen", kAed, INT64_MAX));
  EXPECT_EQ(preset("gym", kAed, 1).error().code, ErrorCode::UnknownKey);
}

// 20 section 15: "ptd_fitness_15k: appointment -> show_up increment 6,750.00".
TEST(Preset, FifteenThousandCalibrationKeepsItsIncrement) {
  const auto config = preset("ptd_fitness_15k", Currency::usd(), std::nullopt);
  const auto step = stage_increment(*config, "appointment_scheduled", "show_up");

  ASSERT_TRUE(step) << step.error();
  EXPECT_EQ(step->increment_minor, 675000);
  EXPECT_EQ(step->reason,
            "Advanced from 'appointment_scheduled' to 'show_up' (+6,750.00 USD, 85 % confidence)");
}

TEST(Preset, EcommerceMapsTheSitesEvents) {
  const auto config = preset("ecommerce", Currency::usd(), std::nullopt);
  EXPECT_EQ(config->resolve({"capi", "", "AddToCart"}), config->find("add_to_cart"));
  EXPECT_EQ(config->resolve({"capi", "", "InitiateCheckout"}), config->find("initiated_checkout"));
}

TEST(CrmProbabilities, OverrideThePresets) {
  const auto spec = preset("hubspot_default", kAed, 700000)->spec();
  const std::vector<CrmProbability> stated{{"qualifiedtobuy", "0.4"}, {"unknown", "1.0"}};

  const auto imported = with_crm_probabilities(spec, stated);

  ASSERT_TRUE(imported) << imported.error();
  EXPECT_EQ(imported->stages[1].win_probability, 0.4);
  EXPECT_EQ(imported->stages[0].win_probability, 0.10);
}

TEST(CrmProbabilities, GarbageIsRefused) {
  const auto spec = preset("hubspot_default", kAed, 700000)->spec();
  for (const char* text : {"", "nan", "1.1", "-0.1", "0.5x", "half"}) {
    const std::vector<CrmProbability> stated{{"qualifiedtobuy", text}};
    EXPECT_FALSE(with_crm_probabilities(spec, stated)) << text;
  }
}

}  // namespace
}  // namespace gv::revenue
