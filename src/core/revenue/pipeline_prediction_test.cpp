#include "core/revenue/pipeline_prediction.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/revenue/deal_samples.h"

namespace gv::revenue {
namespace {

std::vector<PipelineDeal> sample() {
  return {{.id = "D1", .stage = "appointment_scheduled", .amount_minor = 700000},
          {.id = "D2", .stage = "show_up", .amount_minor = 1000000},
          {.id = "D3", .stage = "lead"}};
}

// 20 section 15, "Pipeline".
TEST(PredictPipeline, SumsExpectedValuesAndTheirSpread) {
  const auto result = predict_pipeline(fitness(), sample(), FxTable(), TimePoint{}, 7);
  ASSERT_TRUE(result) << result.error();
  EXPECT_EQ(result->deals[0].expected_minor, 225000);
  EXPECT_EQ(result->deals[1].expected_minor, 600000);
  EXPECT_EQ(result->deals[2].expected_minor, 70000);
  EXPECT_EQ(result->deals[2].close_days, 6.0);
  EXPECT_FALSE(result->deals[0].learned);
  EXPECT_EQ(result->total_minor, 895000);
  EXPECT_NEAR(result->sd_minor / 100.0, 6252.799373, 1e-6);
}

// The totals 0, 7k, 10k, 14k, 17k, 24k have P(0) = .6786 * .4 * .9 = .244, P(<= 7k) = .244 + .143
// = .387 and P(<= 10k) = .753: the quantiles lie on 0, 10k and 17k (P(<= 17k) = .981).
TEST(PredictPipeline, QuantilesComeFromSeededSimulations) {
  const auto first = predict_pipeline(fitness(), sample(), FxTable(), TimePoint{}, 7);
  const auto again = predict_pipeline(fitness(), sample(), FxTable(), TimePoint{}, 7);
  EXPECT_EQ(first->p10_minor, 0);
  EXPECT_EQ(first->p50_minor, 1000000);
  EXPECT_EQ(first->p90_minor, 1700000);
  EXPECT_EQ(again->p50_minor, first->p50_minor);
}

TEST(PredictPipeline, ABadDealGetsAnErrorTheOthersAnAnswer) {
  auto deals = sample();
  deals.push_back({.id = "D4", .stage = "sold"});
  deals.push_back({.id = "D5", .stage = "lead", .amount_minor = -1});
  deals.push_back({.id = "D6", .stage = "lead", .age_in_stage_days = std::nan("")});
  deals.push_back({.id = "D7", .stage = "lead", .amount_minor = 1, .currency = Currency::usd()});
  const auto result = predict_pipeline(fitness(), deals, FxTable(), TimePoint{}, 7);
  ASSERT_TRUE(result) << result.error();
  EXPECT_EQ(result->total_minor, 895000);
  EXPECT_EQ(result->deals[3].error->code, ErrorCode::UnknownStage);
  EXPECT_EQ(result->deals[4].error->code, ErrorCode::InvalidInput);
  EXPECT_EQ(result->deals[5].error->code, ErrorCode::InvalidInput);
  EXPECT_EQ(result->deals[6].error->code, ErrorCode::NotFound);
}

TEST(PredictPipeline, ALearnedModelReplacesThePriorOfOpenStages) {
  const LearnedPrediction learned = [](std::string_view, double age) {
    return LearnedOutlook{0.5, 3.0 + age, 0.25};
  };
  const std::vector<PipelineDeal> deals{
      {.id = "open", .stage = "show_up", .age_in_stage_days = 2.0},
      {.id = "won", .stage = "closed_won", .amount_minor = 100}};
  const auto result = predict_pipeline(fitness(), deals, FxTable(), TimePoint{}, 7, learned);
  EXPECT_EQ(result->deals[0].expected_minor, 350000);
  EXPECT_EQ(result->deals[0].close_days, 5.0);
  EXPECT_EQ(result->deals[0].close_within_horizon, 0.25);
  EXPECT_TRUE(result->deals[0].learned);
  EXPECT_EQ(result->deals[1].expected_minor, 100);
  EXPECT_FALSE(result->deals[1].learned);
}

TEST(PredictPipeline, AmountsBeyondTheLargestIntegerAreAnError) {
  const std::vector<PipelineDeal> deals(1100,
                                        {.id = "D", .stage = "lead", .amount_minor = kAmountMax});
  const auto result = predict_pipeline(fitness(), deals, FxTable(), TimePoint{}, 7);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Overflow);
}

}  // namespace
}  // namespace gv::revenue
