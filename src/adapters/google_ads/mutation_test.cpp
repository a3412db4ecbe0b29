#include "adapters/google_ads/mutation.h"

#include <gtest/gtest.h>

#include "io/json/serialize.h"

namespace gv::google_ads {
namespace {

using app::CreateEntity;
using app::EntityLevel;
using app::EntityStatus;

Rest rest() { return Rest({.customer = "1"}, nullptr, nullptr); }
Currency currency(std::string_view code) { return *Currency::parse(code, "currency"); }

TEST(BudgetOperation, IsAbsoluteAndInMicros) {
  const auto operation = budget_operation({.resource = "customers/1/campaignBudgets/3"},
                                          Money(80'00, currency("AED")), currency("AED"));
  ASSERT_TRUE(operation) << operation.error();
  EXPECT_EQ(json::compact(*operation),
            R"({"update":{"resourceName":"customers/1/campaignBudgets/3","amountMicros":)"
            R"("80000000"},"updateMask":"amountMicros"})");
}

TEST(BudgetOperation, OfSeveralCampaignsIsLeftAlone) {
  const auto refused = budget_operation({.resource = "r", .shared = true},
                                        Money(1, currency("USD")), currency("USD"));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("explicitlyShared"), std::string::npos);
  EXPECT_EQ(budget_operation({}, Money(1, currency("USD")), currency("AED")).error().code,
            ErrorCode::CurrencyMismatch);
}

TEST(StatusOperation, NamesTheThingByItsLevel) {
  const auto text = [](EntityLevel level, std::string id, EntityStatus status) {
    const auto operation =
        status_operation(rest(), {.entity = {level, std::move(id)}, .status = status});
    return operation ? json::compact(*operation) : operation.error().where;
  };
  EXPECT_EQ(text(EntityLevel::Campaign, "2", EntityStatus::Paused),
            R"({"update":{"resourceName":"customers/1/campaigns/2","status":"PAUSED"},)"
            R"("updateMask":"status"})");
  EXPECT_EQ(text(EntityLevel::Ad, "71~72", EntityStatus::Active),
            R"({"update":{"resourceName":"customers/1/adGroupAds/71~72","status":"ENABLED"},)"
            R"("updateMask":"status"})");
  EXPECT_EQ(text(EntityLevel::Ad, "72", EntityStatus::Active), "id");
  EXPECT_EQ(text(EntityLevel::AdSet, "7'", EntityStatus::Active), "id");
  EXPECT_EQ(text(EntityLevel::Campaign, "2", EntityStatus::Deleted), "status");
}

TEST(CreateOperation, IsPausedWhateverItsFieldsSay) {
  const auto ad = create_operation(
      rest(), {.level = EntityLevel::Ad,
               .name = "a gv:1",
               .parent_id = "71",
               .fields = R"({"status":"ENABLED","ad":{"finalUrls":["https://x.example"]}})"});
  ASSERT_TRUE(ad) << ad.error();
  EXPECT_EQ(json::compact(*ad),
            R"({"create":{"status":"PAUSED","ad":{"finalUrls":["https://x.example"],"name":)"
            R"("a gv:1"},"adGroup":"customers/1/adGroups/71"}})");
  const auto refused = [](const CreateEntity& create) {
    return create_operation(rest(), create).error().where;
  };
  EXPECT_EQ(refused({.level = EntityLevel::AdSet,
                     .name = "s",
                     .parent_id = "2",
                     .daily_budget = Money(1, currency("USD"))}),
            "daily_budget");
  EXPECT_EQ(refused({.level = EntityLevel::Creative, .name = "c"}), "level");
}

TEST(CampaignOperations, MakeItItsBudgetAndItsCriteriaTogether) {
  const auto both = campaign_operations(rest(),
                                        {.name = "c gv:1",
                                         .daily_budget = Money(75'00, currency("AED")),
                                         .fields = R"({"advertisingChannelType":"SEARCH",)"
                                                   R"("criteria":[{"location":{}}]})"},
                                        currency("AED"));
  ASSERT_TRUE(both) << both.error();
  EXPECT_EQ(both->made, 1u);
  EXPECT_EQ(json::compact(both->operations),
            R"([{"campaignBudgetOperation":{"create":{"resourceName":)"
            R"("customers/1/campaignBudgets/-1","name":"c gv:1","amountMicros":"75000000",)"
            R"("deliveryMethod":"STANDARD","explicitlyShared":false}}},{"campaignOperation":)"
            R"({"create":{"advertisingChannelType":"SEARCH","resourceName":)"
            R"("customers/1/campaigns/-2","name":"c gv:1","campaignBudget":)"
            R"("customers/1/campaignBudgets/-1","status":"PAUSED"}}},)"
            R"({"campaignCriterionOperation":{"create":{"location":{},)"
            R"("campaign":"customers/1/campaigns/-2"}}}])");
  EXPECT_EQ(campaign_operations(rest(),
                                {.name = "c",
                                 .daily_budget = Money(75'00, currency("AED")),
                                 .fields = R"({"criteria":{}})"},
                                currency("AED"))
                .error()
                .where,
            "fields");
  EXPECT_EQ(campaign_operations(rest(), {.name = "c"}, currency("AED")).error().where,
            "daily_budget");
}

TEST(AdOperations, MakeItAndItsAssetsTogether) {
  const CreateEntity ad{.level = EntityLevel::Ad,
                        .name = "a gv:1",
                        .parent_id = "71",
                        .fields = R"({"ad":{"finalUrls":[]},"assets":[{"name":"v"}]})"};
  EXPECT_TRUE(brings_assets(ad));
  EXPECT_FALSE(brings_assets({.level = EntityLevel::Ad, .name = "a"}));
  const auto made = ad_operations(rest(), ad);
  ASSERT_TRUE(made) << made.error();
  EXPECT_EQ(made->made, 1u);
  EXPECT_EQ(json::compact(made->operations),
            R"([{"assetOperation":{"create":{"name":"v"}}},{"adGroupAdOperation":{"create":)"
            R"({"ad":{"finalUrls":[],"name":"a gv:1"},"adGroup":"customers/1/adGroups/71",)"
            R"("status":"PAUSED"}}}])");
}

}  // namespace
}  // namespace gv::google_ads
