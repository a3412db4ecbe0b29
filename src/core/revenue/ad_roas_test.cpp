#include "core/revenue/ad_roas.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/revenue/deal_samples.h"

namespace gv::revenue {
namespace {

const AdId kAd("ad1");

CreditSplit all_to_ad() {
  const std::vector<Credit> credits{{kAd, 1, 1}};
  return *CreditSplit::parse(credits);
}

// 20 section 15, "ROAS".
TEST(AdRoas, CountsOpenAndWonValue) {
  const CreditSplit split = all_to_ad();
  const std::vector<DealOfAd> deals{
      {{.value_minor = 225000, .open_minor = 225000, .confidence = 0.6, .status = DealStatus::Open},
       &split,
       2},
      {{.value_minor = 650000,
        .realized_minor = 650000,
        .confidence = 1.0,
        .status = DealStatus::Won},
       &split,
       4},
      {{.confidence = 1.0, .status = DealStatus::Lost}, &split, 2}};

  const auto roas = ad_roas(kAd, deals, 100000);

  ASSERT_TRUE(roas) << roas.error();
  EXPECT_EQ(roas->pipeline_value_minor, 875000);
  EXPECT_EQ(roas->realized_minor, 650000);
  EXPECT_EQ(roas->open_minor, 225000);
  EXPECT_NEAR(*roas->pipeline_roas, 8.75, 1e-9);
  EXPECT_NEAR(*roas->realized_roas, 6.5, 1e-9);
  EXPECT_NEAR(*roas->avg_confidence, 0.897142857142857, 1e-9);
  EXPECT_EQ(roas->deals, 3);
  EXPECT_EQ(roas->stage_changes, 8);
}

TEST(AdRoas, WithoutSpendThereIsNoRatio) {
  const auto roas = ad_roas(kAd, {}, 0);
  ASSERT_TRUE(roas) << roas.error();
  EXPECT_EQ(roas->pipeline_roas, std::nullopt);
  EXPECT_EQ(roas->no_roas_reason, "no_spend");
  EXPECT_EQ(roas->avg_confidence, std::nullopt);
  EXPECT_FALSE(ad_roas(kAd, {}, -1));
}

TEST(AdRoas, SumsBeyondTheLargestIntegerAreAnError) {
  const CreditSplit split = all_to_ad();
  const DealOfAd huge{{.value_minor = std::int64_t{1} << 62, .status = DealStatus::Won}, &split, 1};
  const std::vector<DealOfAd> deals{huge, huge};
  const auto roas = ad_roas(kAd, deals, 1);
  ASSERT_FALSE(roas);
  EXPECT_EQ(roas.error().code, ErrorCode::Overflow);
}

// The same example through the stateless form.
TEST(AdRoasOfChanges, FoldsPerDeal) {
  const std::vector<StageChange> changes{{"A", "lead", {}},
                                         {"B", "show_up", {}},
                                         {"A", "appointment_scheduled", {}},
                                         {"B", "closed_won", 650000},
                                         {"", "closed_lost", {}}};
  const auto roas = ad_roas_of_changes(fitness(), changes, 100000);
  ASSERT_TRUE(roas) << roas.error();
  EXPECT_EQ(roas->pipeline_value_minor, 875000);
  EXPECT_EQ(roas->realized_minor, 650000);
  EXPECT_EQ(roas->deals, 3);
  EXPECT_EQ(roas->stage_changes, 5);
}

TEST(AdRoasOfChanges, AnOpenCartOfAShopKeepsItsValue) {
  const auto shop = *preset("ecommerce", Currency::usd(), std::nullopt);
  const std::vector<StageChange> changes{{"A", "add_to_cart", {}}, {"B", "purchase", {}}};
  EXPECT_EQ(ad_roas_of_changes(shop, changes, 1)->pipeline_value_minor, 7500);
}

TEST(AdRoasOfChanges, NamesTheBadRow) {
  const std::vector<StageChange> unknown{{"A", "lead", {}}, {"A", "sold", {}}};
  const auto refused = ad_roas_of_changes(fitness(), unknown, 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().where, "stage_changes[1].stage_to");
  const std::vector<StageChange> negative{{"A", "lead", -1}};
  EXPECT_FALSE(ad_roas_of_changes(fitness(), negative, 1));
}

// 20 section 15, "predict/roas".
TEST(PredictRoas, ShrinksTheValueOfFutureSpend) {
  const auto outlook = predict_roas({.value_minor = 875000,
                                     .spend_minor = 100000,
                                     .daily_spend_minor = 10000,
                                     .days_forward = 5,
                                     .prior_roas = 2,
                                     .prior_spend_minor = 100000});
  ASSERT_TRUE(outlook) << outlook.error();
  EXPECT_NEAR(outlook->value_per_spend, 5.375, 1e-9);
  EXPECT_NEAR(*outlook->predicted_roas, 7.625, 1e-9);
  EXPECT_EQ(outlook->projected_spend_minor, 50000);
  EXPECT_EQ(outlook->projected_revenue_minor, 268750);
  EXPECT_EQ(outlook->projected_profit_minor, 218750);
}

TEST(PredictRoas, NoSpendNowOrLaterHasNoRatio) {
  const auto outlook = predict_roas({.prior_roas = 2, .prior_spend_minor = 1});
  ASSERT_TRUE(outlook) << outlook.error();
  EXPECT_EQ(outlook->predicted_roas, std::nullopt);
  EXPECT_EQ(outlook->value_per_spend, 2.0);
  EXPECT_FALSE(predict_roas({.prior_spend_minor = 0}));
  EXPECT_FALSE(predict_roas({.value_minor = std::nan(""), .prior_spend_minor = 1}));
  EXPECT_EQ(
      predict_roas({.daily_spend_minor = 1e200, .days_forward = 1e200, .prior_spend_minor = 1})
          .error()
          .code,
      ErrorCode::Overflow);
}

RC_GTEST_PROP(PredictRoasProperty, GarbageIsAnErrorNeverACrash,
              (double value, double spend, double daily, double days, double prior)) {
  const auto outlook = predict_roas({.value_minor = value,
                                     .spend_minor = spend,
                                     .daily_spend_minor = daily,
                                     .days_forward = days,
                                     .prior_spend_minor = prior});
  if (outlook && outlook->predicted_roas) RC_ASSERT(!std::isnan(*outlook->predicted_roas));
}

}  // namespace
}  // namespace gv::revenue
