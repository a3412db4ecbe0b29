#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

using boost::json::value;

constexpr std::string_view kRise = R"({"ad_entity_id": "meta:55", "entity_type": "adset",
    "daily_budget": {"amount_minor": 12000, "currency": "AED"}, "reason": "it sells"})";

class ChangeRoutes : public ::testing::Test {
 protected:
  int status(std::string_view method, std::string path, std::string_view body = {}) {
    return bench.ask(method, path, body).status;
  }
  value ask(std::string_view method, std::string path, std::string_view body = {}) {
    return bench.json(method, path, body);
  }
  std::string queue(std::string_view body = kRise) {
    return std::string(ask("POST", "/api/v1/changes", body).at("id").as_string());
  }
  testing::Bench bench;
};

TEST_F(ChangeRoutes, AChangeWaitsForItsApproval) {
  const auto id = queue();
  const auto shown = ask("GET", "/api/v1/changes/" + id);
  EXPECT_EQ(shown.at("status"), "awaiting_approval");
  EXPECT_EQ(shown.at("triggered_by"), "api_key:k1");

  EXPECT_EQ(ask("POST", "/api/v1/changes/" + id + "/approve").at("status"), "pending");
  EXPECT_EQ(status("POST", "/api/v1/changes/" + id + "/approve"), 409);
  EXPECT_EQ(ask("POST", "/api/v1/changes/" + id + "/cancel").at("status"), "cancelled");
  EXPECT_EQ(status("POST", "/api/v1/changes/" + id + "/retry"), 409);
  EXPECT_EQ(status("POST", "/api/v1/changes/" + id + "/undo"), 409);
}

TEST_F(ChangeRoutes, ARejectedChangeStaysSo) {
  const auto id = queue();
  EXPECT_EQ(ask("POST", "/api/v1/changes/" + id + "/reject").at("status"), "rejected");
  EXPECT_EQ(status("POST", "/api/v1/changes/" + id + "/approve"), 409);
}

TEST_F(ChangeRoutes, TheSameChangeTwiceIsOne) {
  EXPECT_EQ(queue(), queue());
  EXPECT_EQ(ask("GET", "/api/v1/changes").at("items").as_array().size(), 1u);
}

TEST_F(ChangeRoutes, ListsAreFiltered) {
  const auto id = queue();
  const auto count = [&](std::string query) {
    return ask("GET", "/api/v1/changes?" + query).at("items").as_array().size();
  };
  EXPECT_EQ(count("ad=meta:55"), 1u);
  EXPECT_EQ(count("ad=meta:56"), 0u);
  EXPECT_EQ(count("ad=tiktok:55"), 0u);
  EXPECT_EQ(count("status=awaiting_approval&approval=required"), 1u);
  EXPECT_EQ(count("status=completed"), 0u);
  EXPECT_EQ(count("plan=nonsense"), 0u);
  EXPECT_TRUE(ask("GET", "/api/v1/changes/history").at("items").as_array().empty());
}

TEST_F(ChangeRoutes, SaysWhatIsWrongWithARequest) {
  const auto refused = ask("POST", "/api/v1/changes",
                           R"({"ad_entity_id": "55", "entity_type": "ad", "status": "deleted",
                               "daily_budget": {"amount_minor": 0, "currency": "AED"}})");
  EXPECT_EQ(refused.at("errors").as_array().size(), 4u) << refused;
  EXPECT_EQ(status("GET", "/api/v1/changes/nonsense"), 404);
  EXPECT_EQ(status("GET", "/api/v1/changes/0190a000-0000-7000-8000-0000000000ff"), 404);
}

TEST_F(ChangeRoutes, OtherAccountsSeeNothing) {
  const auto id = queue();
  const auto other = bench.ask("GET", "/api/v1/changes/" + id, {},
                               {{"Authorization", "Bearer all-of-both"}, {"X-Account-Id", "shop"}});
  EXPECT_EQ(other.status, 404);
}

TEST_F(ChangeRoutes, ReadingDoesNotAllowChanging) {
  const auto answer =
      bench.ask("POST", "/api/v1/changes", kRise, {{"Authorization", "Bearer read-gym"}});
  EXPECT_EQ(answer.status, 403);
}

TEST_F(ChangeRoutes, ARunThatIsNoDryRunQueuesChanges) {
  const auto run = ask("POST", "/api/v1/decisions/run",
                       R"({"total_budget": {"amount_minor": 25000, "currency": "AED"},
                           "dry_run": false})");
  EXPECT_EQ(run.at("executor"), "approve");
  const auto& changes = run.at("changes").as_array();
  ASSERT_FALSE(changes.empty()) << run;
  const auto first = ask("GET", "/api/v1/changes/" + std::string(changes[0].as_string()));
  EXPECT_EQ(first.at("source"), "decision");
  EXPECT_FALSE(first.at("decision_id").is_null());

  const auto decision = std::string(first.at("decision_id").as_string());
  const auto applied = ask("POST", "/api/v1/decisions/" + decision + "/apply");
  EXPECT_EQ(applied.at("changes").at(0).at("id"), first.at("id"));
}

TEST_F(ChangeRoutes, DecisionsAreAppliedTogetherEachForItself) {
  const auto run = ask("POST", "/api/v1/decisions/run",
                       R"({"total_budget": {"amount_minor": 25000, "currency": "AED"}})");
  EXPECT_TRUE(run.at("changes").as_array().empty());
  std::string ids;
  const auto listed = ask("GET", "/api/v1/decisions");
  for (const auto& line : listed.at("items").as_array()) {
    ids += "\"" + std::string(line.at("id").as_string()) + "\", ";
  }
  const auto done = ask("POST", "/api/v1/decisions:apply", R"({"ids": [)" + ids + R"("x"]})");
  EXPECT_FALSE(done.at("changes").as_array().empty());
  ASSERT_EQ(done.at("refused").as_array().size(), 1u) << done;
  EXPECT_EQ(done.at("refused").at(0).at("code"), "not_found");
  const auto again = ask("POST", "/api/v1/decisions:apply", R"({"ids": [)" + ids + R"("x"]})");
  EXPECT_EQ(again.at("changes"), done.at("changes"));
}

TEST_F(ChangeRoutes, ADecisionIsAppliedWithAnotherBudget) {
  ask("POST", "/api/v1/decisions/run",
      R"({"total_budget": {"amount_minor": 25000, "currency": "AED"}})");
  const auto listed = ask("GET", "/api/v1/decisions");
  for (const auto& line : listed.at("items").as_array()) {
    const auto id = std::string(line.at("id").as_string());
    const auto done = ask("POST", "/api/v1/decisions:apply",
                          R"({"ids": [")" + id + R"("], "budgets": {")" + id +
                              R"(": {"amount_minor": 4321, "currency": "AED"}}})");
    if (line.at("recommended_budget").at("amount_minor") == 0) {
      EXPECT_EQ(done.at("refused").at(0).at("code"), "invalid") << done;
    } else {
      EXPECT_EQ(
          done.at("changes").at(0).at("requested_value").at("daily_budget").at("amount_minor"),
          4321);
    }
  }
}

TEST_F(ChangeRoutes, ABudgetOfADecisionThatIsNotChosenIsRefused) {
  EXPECT_EQ(status("POST", "/api/v1/decisions:apply",
                   R"({"ids": ["0190a000-0000-7000-8000-0000000000d1"], "budgets":
                      {"0190a000-0000-7000-8000-0000000000d2":
                       {"amount_minor": 4321, "currency": "AED"}}})"),
            422);
}

TEST_F(ChangeRoutes, ADismissedDecisionIsOverAndItsAdIsLeftAlone) {
  const auto run = ask("POST", "/api/v1/decisions/run",
                       R"({"total_budget": {"amount_minor": 25000, "currency": "AED"},
                           "dry_run": false})");
  const auto first =
      ask("GET", "/api/v1/changes/" + std::string(run.at("changes").at(0).as_string()));
  const auto decision = "/api/v1/decisions/" + std::string(first.at("decision_id").as_string());
  EXPECT_EQ(status("POST", decision + "/dismiss", R"({"reason": ""})"), 422);
  const auto gone =
      ask("POST", decision + "/dismiss", R"({"reason": "moving house", "snooze_hours": 48})");
  EXPECT_EQ(gone.at("status"), "dismissed");
  EXPECT_EQ(ask("GET", decision).at("status"), "dismissed");
  EXPECT_EQ(ask("GET", "/api/v1/changes/" + std::string(first.at("id").as_string())).at("status"),
            "cancelled");
  EXPECT_EQ(status("POST", decision + "/apply"), 409);
  const auto again =
      ask("POST", decision + "/dismiss", R"({"reason": "again", "snooze_hours": 99})");
  EXPECT_EQ(again.at("snoozed_until"), gone.at("snoozed_until"));
  const auto holds = ask("GET", "/api/v1/holds").at("items").as_array();
  const auto snooze = std::find_if(holds.begin(), holds.end(), [](const value& hold) {
    return hold.at("reason") == "moving house";
  });
  ASSERT_NE(snooze, holds.end());
  EXPECT_EQ(snooze->at("scope"), "ad");
  EXPECT_FALSE(snooze->at("expires_at").is_null());
}

TEST_F(ChangeRoutes, ManyChangesAreApprovedAtOnce) {
  const auto id = queue();
  const auto body = R"({"ids": [")" + id + R"(", "x", ")" + id + R"("], "action": "approve"})";
  const auto done = ask("POST", "/api/v1/changes:bulk", body);
  EXPECT_EQ(done.at("changes").at(0).at("status"), "pending");
  ASSERT_EQ(done.at("refused").as_array().size(), 2u) << done;
  EXPECT_EQ(done.at("refused").at(0).at("code"), "not_found");
  EXPECT_EQ(done.at("refused").at(1).at("code"), "conflict");
}

TEST_F(ChangeRoutes, APlanTellsStepsAndWhatHoldsThemBack) {
  const auto plan = ask("POST", "/api/ml/safe-executor/plan",
                        R"({"changes": [
      {"ad_entity_id": "meta:55", "entity_type": "adset",
       "current_value": {"daily_budget": 100}, "requested_value": {"daily_budget": 110}},
      {"ad_entity_id": "meta:56", "entity_type": "adset",
       "current_value": {"daily_budget": 100}, "requested_value": {"daily_budget": 200}},
      {"ad_entity_id": "meta:99", "entity_type": "ad", "requested_value": {"status": "paused"}},
      {"ad_entity_id": "meta:57", "entity_type": "adset",
       "requested_value": {"daily_budget": 200}}]})")
                        .at("plan")
                        .as_array();
  ASSERT_EQ(plan.size(), 4u);
  EXPECT_EQ(plan[0].at("steps").as_array().size(), 1u);
  EXPECT_EQ(plan[0].at("checks").at("velocity"), true);
  EXPECT_GT(plan[1].at("steps").as_array().size(), 1u);
  EXPECT_EQ(plan[1].at("checks").at("velocity"), false);
  EXPECT_LT(plan[0].at("steps").at(0).at("execute_at").as_string(),
            plan[1].at("steps").at(0).at("execute_at").as_string());
  const auto& second = plan[1].at("steps").as_array();
  const auto paused = ask("POST", "/api/ml/safe-executor/plan",
                          R"({"changes": [
      {"ad_entity_id": "meta:56", "entity_type": "adset",
       "current_value": {"daily_budget": 100}, "requested_value": {"daily_budget": 200}},
      {"ad_entity_id": "meta:1", "entity_type": "ad", "requested_value": {"status": "paused"}}]})");
  EXPECT_LT(paused.at("plan").at(1).at("steps").at(0).at("execute_at").as_string(),
            second.back().at("execute_at").as_string())
      << "a pause waits for no later step of another change";
  EXPECT_EQ(plan[2].at("checks").at("hold"), false);
  EXPECT_FALSE(plan[2].at("blocked_reason").is_null());
  EXPECT_FALSE(plan[3].at("blocked_reason").is_null());
  EXPECT_TRUE(ask("GET", "/api/v1/changes").at("items").as_array().empty());
}

TEST_F(ChangeRoutes, AStopIsInForceAtOnceAndCancelsWhatWaits) {
  queue();
  const auto stop = ask("POST", "/api/v1/emergency-stop",
                        R"({"scope": "account", "reason": "spend", "pause_ads": true})");
  EXPECT_EQ(stop.at("cancelled"), 1);
  const auto state = ask("GET", "/api/v1/executor");
  EXPECT_EQ(state.at("holds").as_array().size(), 2u);
  EXPECT_EQ(state.at("mode"), "approve");
  EXPECT_EQ(state.at("changes").at("cancelled"), 1);

  const auto clear =
      "/api/v1/holds/" + std::string(stop.at("hold").at("id").as_string()) + "/clear";
  EXPECT_EQ(status("POST", clear, R"({"resume": true})"), 422);
  EXPECT_EQ(status("POST", clear, R"({"resume": true, "reason": "checked"})"), 200);
  EXPECT_EQ(status("POST", clear, "{}"), 404);
}

TEST_F(ChangeRoutes, AHoldNeedsAReasonAndATarget) {
  EXPECT_EQ(status("POST", "/api/v1/holds", R"({"scope": "platform", "reason": "x"})"), 422);
  EXPECT_EQ(status("POST", "/api/v1/holds", R"({"scope": "account", "reason": ""})"), 422);
  EXPECT_EQ(status("POST", "/api/v1/holds", R"({"scope": "global", "reason": "x"})"), 422);
  EXPECT_EQ(
      status("POST", "/api/v1/holds", R"({"scope": "ad", "target": "7", "reason": "by hand"})"),
      200);
  EXPECT_EQ(ask("GET", "/api/v1/holds").at("items").as_array().size(), 2u);
}

TEST(ChangeNames, ARowSaysWhatThePlatformCallsItsThing) {
  testing::Bench bench;
  const auto queue = [&](std::string_view thing) {
    return bench.ask("POST", "/api/v1/changes", thing).status;
  };
  ASSERT_EQ(queue(R"({"ad_entity_id": "meta:s1", "entity_type": "adset", "status": "paused"})"),
            201);
  ASSERT_EQ(queue(R"({"ad_entity_id": "meta:s1", "entity_type": "ad", "status": "paused"})"), 201);
  bench.campaigns.fill();

  const auto rows = bench.json("GET", "/api/v1/changes").at("items");
  ASSERT_EQ(rows.as_array().size(), 2u) << rows;
  for (const auto& row : rows.as_array()) {
    const bool known = row.at("entity_type") == "adset";
    EXPECT_EQ(row.at("entity_name"), known ? boost::json::value("Ad set 1") : nullptr) << row;
  }
}

}  // namespace
}  // namespace gv::api
