#include "core/execute/batch_plan.h"

#include <set>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::execute {
namespace {

BatchItem ad(int number) { return {EntityLevel::Ad, "ad" + std::to_string(number), "", "status"}; }
BatchItem ad_set(int number, const std::string& campaign) {
  return {EntityLevel::AdSet, "set" + std::to_string(number), campaign, "daily_budget"};
}

TEST(BatchPlan, AHundredAndTwentyPausesAreThreeBatches) {
  std::vector<BatchItem> items;
  for (int i = 0; i < 120; ++i) items.push_back(ad(i));
  EXPECT_EQ(plan_batches(items).size(), 3U);
}

TEST(BatchPlan, TwentyAdSetsOfEachOfThreeCampaignsAreTwentyBatchesOfThree) {
  std::vector<BatchItem> items;
  for (const auto* campaign : {"a", "b", "c"}) {
    for (int i = 0; i < 20; ++i) items.push_back(ad_set(static_cast<int>(items.size()), campaign));
  }
  const auto batches = plan_batches(items);
  ASSERT_EQ(batches.size(), 20U);
  for (const auto& batch : batches) EXPECT_EQ(batch.size(), 3U);
}

TEST(BatchPlan, TwoAdSetsOfOneCampaignNeedTwoBatchesThoughTheyWouldFitOne) {
  std::vector<BatchItem> items;
  for (int i = 0; i < 40; ++i) items.push_back(ad(i));
  items.push_back(ad_set(1, "a"));
  items.push_back(ad_set(2, "a"));
  EXPECT_EQ(plan_batches(items).size(), 2U);
}

TEST(BatchPlan, EditsOfDifferentFieldsOfOneThingAreOneOperation) {
  auto pause = ad_set(1, "a");
  pause.field = "status";
  const std::vector<BatchItem> items{ad_set(1, "a"), pause, ad_set(1, "a")};
  const auto batches = plan_batches(items);
  ASSERT_EQ(batches.size(), 2U);
  EXPECT_EQ(batches[0], (Batch{{0, 1}}));
  EXPECT_EQ(batches[1], (Batch{{2}}));
}

TEST(BatchPlan, TenCreatesAtOnce) {
  const std::vector<BatchItem> items(25, BatchItem{EntityLevel::Ad, "", "", "create"});
  EXPECT_EQ(plan_batches(items).size(), 3U);
}

TEST(BatchPlan, WhereOnlyWhatIsAlikeGoesTogetherABatchIsOneRequest) {
  const BatchRules rules{
      .operations_max = 20, .one_adset_per_campaign = false, .alike = Alike::Value};
  std::vector<BatchItem> items;
  for (int i = 0; i < 25; ++i) {
    items.push_back(ad(i));
    items.back().value = "paused";
  }
  items.push_back(ad(30));
  items.back().value = "active";
  auto pause = ad_set(1, "a");
  pause.field = "status";
  pause.value = "paused";
  items.push_back(ad_set(1, "a"));  // its budget
  items.push_back(pause);
  items.push_back(ad_set(2, "a"));
  const auto batches = plan_batches(items, rules);
  ASSERT_EQ(batches.size(), 6U);  // 20 and 5 pauses, a start, a budget, a pause of a set, a budget
  EXPECT_EQ(batches[0].size(), 20U);
  EXPECT_EQ(batches[1].size(), 5U);
  for (std::size_t i = 2; i < batches.size(); ++i) EXPECT_EQ(batches[i].size(), 1U);
}

TEST(BatchPlan, WhereOneFieldGoesTogetherBudgetsDoAndNewCampaignsDoNot) {
  const BatchRules rules{.creates_max = 50, .one_adset_per_campaign = false, .alike = Alike::Field};
  const auto campaign = [](const char* id, const char* field, const char* value) {
    return BatchItem{EntityLevel::Campaign, id, "", field, value};
  };
  const std::vector<BatchItem> items{
      campaign("1", "daily_budget", ""),  campaign("1", "status", "active"),
      campaign("2", "daily_budget", ""),  campaign("2", "status", "active"),
      campaign("3", "status", "paused"),  campaign("", "create", ""),
      campaign("", "create", ""),         {EntityLevel::Ad, "", "", "create"},
      {EntityLevel::Ad, "", "", "create"}};
  const auto batches = plan_batches(items, rules);
  EXPECT_EQ(batches, (std::vector<Batch>{{{0}, {2}}, {{1}, {3}}, {{4}}, {{5}}, {{6}}, {{7}, {8}}}));
}

BatchItem arbitrary_item() {
  return {*rc::gen::element(EntityLevel::Ad, EntityLevel::AdSet, EntityLevel::Campaign),
          std::to_string(*rc::gen::inRange(0, 40)), std::to_string(*rc::gen::inRange(0, 3)),
          *rc::gen::element<std::string>("status", "daily_budget")};
}

RC_GTEST_PROP(BatchPlanProperty, EveryItemGoesOutOnceAndNoRuleIsBroken, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(0, 150);
  std::vector<BatchItem> items;
  for (std::size_t i = 0; i < count; ++i) items.push_back(arbitrary_item());
  // A thing has one campaign.
  for (auto& item : items) item.campaign_id = item.entity_id.substr(0, 1);

  std::set<std::size_t> seen;
  for (const auto& batch : plan_batches(items)) {
    RC_ASSERT(batch.size() <= 50U);
    std::set<std::string> campaigns;
    std::set<std::pair<EntityLevel, std::string>> entities;
    for (const auto& operation : batch) {
      const auto& first = items[operation.front()];
      RC_ASSERT(entities.insert({first.level, first.entity_id}).second);
      if (first.level == EntityLevel::AdSet) RC_ASSERT(campaigns.insert(first.campaign_id).second);
      for (const auto at : operation) RC_ASSERT(seen.insert(at).second);
    }
  }
  RC_ASSERT(seen.size() == count);
}

}  // namespace
}  // namespace gv::execute
