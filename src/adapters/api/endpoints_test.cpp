#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

using boost::json::value;
using ::testing::HasSubstr;

class Endpoints : public ::testing::Test {
 protected:
  value post(std::string_view path, std::string_view body) {
    return bench.json("POST", path, body);
  }
  value get(std::string_view path) { return bench.json("GET", path); }
  testing::Bench bench;
};

// Golden: 20-attribution §15, "ROAS": deals A in appointment, B won 6,500.00, C lost, spend
// 1,000.00.
TEST_F(Endpoints, AdRoasOfStageChanges) {
  const auto answer = post("/api/ml/synthetic-revenue/ad-roas", R"({
      "tenant_id": "gym", "ad_spend": 1000.00, "stage_changes": [
        {"deal_id": "A", "stage_to": "appointment_scheduled"},
        {"deal_id": "B", "stage_to": "closed_won", "deal_value": 6500},
        {"deal_id": "C", "stage_to": "closed_lost"}]})");

  EXPECT_EQ(answer.at("pipeline_value").to_number<double>(), 8750.0) << answer;
  EXPECT_EQ(answer.at("pipeline_roas").to_number<double>(), 8.75);
  EXPECT_EQ(answer.at("realized_roas").to_number<double>(), 6.5);
  EXPECT_NEAR(answer.at("avg_confidence").to_number<double>(), 0.897142857142857, 1e-12);
}

TEST_F(Endpoints, WithoutSpendThereIsNoRoas) {
  const auto answer = post("/api/ml/synthetic-revenue/ad-roas",
                           R"({"ad_spend": 0, "stage_changes": [{"stage_to": "closed_won"}]})");

  EXPECT_TRUE(answer.at("pipeline_roas").is_null()) << answer;
  EXPECT_EQ(answer.at("no_roas_reason"), "no_spend");
}

// Golden: 20-attribution §5.3 and §15 with R 8,750, S 1,000, S_H 500; here k = AOV 7,000, r0 = 2:
// v = (7000 * 2 + 8750) / (7000 + 1000) = 2.84375, (8750 + 500 v) / 1500 = 6.78125.
TEST_F(Endpoints, RoasAfterSomeMoreDays) {
  const auto answer = post("/api/ml/predict/roas", R"({
      "current_ctr": 0.02, "current_roas": 8.75, "hours_live": 240, "daily_spend": 100,
      "days_forward": 5})");

  EXPECT_NEAR(answer.at("predicted_roas").to_number<double>(), 6.78125, 1e-9) << answer;
  EXPECT_EQ(answer.at("projected_spend").to_number<double>(), 500.0);
  EXPECT_NEAR(answer.at("projected_revenue").to_number<double>(), 1421.88, 0.01);
}

TEST_F(Endpoints, RoasNamesEveryFieldOutOfRange) {
  const auto problem = post("/api/ml/predict/roas", R"({
      "current_ctr": 0.02, "current_roas": -1, "hours_live": -1, "daily_spend": -1,
      "days_forward": 91})");

  EXPECT_EQ(problem.at("status"), 422);
  EXPECT_EQ(problem.at("errors").as_array().size(), 4u) << problem;
}

TEST_F(Endpoints, FatigueOfACreativeThatTires) {
  std::string days;
  for (int day = 0; day < 10; ++day) {
    days += R"({"ctr": 0.04, "frequency": 2.0, "cpm": 20, "impressions": 20000},)";
  }
  days += R"({"ctr": 0.01, "frequency": 9, "cpm": 40, "impressions": 20000},
             {"ctr": 0.01, "frequency": 9, "cpm": 40, "impressions": 20000},
             {"ctr": 0.01, "frequency": 9, "cpm": 40, "impressions": 20000})";
  const auto answer =
      post("/api/ml/fatigue/analyze", R"({"ad_id": "ad_7", "metrics_history": [)" + days + "]}");

  EXPECT_NE(answer.at("status"), "HEALTHY") << answer;
  EXPECT_FALSE(answer.at("recommendation").as_string().empty());
}

TEST_F(Endpoints, FatigueNeedsThreeDays) {
  const auto answer = post("/api/ml/fatigue/analyze", R"({"ad_id": "a", "metrics_history": []})");
  EXPECT_EQ(answer.at("status"), "INSUFFICIENT_DATA") << answer;
}

constexpr std::string_view kTwoAds = R"({
    "ad_states": [
      {"ad_id": "good", "impressions": 100000, "clicks": 2000, "spend": 2000.00,
       "pipeline_value": 9000, "age_hours": 480, "conversions": 40, "current_budget": 100},
      {"ad_id": "bad", "impressions": 100000, "clicks": 500, "spend": 2000.00,
       "pipeline_value": 100, "age_hours": 480, "conversions": 1, "current_budget": 100}],
    "total_budget": 200.01})";

TEST_F(Endpoints, ABudgetIsSharedToTheLastUnit) {
  const auto answer = post("/api/ml/battle-hardened/select", kTwoAds);

  ASSERT_EQ(answer.at("recommendations").as_array().size(), 2u) << answer;
  double sum = answer.at("unallocated").to_number<double>();
  for (const auto& one : answer.at("recommendations").as_array()) {
    sum += one.at("recommended_budget").to_number<double>();
    EXPECT_FALSE(one.at("reason").as_string().empty());
  }
  EXPECT_NEAR(sum, 200.01, 1e-9);
  EXPECT_EQ(answer.at("num_ads"), 2);
  const auto& bad = answer.at("recommendations").at(0);
  EXPECT_EQ(bad.at("ad_id"), "bad");
  EXPECT_EQ(bad.at("metrics").at("ctr").to_number<double>(), 0.5);  // percent, for old clients
  EXPECT_EQ(bad.at("metrics").at("ctr_ratio").to_number<double>(), 0.005);
}

TEST_F(Endpoints, TheSameQuestionHasTheSameAnswer) {
  EXPECT_EQ(post("/api/ml/battle-hardened/select", kTwoAds),
            post("/api/ml/battle-hardened/select", kTwoAds));
}

TEST_F(Endpoints, AForecastTellsWhatADayEarnsBeforeAndAfter) {
  const auto answer = post("/api/ml/predict/budget-optimization", kTwoAds);
  const auto plan = post("/api/ml/battle-hardened/select", kTwoAds);

  EXPECT_EQ(answer.at("recommendations"), plan.at("recommendations")) << answer;
  const double before = answer.at("expected_value_before").to_number<double>();
  const double after = answer.at("expected_value_after").to_number<double>();
  EXPECT_GT(before, 0.0);
  EXPECT_GT(after, before) << "money moves from the bad ad to the good one";
  EXPECT_LT(answer.at("value_range_after").at("low").to_number<double>(), after);
  EXPECT_GT(answer.at("value_range_after").at("high").to_number<double>(), after);
  EXPECT_GT(answer.at("improvement_probability").to_number<double>(), 0.9);
  const auto& bad = answer.at("marginal_returns").at(0);
  const auto& good = answer.at("marginal_returns").at(1);
  EXPECT_EQ(bad.at("ad_id"), "bad");
  EXPECT_LT(bad.at("current").to_number<double>(), good.at("current").to_number<double>());
  EXPECT_LT(good.at("recommended").to_number<double>(), good.at("current").to_number<double>())
      << "one more unit of money returns less the more there is";
}

TEST_F(Endpoints, AForecastIsAlwaysADryRun) {
  std::string body(kTwoAds);
  body.insert(body.rfind('}'), R"(, "dry_run": false)");
  EXPECT_EQ(bench.ask("POST", "/api/ml/predict/budget-optimization", body).status, 200);
}

TEST_F(Endpoints, SelectNamesTheBadAd) {
  const auto problem = post("/api/ml/battle-hardened/select", R"({
      "ad_states": [{"ad_id": "a", "impressions": 1, "clicks": 2, "spend": -1, "age_hours": 1}],
      "total_budget": 0})");

  EXPECT_EQ(problem.at("status"), 422) << problem;
  EXPECT_EQ(problem.at("errors").at(0).at("pointer"), "/ad_states/0/clicks");
  EXPECT_EQ(problem.at("errors").at(1).at("pointer"), "/ad_states/0/spend");
}

TEST_F(Endpoints, HealthSaysWhoAnswers) {
  const auto health = get("/health");
  EXPECT_EQ(health.at("status"), "healthy");
  EXPECT_EQ(health.at("version"), "1.2.3");
  EXPECT_EQ(health.at("uptime").to_number<double>(), 3600.0);
  EXPECT_EQ(get("/health/live").at("status"), "ok");
  EXPECT_TRUE(get("/version").at("commit").is_null());
}

TEST_F(Endpoints, ReadinessIsThatOfItsChecks) {
  EXPECT_EQ(bench.ask("GET", "/health/ready").status, 200);
  bench.checks.push_back({"disk", [] { return fail(ErrorCode::Unavailable, "disk", "is full"); }});

  EXPECT_EQ(bench.ask("GET", "/health/ready").status, 503);
  const auto ready = get("/health/ready");
  EXPECT_EQ(ready.at("checks").at(0).at("detail"), "is full");
  EXPECT_EQ(get("/status").at("overall_status"), "degraded");
}

TEST_F(Endpoints, PagesComeFromTheBundle) {
  const auto docs = bench.ask("GET", "/docs");
  EXPECT_THAT(std::string(http::whole_body(docs)), HasSubstr("/docs.js"));
  const auto root = bench.ask("GET", "/");
  EXPECT_THAT(std::string(http::whole_body(root)), HasSubstr("scripts/build-web"));
  EXPECT_EQ(bench.ask("GET", "/api/nothing").status, 404);
  EXPECT_EQ(bench.ask("GET", "/metrics").status, 200);
  EXPECT_EQ(get("/openapi.json").at("openapi"), "3.1.0");
}

}  // namespace
}  // namespace gv::api
