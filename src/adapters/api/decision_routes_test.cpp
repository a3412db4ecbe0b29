#include <cmath>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

using boost::json::value;

class DecisionRoutes : public ::testing::Test {
 protected:
  value get(std::string path) { return bench.json("GET", path); }
  value post(std::string_view path, std::string_view body) {
    return bench.json("POST", path, body);
  }
  value run(std::string_view body = "{}") { return post("/api/v1/decisions/run", body); }
  int status_as(std::string token, std::string_view method, std::string path,
                std::string_view body = {}) {
    return bench
        .ask(method, path, body, {{"Authorization", "Bearer " + token}, {"X-Account-Id", "shop"}})
        .status;
  }
  static std::string text(const value& of, std::string_view key) {
    return std::string(of.at(key).as_string());
  }
  static std::int64_t minor(const value& of, std::string_view key) {
    return of.at(key).at("amount_minor").to_number<std::int64_t>();
  }
  testing::Bench bench;
};

constexpr std::string_view kAsked = R"({
    "ad_states": [
      {"ad_id": "good", "impressions": 100000, "clicks": 2000, "spend": 2000.00,
       "pipeline_value": 9000, "age_hours": 480, "conversions": 40, "current_budget": 100},
      {"ad_id": "bad", "impressions": 100000, "clicks": 500, "spend": 2000.00,
       "pipeline_value": 100, "age_hours": 480, "conversions": 1, "current_budget": 100}],
    "total_budget": 200.01, "dry_run": false})";

TEST_F(DecisionRoutes, ASelectionThatIsNoDryRunIsKept) {
  const auto answer = post("/api/ml/battle-hardened/select", kAsked);
  const auto& first = answer.at("recommendations").at(0);

  EXPECT_FALSE(answer.at("changes").as_array().empty()) << answer;
  EXPECT_EQ(answer.at("executor"), "approve");
  const auto decision = get("/api/v1/decisions/" + text(first, "decision_id"));
  EXPECT_EQ(decision.at("ad_id"), "meta:bad");
  EXPECT_EQ(decision.at("status"), "proposed");
  EXPECT_EQ(decision.at("decision"), first.at("decision"));
  EXPECT_EQ(decision.at("reason"), first.at("reason"));
  EXPECT_EQ(decision.at("explanation"), first.at("explanation").at(0));
  EXPECT_EQ(decision.at("metrics").at("clicks"), 500);
  EXPECT_EQ(minor(decision.at("inputs"), "spend"), 200'000);
  EXPECT_EQ(decision.at("inputs").at("age_hours").to_number<double>(), 480.0);
}

TEST_F(DecisionRoutes, ADryRunKeepsNothing) {
  std::string body(kAsked);
  body.replace(body.find("false"), 5, "true");
  const auto answer = post("/api/ml/battle-hardened/select", body);

  EXPECT_TRUE(answer.at("recommendations").at(0).at("decision_id").is_null()) << answer;
  EXPECT_TRUE(answer.at("executor").is_null());
  EXPECT_TRUE(get("/api/v1/decision-runs").at("items").as_array().empty());
}

TEST_F(DecisionRoutes, TheAccountsAdsAreDecidedOn) {
  const auto answer = run(R"({"total_budget": {"amount_minor": 25000, "currency": "AED"}})");

  ASSERT_EQ(answer.at("recommendations").as_array().size(), 2u) << answer;
  std::int64_t sum = minor(answer, "unallocated");
  for (const auto& one : answer.at("recommendations").as_array()) {
    sum += minor(one, "recommended_budget");
  }
  EXPECT_EQ(sum, 25'000);
  EXPECT_EQ(answer.at("recommendations").at(0).at("ad_id"), "meta:ad_1");
  EXPECT_EQ(minor(answer.at("recommendations").at(0), "current_budget"), 10'000)
      << "what it spent over its days";
  const auto kept = get("/api/v1/decision-runs/" + text(answer, "run_id"));
  EXPECT_EQ(kept.at("status"), "preview");
  EXPECT_EQ(minor(kept, "total_budget"), 25'000);
  EXPECT_EQ(minor(kept, "recommended_budget") + minor(answer, "unallocated"), 25'000);
}

TEST_F(DecisionRoutes, NoRunSharesOutMoreThanTheCapOfADay) {
  const auto answer = run(R"({"total_budget": {"amount_minor": 10000001, "currency": "AED"}})");
  ASSERT_EQ(answer.at("status"), 422) << answer;
  const auto& error = answer.at("errors").at(0);
  EXPECT_EQ(error.at("pointer"), "/total_budget");
  EXPECT_EQ(error.at("message"),
            "must be at most business.daily_budget_cap (100,000.00), got 100,000.01");
}

TEST_F(DecisionRoutes, AKeptRunDecidesAlikeAgain) {
  const auto of_ads = run(R"({"seed": 5})");
  const auto of_request = post("/api/ml/battle-hardened/select", kAsked);

  for (const auto* answer : {&of_ads, &of_request}) {
    const auto replay = post("/api/v1/decision-runs/" + text(*answer, "run_id") + "/replay", "");
    EXPECT_EQ(replay.at("identical"), true) << replay;
    EXPECT_TRUE(replay.at("diffs").as_array().empty());
  }
}

TEST_F(DecisionRoutes, PinsAndExclusionsHold) {
  const auto pinned = run(R"({"pins": {"meta:ad_2": {"amount_minor": 7000, "currency": "AED"}},
                              "total_budget": {"amount_minor": 18000, "currency": "AED"}})");
  const auto alone = run(R"({"exclude": ["meta:ad_2"]})");

  EXPECT_EQ(minor(pinned.at("recommendations").at(1), "recommended_budget"), 7'000) << pinned;
  EXPECT_EQ(pinned.at("recommendations").at(1).at("decision"), "maintain");
  EXPECT_EQ(alone.at("num_ads"), 1);
  ASSERT_EQ(alone.at("left_out").as_array().size(), 1u) << "every ad is in the answer, once";
  EXPECT_EQ(alone.at("left_out").at(0).at("ad_id"), "meta:ad_2");
  EXPECT_EQ(alone.at("left_out").at(0).at("reason"), "excluded");
  const auto unknown = run(R"({"exclude": ["meta:ad_3"]})");
  EXPECT_EQ(unknown.at("errors").at(0).at("pointer"), "/exclude/0") << unknown;
}

TEST_F(DecisionRoutes, StaleAdsAreOnlyObserved) {
  run();  // the ads come into being
  bench.clock.at += Hours(7);
  const auto answer = run();
  for (const auto& one : answer.at("recommendations").as_array()) {
    EXPECT_EQ(one.at("decision"), "observe") << one;
  }
}

TEST_F(DecisionRoutes, ListsAreFilteredAndPaged) {
  std::set<std::string> ids;
  for (int i = 0; i < 3; ++i) {
    run();
    bench.clock.at += Millis(1);
  }
  const auto one_run = text(run(), "run_id");

  std::string next = "/api/v1/decisions?limit=3";
  for (int pages = 1; !next.empty(); ++pages) {
    ASSERT_LE(pages, 3);
    const auto page = get(next);
    for (const auto& item : page.at("items").as_array()) ids.insert(text(item, "id"));
    const auto& cursor = page.at("next_cursor");
    next = cursor.is_null() ? "" : "/api/v1/decisions?limit=3&cursor=" + text(page, "next_cursor");
  }
  EXPECT_EQ(ids.size(), 8u);
  EXPECT_EQ(get("/api/v1/decisions?run=" + one_run).at("items").as_array().size(), 2u);
  EXPECT_EQ(get("/api/v1/decisions?ad=meta:ad_1").at("items").as_array().size(), 4u);
  EXPECT_EQ(get("/api/v1/decisions?ad=ad_1").at("items").as_array().size(), 4u);
  EXPECT_EQ(get("/api/v1/decisions?action=queue").at("items").as_array().size(), 0u);
  EXPECT_EQ(get("/api/v1/decisions?run=7").at("items").as_array().size(), 0u);
  EXPECT_EQ(get("/api/v1/decision-runs?limit=2").at("items").as_array().size(), 2u);
  EXPECT_EQ(bench.ask("GET", "/api/v1/decisions?action=sing").status, 422);
  EXPECT_EQ(bench.ask("GET", "/api/v1/decisions?cursor=x").status, 422);
}

TEST_F(DecisionRoutes, APreviewIsGoneAfterADay) {
  const auto old = text(run(), "run_id");
  const auto kept = text(run(R"({"dry_run": false})"), "run_id");
  EXPECT_NE(old, kept);
  bench.clock.at += Hours(25);
  run();

  EXPECT_EQ(bench.ask("GET", "/api/v1/decision-runs/" + old).status, 404);
  EXPECT_EQ(bench.ask("GET", "/api/v1/decision-runs/" + kept).status, 200);
}

TEST_F(DecisionRoutes, FeedbackAddsUpToWhatIsKnownOfAnAd) {
  const auto tell = [&](std::string_view rest) {
    return post("/api/ml/battle-hardened/feedback",
                R"({"ad_id": "ad_9", "actual_pipeline_value": 900, "actual_spend": 300.50,
                    "actual_impressions": 10000, "actual_clicks": 200)" +
                    std::string(rest) + "}");
  };
  const auto first = tell(R"(, "event_id": "e1")");
  bench.clock.at += Hours(1);
  const auto again = tell(R"(, "event_id": "e1")");
  tell("");

  EXPECT_EQ(first.at("status"), "feedback_registered") << first;
  EXPECT_EQ(first.at("ad_id"), "meta:ad_9");
  EXPECT_NEAR(first.at("actual_roas").to_number<double>(), 2.995, 1e-3);
  EXPECT_EQ(first.at("duplicate"), false);
  EXPECT_EQ(again.at("duplicate"), true);
  const auto answer = run();
  const auto& one = answer.at("recommendations").at(2);
  EXPECT_EQ(one.at("ad_id"), "meta:ad_9") << answer;
  EXPECT_EQ(one.at("metrics").at("clicks"), 400) << "the event that came twice counts once";
  EXPECT_EQ(one.at("metrics").at("age_hours").to_number<double>(), 25.0);
  const auto decision = get("/api/v1/decisions/" + text(one, "decision_id"));
  EXPECT_EQ(minor(decision.at("inputs"), "spend"), 60'100);
}

TEST_F(DecisionRoutes, FeedbackThatCannotBeIsRefused) {
  const auto refused = [&](std::string_view body) {
    return text(post("/api/v1/battle-hardened/feedback", body).at("errors").at(0), "pointer");
  };
  const std::string none = R"({"amount_minor": 0, "currency": "AED"})";
  const std::string head = R"({"actual_pipeline_value": )" + none + R"(, "actual_spend": )" + none;

  EXPECT_EQ(refused(head + R"(, "ad_id": "a", "actual_clicks": 3})"), "/actual_clicks");
  EXPECT_EQ(refused(head + R"(, "ad_id": ""})"), "/ad_id");
  EXPECT_EQ(refused(head + R"(, "ad_id": "a", "since": "2025-02-01T00:00:00Z"})"), "/since");
  const auto free = post("/api/v1/battle-hardened/feedback", head + R"(, "ad_id": "a"})");
  EXPECT_TRUE(free.at("actual_roas").is_null()) << free;
}

TEST_F(DecisionRoutes, AnEventOfOneAdIsNoneOfAnother) {
  const auto tell = [&](std::string_view ad) {
    return post("/api/ml/battle-hardened/feedback",
                R"({"actual_pipeline_value": 9, "actual_spend": 3, "event_id": "k1", "ad_id": ")" +
                    std::string(ad) + "\"}")
        .at("duplicate");
  };

  EXPECT_EQ(tell("ad_7"), false);
  EXPECT_EQ(tell("ad_8"), false);
  EXPECT_EQ(tell("meta:ad_8"), true);
}

TEST_F(DecisionRoutes, FeedbackOfWhatIsNoAdIsNotKept) {
  for (const auto* ad : {":", "meta:", "foo:bar", "meta:a b", "a\\u001b[31m"}) {
    const auto answer = bench.ask(
        "POST", "/api/ml/battle-hardened/feedback",
        R"({"actual_pipeline_value": 9, "actual_spend": 3, "ad_id": ")" + std::string(ad) + "\"}");
    EXPECT_EQ(answer.status, 422) << ad;
  }
  const auto many = bench.ask("POST", "/api/ml/battle-hardened/feedback",
                              R"({"actual_pipeline_value": 9, "actual_spend": 3, "ad_id": "a",
                                  "actual_impressions": 9223372036854775807})");
  EXPECT_EQ(many.status, 422);
  EXPECT_EQ(bench.ask("POST", "/api/v1/decisions/run", "{}").status, 200);
}

TEST_F(DecisionRoutes, ImpactIsThatOfTheNewestAdviceForEachAd) {
  run();  // a preview does not count
  const auto answer = post("/api/ml/battle-hardened/select", kAsked);
  post("/api/ml/battle-hardened/select", kAsked);  // the same again
  const auto impact = get("/api/v1/impact");

  std::int64_t actions = 0;
  for (const auto& one : impact.at("actions").as_object()) {
    actions += one.value().to_number<std::int64_t>();
  }
  EXPECT_EQ(actions, 2) << impact;
  EXPECT_EQ(impact.at("applied"), 0);
  double moved = 0.0;
  for (const auto& one : answer.at("recommendations").as_array()) {
    moved += std::abs(one.at("recommended_budget").to_number<double>() -
                      one.at("current_budget").to_number<double>());
  }
  EXPECT_NEAR(static_cast<double>(minor(impact, "budget_moved")), 100.0 * moved, 1e-6);
  EXPECT_LE(minor(impact.at("value_gained"), "lower"), minor(impact.at("value_gained"), "value"));
  EXPECT_GE(minor(impact.at("value_gained"), "upper"), minor(impact.at("value_gained"), "value"));
  const auto before = get("/api/v1/impact?to=2025-01-01T00:00:00Z");
  EXPECT_TRUE(before.at("actions").as_object().empty()) << before;
  EXPECT_EQ(
      bench.ask("GET", "/api/v1/impact?from=2025-02-01T00:00:00Z&to=2025-01-01T00:00:00Z").status,
      422);
}

TEST_F(DecisionRoutes, AnotherAccountSeesNothingOfARun) {
  const auto answer = run();
  const auto run_path = "/api/v1/decision-runs/" + text(answer, "run_id");
  const auto decision_path =
      "/api/v1/decisions/" + text(answer.at("recommendations").at(0), "decision_id");

  EXPECT_EQ(bench.ask("GET", run_path).status, 200);
  EXPECT_EQ(status_as("all-of-both", "GET", run_path), 404);
  EXPECT_EQ(status_as("all-of-both", "POST", run_path + "/replay"), 404);
  EXPECT_EQ(status_as("all-of-both", "GET", decision_path), 404);
  EXPECT_EQ(status_as("all-of-gym", "GET", decision_path), 403);
  EXPECT_EQ(status_as("all-of-both", "POST", "/api/v1/decisions/run", "{}"), 409) << "has no ads";
}

TEST_F(DecisionRoutes, WhoMayOnlyReadRunsNothing) {
  EXPECT_EQ(bench.ask("POST", "/api/v1/decisions/run", "{}", {{"Authorization", "Bearer read-gym"}})
                .status,
            403);
}

TEST_F(DecisionRoutes, WhatIsNoIdIsNotFound) {
  EXPECT_EQ(bench.ask("GET", "/api/v1/decisions/7").status, 404);
  EXPECT_EQ(bench.ask("GET", "/api/v1/decision-runs/'").status, 404);
  EXPECT_EQ(bench.ask("POST", "/api/v1/decision-runs/7/replay").status, 404);
}

TEST(DecisionNames, ARowSaysWhatThePlatformCallsItsAd) {
  testing::Bench bench;
  ASSERT_EQ(bench.ask("POST", "/api/v1/decisions/run", R"({"dry_run": true})").status, 200);
  const auto names = [&] {
    const auto rows = bench.json("GET", "/api/v1/decisions").at("items");
    std::map<std::string, boost::json::value> by_ad;
    for (const auto& row : rows.as_array()) {
      by_ad.emplace(row.at("ad_id").as_string(), row.at("ad_name"));
    }
    return by_ad;
  };
  EXPECT_TRUE(names().at("meta:ad_1").is_null()) << "no platform has it";
  bench.campaigns.fill();
  EXPECT_EQ(names().at("meta:ad_1"), "=Ad 1");
  EXPECT_EQ(names().at("meta:ad_2"), "=Ad 2");
}

}  // namespace
}  // namespace gv::api
