#include "adapters/google_ads/entity.h"

#include <gtest/gtest.h>

#include "io/json/json.h"

namespace gv::google_ads {
namespace {

using app::EntityLevel;
using app::EntityStatus;

app::ListedEntity entity_of(EntityLevel level, std::string_view text) {
  const auto read = read_entity(*json::parse(text, "row"), level, Currency::usd());
  EXPECT_TRUE(read) << read.error();
  return read ? *read : app::ListedEntity{};
}

TEST(ReadEntity, ACampaignHasTheBudgetThatItPointsTo) {
  const auto listed =
      entity_of(EntityLevel::Campaign,
                R"({"campaign":{"resourceName":"customers/1/campaigns/2","id":"2","name":"n",)"
                R"("status":"ENABLED","advertisingChannelType":"SEARCH",)"
                R"("biddingStrategySystemStatus":"LEARNING_NEW"},"campaignBudget":)"
                R"({"amountMicros":"75000000"},"customer":{"currencyCode":"AED"}})");
  EXPECT_EQ(listed.entity.ref.id, "2");
  EXPECT_EQ(listed.entity.status, EntityStatus::Active);
  EXPECT_EQ(listed.entity.effective_status, "ACTIVE");
  EXPECT_EQ(listed.entity.daily_budget, Money(75'00, *Currency::parse("AED", "c")));
  EXPECT_TRUE(listed.entity.learning);
  EXPECT_EQ(listed.objective, "SEARCH");
}

TEST(ReadEntity, ABudgetThatIsSharedIsNoCampaignsOwn) {
  const auto listed =
      entity_of(EntityLevel::Campaign,
                R"({"campaign":{"resourceName":"customers/1/campaigns/2"},"campaignBudget":)"
                R"({"amountMicros":"75000000","explicitlyShared":true}})");
  EXPECT_FALSE(listed.entity.daily_budget);
}

TEST(ReadEntity, AnAdIsNamedByItsAdGroupToo) {
  const auto listed = entity_of(
      EntityLevel::Ad,
      R"({"adGroupAd":{"resourceName":"customers/1/adGroupAds/71~72","status":"ENABLED","ad":)"
      R"({"id":"72"},"policySummary":{"approvalStatus":"APPROVED"}},"adGroup":{"id":"71",)"
      R"("status":"PAUSED"},"campaign":{"id":"7","status":"ENABLED"}})");
  EXPECT_EQ(listed.entity.ref.id, "71~72");
  EXPECT_EQ(listed.entity.name, "ad 72");
  EXPECT_EQ(listed.entity.adset_id, "71");
  EXPECT_EQ(listed.entity.campaign_id, "7");
  EXPECT_EQ(listed.entity.effective_status, "ADSET_PAUSED");
}

TEST(ReadEntity, WhatIsAboveAndItsReviewCount) {
  const auto effective = [](std::string_view more, std::string_view campaign) {
    return entity_of(EntityLevel::Ad,
                     R"({"adGroupAd":{"resourceName":"customers/1/adGroupAds/1~2","status":)"
                     R"("ENABLED")" +
                         std::string(more) + R"(},"adGroup":{"status":"ENABLED"},"campaign":)" +
                         R"({"status":")" + std::string(campaign) + R"("}})")
        .entity.effective_status;
  };
  EXPECT_EQ(effective("", "ENABLED"), "ACTIVE");
  EXPECT_EQ(effective("", "PAUSED"), "CAMPAIGN_PAUSED");
  EXPECT_EQ(effective("", "REMOVED"), "DELETED");
  EXPECT_EQ(effective(R"(,"policySummary":{"approvalStatus":"DISAPPROVED"})", "ENABLED"),
            "DISAPPROVED");
  EXPECT_EQ(effective(R"(,"policySummary":{"reviewStatus":"REVIEW_IN_PROGRESS"})", "ENABLED"),
            "PENDING_REVIEW");
}

TEST(ReadEntity, RefusesWhatItCannotName) {
  const auto refused = [](EntityLevel level, std::string_view text) {
    return !read_entity(*json::parse(text, "row"), level, Currency::usd());
  };
  EXPECT_TRUE(refused(EntityLevel::Campaign, "{}"));
  EXPECT_TRUE(refused(EntityLevel::Campaign, "[]"));
  EXPECT_TRUE(
      refused(EntityLevel::Ad, R"({"adGroupAd":{"resourceName":"customers/1/adGroupAds/72"}})"));
  EXPECT_TRUE(refused(EntityLevel::Campaign,
                      R"({"campaign":{"resourceName":"customers/1/campaigns/2"},)"
                      R"("campaignBudget":{"amountMicros":"75000001"}})"));
}

TEST(Quoted, NothingEndsTheTextEarly) { EXPECT_EQ(quoted(R"(a'b\c)"), R"('a\'b\\c')"); }

}  // namespace
}  // namespace gv::google_ads
