#include "adapters/run_file/run_documents.h"

#include <gtest/gtest.h>

#include "app/ad_snapshots.h"
#include "core/revenue/presets.h"

namespace gv::run_file {
namespace {

app::SnapshotRequest two_ads() {
  const app::AdSnapshot good{.ad_id = "good",
                             .impressions = 100'000,
                             .clicks = 2'000,
                             .spend_minor = 200'000,
                             .pipeline_value_minor = 900'000,
                             .conversions = 40.0,
                             .age_hours = 480.0,
                             .current_budget_minor = 10'000};
  auto bad = good;
  bad.ad_id = "bad";
  bad.platform = "tiktok";
  bad.clicks = 500;
  bad.pipeline_value_minor = 10'000;
  bad.conversions = 1.0;
  return {.account = AccountId("gym"),
          .ads = {good, bad},
          .total_budget_minor = 20'001,
          .seed = 7,
          .now = TimePoint(Millis(1'736'000'000'000))};
}

class KeptRuns : public ::testing::Test {
 protected:
  std::vector<app::DecisionRecord> records_of(app::RunInputs& inputs) const {
    const auto run =
        *app::decide_budgets(inputs, settings_.decision, settings_.fatigue, run_serially);
    return documents_.decisions(inputs, run.plan, "run-1");
  }
  const app::AccountSettings settings_{
      .pipeline = *revenue::preset("ptd_fitness", Currency::usd(), 700'000)};
  const RunDocuments documents_{};
};

TEST_F(KeptRuns, ADocumentDecidesAgainAlike) {
  auto inputs = *app::inputs_of(two_ads(), settings_);
  const auto recorded = records_of(inputs);

  auto again = documents_.read(documents_.write(inputs, R"({"currency": "USD", "x": 1})"));

  ASSERT_TRUE(again) << again.error();
  EXPECT_TRUE(again->intact);
  EXPECT_EQ(again->config, R"({"x":1})") << "the currency is no key of a configuration";
  EXPECT_TRUE(documents_.differences(recorded, records_of(again->inputs))->empty());
}

TEST_F(KeptRuns, RecordsNameAdAndUnit) {
  auto inputs = *app::inputs_of(two_ads(), settings_);
  const auto records = records_of(inputs);

  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].ad_id, "meta:good");
  EXPECT_EQ(records[0].budget_unit, "good");
  EXPECT_EQ(records[1].ad_id, "tiktok:bad");
  EXPECT_EQ(records[1].budget_unit, "tiktok:bad");
  EXPECT_NE(records[0].id, records[1].id);
  EXPECT_NE(records[0].explanation.find("policy_driven"), std::string::npos);
}

TEST_F(KeptRuns, AnotherSeedIsSeenAndNamed) {
  auto inputs = *app::inputs_of(two_ads(), settings_);
  const auto recorded = records_of(inputs);
  inputs.cycle.seed = 8;

  const auto found = documents_.differences(recorded, records_of(inputs));

  ASSERT_TRUE(found) << found.error();
  ASSERT_FALSE(found->empty());
  EXPECT_NE(found->front().path.find(recorded[0].id), std::string::npos);
}

TEST_F(KeptRuns, ADecisionMissingOnOneSideIsADifference) {
  auto inputs = *app::inputs_of(two_ads(), settings_);
  const auto records = records_of(inputs);
  auto fewer = records;
  fewer.pop_back();

  EXPECT_EQ(documents_.differences(records, fewer)->size(), 1u);
}

}  // namespace
}  // namespace gv::run_file
