#include "core/revenue/stage_value.h"

#include <gtest/gtest.h>

#include "core/revenue/presets.h"

namespace gv::revenue {
namespace {

PipelineConfig in_probability_mode(std::string_view name, double probability_of_second) {
  PipelineSpec spec = preset(name, Currency::usd(), std::nullopt)->spec();
  spec.value_mode = ValueMode::Probability;
  spec.stages[1].win_probability = probability_of_second;
  return *PipelineConfig::validate(spec);
}

// 20 section 15: "probability mode".
TEST(TargetOf, ProbabilityModeIsProbabilityTimesAmount) {
  const auto config = in_probability_mode("b2b_saas", 0.30);

  EXPECT_EQ(target_of(config, 1, 2500000), 750000);
  EXPECT_EQ(target_of(config, *config.find("proposal_sent"), 2500000), 1500000);
  EXPECT_EQ(target_of(config, 1, std::nullopt), 300000);  // the AOV stands in
  EXPECT_EQ(target_of(config, 1, 0), 300000);
}

TEST(TargetOf, WonIsTheAmountEvenWhenItIsZero) {
  const auto config = *preset("b2b_saas", Currency::usd(), std::nullopt);
  EXPECT_EQ(target_of(config, config.won(), 650000), 650000);
  EXPECT_EQ(target_of(config, config.won(), 0), 0);
  EXPECT_EQ(target_of(config, config.won(), std::nullopt), 1000000);

  PipelineSpec spec = config.spec();
  spec.won_amount_policy = WonAmountPolicy::Aov;
  EXPECT_EQ(target_of(*PipelineConfig::validate(spec), config.won(), 650000), 1000000);
}

TEST(StageIncrement, StepsBackAreNegative) {
  const auto config = *preset("b2b_saas", Currency::usd(), std::nullopt);
  const auto step = stage_increment(config, "proposal_sent", "demo_scheduled");
  ASSERT_TRUE(step) << step.error();
  EXPECT_EQ(step->value_minor, 350000);
  EXPECT_EQ(step->increment_minor, -250000);
  EXPECT_EQ(step->reason,
            "Moved back from 'proposal_sent' to 'demo_scheduled' (-2,500.00 USD, 35 % confidence)");
}

TEST(StageIncrement, AnUnknownStageListsTheKnownOnes) {
  const auto config = *preset("ecommerce", Currency::usd(), std::nullopt);
  const auto step = stage_increment(config, "", "checkout");
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().code, ErrorCode::UnknownStage);
  EXPECT_EQ(step.error().message,
            "must be one of add_to_cart, initiated_checkout, purchase, got \"checkout\"");
  EXPECT_FALSE(stage_increment(config, "", "purchase", -1));
  EXPECT_FALSE(stage_increment(config, "", "purchase", INT64_MAX));
}

}  // namespace
}  // namespace gv::revenue
