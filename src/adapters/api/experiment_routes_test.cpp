#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "adapters/api/testing.h"
#include "app/experiment_desk.h"

namespace gv::api {
namespace {

using boost::json::value;

class ExperimentRoutes : public ::testing::Test {
 protected:
  value get(const std::string& path) { return bench.json("GET", path); }
  value post(const std::string& path, const std::string& body) {
    return bench.json("POST", path, body);
  }
  int status(std::string_view method, const std::string& path, const std::string& body = {},
             std::string token = "all-of-gym") {
    return bench.ask(method, path, body, {{"Authorization", "Bearer " + std::move(token)}}).status;
  }
  value report(const std::string& variant, int trials, int successes) {
    return post("/api/v1/ab/update-variant",
                fmt::format(R"({{"variant_id": "{}", "trials": {}, "successes": {}}})", variant,
                            trials, successes));
  }
  /// hook_a 40/1000 and hook_b `successes`/1000, four days ago.
  void two_reports(int successes) {
    report("hook_a", 1'000, 40);
    report("hook_b", 1'000, successes);
    bench.clock.at += Days(4);
  }
  testing::Bench bench;
};

// 10 section 13, D-29.
TEST_F(ExperimentRoutes, StatisticsAreThoseOfTheSpecification) {
  two_reports(55);
  const auto a = get("/api/ml/ab/variant-stats/hook_a");
  const auto b = get("/api/ml/ab/best-variant");

  EXPECT_EQ(b.at("id"), "hook_b") << b;
  EXPECT_NEAR(a.at("estimated_ctr").to_number<double>(), .0409182, 1e-7);
  EXPECT_NEAR(b.at("estimated_ctr").to_number<double>(), .0558882, 1e-7);
  EXPECT_NEAR(b.at("p_best").to_number<double>(), .9418873, 1e-6);
  EXPECT_NEAR(a.at("expected_loss").to_number<double>(), .015210, 2e-6);
  EXPECT_NEAR(b.at("ctr_ci_lower").to_number<double>(), .0425327, 1e-6);
  EXPECT_EQ(a.at("impressions"), 1'000);
  EXPECT_EQ(a.at("clicks"), 40);
  EXPECT_EQ(get("/api/v1/ab/all-variants").at("variants").as_array().size(), 2u);
}

TEST_F(ExperimentRoutes, ARewardIsSoManySuccessesInOneTrial) {
  const std::string body =
      R"({"variant_id": "hook_a", "reward": 0.25, "cost": 0.5, "metrics": {"event_id": "e1"}})";

  EXPECT_EQ(post("/api/ml/ab/update-variant", body).at("status"), "updated");
  EXPECT_EQ(post("/api/ml/ab/update-variant", body).at("status"), "duplicate");
  const auto stats = get("/api/ml/ab/variant-stats/hook_a");
  EXPECT_EQ(stats.at("total_events"), 1) << stats;
  EXPECT_EQ(stats.at("alpha").to_number<double>(), 1.25);
  EXPECT_EQ(stats.at("spend").to_number<double>(), 0.5);
  EXPECT_EQ(status("POST", "/api/ml/ab/update-variant", R"({"variant_id": "x", "reward": 1})"),
            404);
  EXPECT_EQ(status("POST", "/api/ml/ab/update-variant", R"({"variant_id": "hook_a"})"), 422);
  EXPECT_EQ(
      status("POST", "/api/ml/ab/update-variant", R"({"variant_id": "hook_a", "reward": 1.5})"),
      422);
}

TEST_F(ExperimentRoutes, AVariantIsRegisteredOnceWithItsMetadata) {
  const auto add = [&](std::string_view metadata) {
    return bench.ask("POST", "/api/ml/ab/register-variant",
                     fmt::format(R"({{"variant_id": "v", "metadata": {}}})", metadata));
  };
  EXPECT_EQ(add(R"({"hook": "a"})").status, 200);
  EXPECT_EQ(post("/api/ml/ab/register-variant", R"({"variant_id": "v", "metadata": {"hook": "a"}})")
                .at("status"),
            "exists");
  EXPECT_EQ(add(R"({"hook": "b"})").status, 409);
  EXPECT_EQ(get("/api/ml/ab/variant-stats/v").at("metadata").at("hook"), "a");
}

TEST_F(ExperimentRoutes, AChoiceSaysHowLikelyItWas) {
  two_reports(90);
  const auto choice = post("/api/ml/ab/select-variant", R"({"seed": 3})");

  EXPECT_EQ(choice.at("variant_id"), "hook_b") << choice;
  EXPECT_GT(choice.at("propensity").to_number<double>(), 0.9);
  EXPECT_EQ(choice.at("all_scores").as_object().size(), 2u);
  EXPECT_EQ(choice, post("/api/ml/ab/select-variant", R"({"seed": 3})"));
  EXPECT_EQ(
      post("/api/ml/ab/select-variant", R"({"available_variants": ["hook_a"]})").at("variant_id"),
      "hook_a");
  EXPECT_EQ(status("POST", "/api/ml/ab/select-variant", R"({"available_variants": ["x"]})"), 404);
}

TEST_F(ExperimentRoutes, NothingToChooseFromIsAConflict) {
  EXPECT_EQ(bench
                .ask("POST", "/api/ml/ab/select-variant", "{}",
                     {{"Authorization", "Bearer all-of-both"}, {"X-Account-Id", "shop"}})
                .status,
            409);
}

TEST_F(ExperimentRoutes, ABudgetIsSharedToTheLastUnitAndNobodyStarves) {
  two_reports(90);
  const auto shared = post("/api/ml/ab/reallocate-budget",
                           R"({"total_budget": 100.01, "min_budget_per_variant": 10})");
  const auto& shares = shared.at("allocations");
  const double a = shares.at("hook_a").to_number<double>();
  const double b = shares.at("hook_b").to_number<double>();

  EXPECT_NEAR(a + b, 100.01, 1e-9) << shared;
  EXPECT_GE(a, 10.0);
  EXPECT_GT(b, a);
  EXPECT_EQ(status("POST", "/api/ml/ab/reallocate-budget",
                   R"({"total_budget": 10, "min_budget_per_variant": 6})"),
            409);
}

TEST_F(ExperimentRoutes, EvidenceFadesOnceADay) {
  two_reports(55);
  const auto fade = [&] { return post("/api/ml/ab/apply-decay", R"({"decay_factor": 0.5})"); };

  EXPECT_EQ(fade().at("status"), "decayed");
  EXPECT_EQ(fade().at("status"), "unchanged");
  EXPECT_EQ(get("/api/ml/ab/variant-stats/hook_a").at("alpha").to_number<double>(), 21.0);
  EXPECT_EQ(get("/api/ml/ab/variant-stats/hook_a").at("clicks"), 40) << "what happened stays";
}

TEST_F(ExperimentRoutes, AnExperimentIsStartedAndListed) {
  const auto started = post("/api/v1/experiments",
                            R"({"name": "hooks", "metric": "cvr",
                                "budget": {"amount_minor": 5000, "currency": "AED"}})");
  const std::string id(started.at("id").as_string());
  post("/api/v1/ab/register-variant", R"({"variant_id": "v1", "experiment_id": ")" + id + "\"}");
  report("v1", 10, 1);

  const auto results = get("/api/v1/ab/experiments/" + id + "/results");
  EXPECT_EQ(results.at("experiment").at("metric"), "cvr") << results;
  EXPECT_EQ(results.at("experiment").at("leader"), "v1");
  EXPECT_TRUE(results.at("e_value").is_null());
  EXPECT_EQ(results.at("variants").at(0).at("cvr").to_number<double>(), 0.1);
  EXPECT_EQ(get("/api/ml/ab/experiments").at("items").as_array().size(), 2u);
  const auto first = get("/api/ml/ab/experiments?limit=1");
  const std::string cursor(first.at("next_cursor").as_string());
  EXPECT_EQ(get("/api/ml/ab/experiments?limit=1&cursor=" + cursor).at("items").as_array().size(),
            1u);
  EXPECT_EQ(status("GET", "/api/v1/ab/experiments/7/results"), 404);
}

TEST_F(ExperimentRoutes, AWinnerIsPromotedWhenEveryCheckPasses) {
  two_reports(85);
  const auto promoted = post("/api/ml/auto-promote/scale", "{}");
  const auto again = post("/api/ml/auto-promote/scale", "{}");

  EXPECT_EQ(promoted.at("status"), "promoted") << promoted;
  EXPECT_EQ(promoted.at("winner"), "hook_b");
  EXPECT_NEAR(promoted.at("e_value").to_number<double>(), 63.06143, 1e-4);
  EXPECT_EQ(promoted.at("executor"), "not available yet");
  EXPECT_EQ(again.at("status"), "error") << "it is over";
  const auto history = post("/auto-promote/history", "");
  EXPECT_EQ(history.at("promotions").at(0).at("winner"), "hook_b");
  const auto all = get("/auto-promote/cumulative-improvement");
  EXPECT_EQ(all.at("promotions"), 1);
  EXPECT_NEAR(all.at("improvement").to_number<double>(), 86.0 / 41.0, 1e-9);
  EXPECT_TRUE(post("/auto-promote/check-all", "").at("results").as_array().empty());
}

TEST_F(ExperimentRoutes, AnEventIdOfATellerIsNoKeyOfOurs) {
  const auto told =
      post("/api/ml/ab/update-variant", fmt::format(R"({{"variant_id": "hook_a", "reward": 1,
                                         "metrics": {{"event_id": "promoted|{}"}}}})",
                                                    app::own_experiment_id(AccountId("gym"))));
  EXPECT_EQ(told.at("variant_id"), "hook_a") << told;
  two_reports(85);

  EXPECT_EQ(post("/api/ml/auto-promote/scale", "{}").at("status"), "promoted");
  EXPECT_EQ(post("/auto-promote/history", "").at("promotions").as_array().size(), 1U);
}

TEST_F(ExperimentRoutes, OnlyAnAdminForcesAPromotion) {
  two_reports(55);
  const std::string force = R"({"force_promotion": true})";
  bench.authenticator.add_key("learn-gym", {.kind = app::PrincipalKind::ApiKey,
                                            .id = "k9",
                                            .accounts = {AccountId("gym")},
                                            .scopes = {app::Scope::Learn},
                                            .csrf_token = {}});

  EXPECT_EQ(post("/api/ml/auto-promote/scale", "{}").at("status"), "continue_testing");
  EXPECT_EQ(status("POST", "/api/ml/auto-promote/scale", force, "learn-gym"), 403);
  const auto forced = post("/api/ml/auto-promote/scale", force);
  EXPECT_EQ(forced.at("forced"), true) << forced;
  EXPECT_EQ(post("/auto-promote/history", "").at("promotions").at(0).at("forced_by"), "api_key:k1");
}

TEST_F(ExperimentRoutes, AnotherAccountSeesNoVariant) {
  two_reports(55);
  const auto as_shop = [&](std::string_view path) {
    return bench.ask("GET", path, {},
                     {{"Authorization", "Bearer all-of-both"}, {"X-Account-Id", "shop"}});
  };
  EXPECT_EQ(as_shop("/api/v1/ab/variant-stats/hook_a").status, 404);
  EXPECT_EQ(as_shop("/api/v1/ab/all-variants").status, 200);
  EXPECT_EQ(http::whole_body(as_shop("/api/v1/ab/all-variants")).find("hook"), std::string::npos);
}

}  // namespace
}  // namespace gv::api
