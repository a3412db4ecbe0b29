#include <gtest/gtest.h>

#include "adapters/api/testing.h"
#include "adapters/api/testing_revenue.h"

namespace gv::api {
namespace {

class RevenueRoutes : public ::testing::Test {
 protected:
  int post(std::string_view body, std::string signature = "signed") {
    return bench
        .ask("POST", "/api/webhook/hubspot", body,
             {{"Authorization", ""}, {"X-HubSpot-Signature-v3", std::move(signature)}})
        .status;
  }
  static std::string job(std::string_view rest = "") {
    return std::string("/api/v1/jobs/") + testing::kFailedJob + std::string(rest);
  }
  testing::Bench bench;
};

TEST_F(RevenueRoutes, ADeliveryIsAnsweredWithWhatBecameOfIt) {
  const auto answer =
      bench.json("POST", "/api/webhook/hubspot", "events", {{"X-HubSpot-Signature-v3", "signed"}});

  EXPECT_EQ(answer.at("status"), "queued");
  EXPECT_EQ(answer.at("accepted"), 1);
  EXPECT_EQ(answer.at("ignored"), 2);
}

TEST_F(RevenueRoutes, TheSenderLearnsWhetherToTryAgain) {
  EXPECT_EQ(post("events"), 200);
  EXPECT_EQ(post("events", "forged"), 401);
  EXPECT_EQ(post("{no json", "forged"), 401) << "what is not signed is not read";
  EXPECT_EQ(post("no json"), 400);
  EXPECT_EQ(post("full"), 503) << "not stored: the sender has to try again";
}

TEST_F(RevenueRoutes, ADealShowsItsPostings) {
  const auto ledger = bench.json("GET", "/api/v1/deals/hubspot:7/ledger");

  EXPECT_EQ(ledger.at("balance").at("amount_minor"), 225'000);
  EXPECT_EQ(ledger.at("entries").as_array().size(), 1u);
  EXPECT_EQ(ledger.at("flags").at(0), "unreconciled");
  EXPECT_EQ(bench.ask("GET", "/api/v1/deals/7/ledger").status, 200);
  EXPECT_EQ(bench.ask("GET", "/api/v1/deals/8/ledger").status, 404);
  EXPECT_EQ(bench
                .ask("GET", "/api/v1/deals/7/ledger", {},
                     {{"Authorization", "Bearer all-of-both"}, {"X-Account-Id", "shop"}})
                .status,
            404);
}

TEST_F(RevenueRoutes, AFailedJobIsRetriedOnce) {
  EXPECT_EQ(bench.json("GET", job()).at("last_error"), "does not answer");
  EXPECT_EQ(bench.json("POST", job("/retry")).at("job").at("state"), "created");
  EXPECT_EQ(bench.ask("POST", job("/retry")).status, 409);
  EXPECT_EQ(bench.ask("POST", job("/cancel")).status, 409);
  EXPECT_EQ(bench.ask("GET", "/api/v1/jobs/7").status, 404);
  EXPECT_EQ(bench.ask("POST", job("/retry"), {}, {{"Authorization", "Bearer read-gym"}}).status,
            403);
}

TEST_F(RevenueRoutes, JobsAreListedAndCounted) {
  EXPECT_EQ(bench.json("GET", "/api/v1/jobs?state=failed").at("items").as_array().size(), 1u);
  EXPECT_EQ(bench.json("GET", "/api/v1/jobs?state=active").at("items").as_array().size(), 0u);
  EXPECT_EQ(bench.ask("GET", "/api/v1/jobs?state=lost").status, 422);
  const auto queue = bench.json("GET", "/api/v1/queues").at("queues").at(0);
  EXPECT_EQ(queue.at("waiting"), 2);
  EXPECT_EQ(queue.at("failed"), 1);
}

// 20 section 15, "Pipeline".
TEST_F(RevenueRoutes, ThePipelineOfTheSpecification) {
  const auto answer =
      bench.json("POST", "/api/ml/predict/pipeline",
                 R"({"deals":[{"id":"D1","stage":"appointment_scheduled","amount":7000},
                                     {"id":"D2","stage":"show_up","amount":10000},
                                     {"id":"D3","stage":"lead"},{"id":"D4","stage":"maybe"}]})");

  EXPECT_EQ(answer.at("total_pipeline_value"), 8950);
  EXPECT_EQ(answer.at("deals").at("D1").at("expected_value"), 2250);
  EXPECT_EQ(answer.at("sd"), 6252.8);
  const std::string error(answer.at("deals").at("D4").at("error").as_string());
  EXPECT_EQ(error.rfind("unknown_stage", 0), 0u) << error;
}

TEST_F(RevenueRoutes, WithoutDealsNoStageValueIsOffered) {
  const auto answer = bench.json("GET", "/api/v1/synthetic-revenue/stages/suggestions");

  ASSERT_EQ(answer.at("stages").as_array().size(), 3u) << answer;
  const auto& lead = answer.at("stages").at(0);
  EXPECT_EQ(lead.at("stage_name"), "lead");
  EXPECT_EQ(lead.at("enough"), false);
  EXPECT_EQ(lead.at("reason"), "0 deals have matured, 50 are needed");
  EXPECT_EQ(lead.at("close_rate"), lead.at("win_probability"));
  EXPECT_EQ(answer.at("aov").at("amount_minor"), 700'000);
  EXPECT_TRUE(answer.at("calibration").is_null());
}

}  // namespace
}  // namespace gv::api
