#include "core/revenue/pipeline_config.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/revenue/presets.h"

namespace gv::revenue {
namespace {

using ::testing::Contains;
using ::testing::Field;
using ::testing::IsEmpty;

const Currency kAed = *Currency::parse("AED", "currency");

PipelineSpec fitness() { return preset("ptd_fitness", kAed, std::nullopt)->spec(); }

std::vector<std::string> codes(PipelineSpec spec) {
  const auto config = PipelineConfig::validate(std::move(spec));
  std::vector<std::string> found;
  if (!config) {
    for (const auto& issue : config.error()) found.push_back(issue.field + ": " + issue.code);
  }
  return found;
}

TEST(PipelineConfig, EveryBadFieldIsListed) {
  PipelineSpec spec = fitness();
  spec.currency = "XXX";
  spec.aov_minor = 0;
  spec.cycle_days_mean = std::nan("");
  spec.stages[0].win_probability = 1.7;
  spec.stages[1].value_minor = -1;
  spec.stages[2].confidence = std::nan("");
  spec.stages[3].key = "lead";
  spec.stages[4].order = 2'000'000;

  EXPECT_THAT(codes(spec),
              ::testing::UnorderedElementsAre(
                  "currency: unknown_currency", "aov_minor: amount_range",
                  "cycle_days_mean: not_finite", "stages[0].win_probability: probability_range",
                  "stages[1].value_minor: negative_value", "stages[2].confidence: not_finite",
                  "stages[3].key: duplicate_key", "stages[4].order: order_range"));
}

TEST(PipelineConfig, NeedsAWonStageAndOpenValuesBelowIt) {
  PipelineSpec spec = fitness();
  spec.stages[2].value_minor = 900000;  // the 15k calibration under an AOV of 7,000
  EXPECT_THAT(codes(spec), Contains("stages[2].value_minor: open_above_won"));

  spec.value_mode = ValueMode::Probability;
  EXPECT_THAT(codes(spec), IsEmpty());

  spec.stages[3].kind = StageKind::Lost;
  EXPECT_THAT(codes(spec), Contains("stages: no_won_stage"));
}

TEST(PipelineConfig, AnEmptySpecIsRefusedNotCrashed) {
  EXPECT_THAT(codes(PipelineSpec{}), Contains("stages: stage_count"));
  PipelineSpec many = fitness();
  many.stages.resize(51, many.stages[0]);
  EXPECT_THAT(codes(many), Contains("stages: stage_count"));
}

TEST(PipelineConfig, ASharedCrmReferenceIsRefused) {
  PipelineSpec spec = fitness();
  spec.stages[0].crm_refs = {{"hubspot", "p", "1"}};
  spec.stages[1].crm_refs = {{"hubspot", "p", "1"}};

  EXPECT_THAT(codes(spec), Contains("stages[1].crm_refs[0]: duplicate_crm_ref"));
}

TEST(PipelineConfig, ResolvesByPairThenByUniqueIdThenByKey) {
  PipelineSpec spec = fitness();
  spec.stages[0].crm_refs = {{"hubspot", "sales", "new"}};
  spec.stages[1].crm_refs = {{"hubspot", "sales", "1"}};
  spec.stages[2].crm_refs = {{"hubspot", "other", "1"}};
  const auto config = PipelineConfig::validate(spec);
  ASSERT_TRUE(config);

  EXPECT_EQ(config->resolve({"hubspot", "other", "1"}), 2u);        // the pair
  EXPECT_EQ(config->resolve({"hubspot", "elsewhere", "new"}), 0u);  // unique stage id
  EXPECT_EQ(config->resolve({"hubspot", "", "1"}), std::nullopt);   // two stages share it
  EXPECT_EQ(config->resolve({"hubspot", "", "closed_won"}), 3u);    // our key
  EXPECT_EQ(config->resolve({"pipedrive", "sales", "new"}), std::nullopt);
}

TEST(PipelineConfig, WarnsWithoutRefusing) {
  PipelineSpec spec = fitness();
  spec.aov_minor = 800000;
  spec.stages[2].value_minor = 100000;
  const auto config = PipelineConfig::validate(spec);
  ASSERT_TRUE(config);
  const std::vector<std::int64_t> amounts{100000, 100000, 900000};

  const auto found = warnings(*config, amounts);

  EXPECT_THAT(found, ::testing::ElementsAre(Field(&FieldIssue::code, "value_order"),
                                            Field(&FieldIssue::code, "won_not_aov"),
                                            Field(&FieldIssue::code, "amounts_vary")));
  EXPECT_THAT(warnings(*preset("ptd_fitness", kAed, std::nullopt)), IsEmpty());
}

TEST(PipelineHistory, PicksTheVersionEffectiveAtATime) {
  PipelineSpec spec = fitness();
  spec.effective_from = TimePoint(Millis(1000));
  PipelineHistory history(*PipelineConfig::validate(spec));
  spec.version = 2;
  spec.effective_from = TimePoint(Millis(2000));
  ASSERT_TRUE(history.add(*PipelineConfig::validate(spec)));

  EXPECT_EQ(history.index_at(TimePoint(Millis(0))), 0u);  // the first holds for all earlier times
  EXPECT_EQ(history.index_at(TimePoint(Millis(1999))), 0u);
  EXPECT_EQ(history.index_at(TimePoint(Millis(2000))), 1u);
  EXPECT_EQ(history.index_of(2), 1u);
  EXPECT_EQ(history.index_of(3), std::nullopt);
}

TEST(PipelineHistory, RefusesAnOldVersionAndAnotherCurrency) {
  PipelineSpec spec = fitness();
  PipelineHistory history(*PipelineConfig::validate(spec));
  EXPECT_FALSE(history.add(*PipelineConfig::validate(spec)));

  spec.version = 2;
  spec.currency = "USD";
  const auto added = history.add(*PipelineConfig::validate(spec));
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, ErrorCode::CurrencyMismatch);
}

RC_GTEST_PROP(PipelineConfigProperty, GarbageNumbersAreRefusedOrAccepted,
              (std::int64_t aov, std::int64_t value, double probability, double days, int order)) {
  PipelineSpec spec = fitness();
  spec.aov_minor = aov;
  spec.stages[0].value_minor = value;
  spec.stages[1].win_probability = probability;
  spec.decay.half_life_days = days;
  spec.stages[2].order = order;
  const auto config = PipelineConfig::validate(spec);
  RC_ASSERT(config.has_value() || !config.error().empty());
}

}  // namespace
}  // namespace gv::revenue
