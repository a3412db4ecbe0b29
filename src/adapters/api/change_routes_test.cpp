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

}  // namespace
}  // namespace gv::api
