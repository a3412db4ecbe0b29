#include "app/simulate_policies.h"

#include <string>

#include <gtest/gtest.h>

namespace gv::app {
namespace {

SimulationRequest short_request(std::vector<std::string> policies) {
  SimulationRequest request;
  request.scenario.days = 3;
  request.scenario.ads = 6;
  request.seeds = 2;
  request.policies = std::move(policies);
  return request;
}

TEST(SimulatePolicies, ReportsEveryPolicyInTheOrderAskedFor) {
  const auto report = simulate_policies(short_request({"equal", "oracle"}), run_serially);

  ASSERT_TRUE(report) << report.error();
  ASSERT_EQ(report->policies.size(), 2U);
  EXPECT_EQ(report->policies[0].scores.policy, "equal");
  EXPECT_EQ(report->policies[0].regret_daily.size(), 3U);
  EXPECT_EQ(report->policies[0].missed_daily_minor.size(), 3U);
  EXPECT_EQ(report->policies[1].scores.regret.value, 0.0);
  EXPECT_NEAR(report->policies[1].missed_daily_minor[2], 0.0, 1e-6);
}

TEST(SimulatePolicies, MissedValueIsRegretInMoney) {
  auto request = short_request({"equal"});
  request.seeds = 1;

  const auto report = simulate_policies(request, run_serially);

  ASSERT_TRUE(report) << report.error();
  const auto& equal = report->policies[0];
  EXPECT_EQ(equal.missed_daily_minor[2] > 0.0, equal.scores.regret.value > 0.0);
}

TEST(SimulatePolicies, ComparesOursWithEveryOtherPolicyByPairs) {
  const auto report =
      simulate_policies(short_request({"equal", "battle_hardened", "oracle"}), run_serially);

  ASSERT_TRUE(report) << report.error();
  ASSERT_TRUE(report->policies[0].paired);
  EXPECT_LE(report->policies[0].paired->lo, report->policies[0].paired->value);
  EXPECT_FALSE(report->policies[1].paired);
  EXPECT_FALSE(report->policies[2].paired);
  const auto without = simulate_policies(short_request({"equal"}), run_serially);
  EXPECT_FALSE(without->policies[0].paired);
}

TEST(SimulatePolicies, KeepsTheLogOfOurPolicyOnlyWhenAsked) {
  auto request = short_request({"battle_hardened"});
  request.seeds = 1;
  EXPECT_TRUE(simulate_policies(request, run_serially)->log.empty());
  request.keep_log = true;

  const auto report = simulate_policies(request, run_serially);

  ASSERT_FALSE(report->log.empty());
  EXPECT_EQ(report->log[0].at.substr(0, 10), "2025-01-06");
  EXPECT_NE(report->log[0].text.substr(0, 1), " ");
}

// A kill that turns final while the ad is paused changes no budget.
TEST(SimulatePolicies, TheLogHoldsNoKillOfAPausedAd) {
  auto request = short_request({"battle_hardened"});
  request.scenario.days = 14;
  request.scenario.ads = 16;
  request.seeds = 1;
  request.keep_log = true;
  const auto report = simulate_policies(request, run_serially);
  ASSERT_TRUE(report) << report.error();
  int kills = 0;
  for (const auto& row : report->log) {
    kills += row.text.find(" kill ") != std::string::npos ? 1 : 0;
    EXPECT_EQ(row.text.find(" kill 0 -> 0"), std::string::npos) << row.at << ' ' << row.text;
  }
  EXPECT_GT(kills, 0);
}

TEST(SimulatePolicies, UnknownAndRepeatedPoliciesAreRefused) {
  const auto unknown = simulate_policies(short_request({"ruels"}), run_serially);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::InvalidInput);
  EXPECT_NE(unknown.error().hint.find("rules"), std::string::npos);
  EXPECT_FALSE(simulate_policies(short_request({"equal", "equal"}), run_serially));
}

TEST(SimulatePolicies, EveryNamedPolicyPlays) {
  const auto report = simulate_policies(short_request(policy_names()), run_serially);

  ASSERT_TRUE(report) << report.error();
  EXPECT_EQ(report->policies.size(), policy_names().size());
}

}  // namespace
}  // namespace gv::app
