#include <gtest/gtest.h>

#include "adapters/meta_double/testing.h"

namespace gv::meta_double {
namespace {

class FaultTest : public PlatformTest {
 protected:
  void fault(const std::string& text) {
    ASSERT_EQ(ask("POST", "/__sim/faults", text).status, 200) << text;
  }
  Response rename(const std::string& id, const std::string& name) {
    return ask("POST", "/v25.0/" + id + "?access_token=EAAdouble", R"({"name":")" + name + "\"}");
  }
};

TEST_F(FaultTest, DropBeforeAppliesNothingDropAfterAll) {
  const auto id = campaign();
  fault(R"({"match":{"method":"POST"},"action":"drop_before"})");
  EXPECT_EQ(rename(id, "x").delivery, Delivery::Drop);
  EXPECT_EQ(text(get(id + "?fields=name"), "name"), "c");
  fault(R"({"match":{"method":"POST"},"action":"drop_after"})");
  EXPECT_EQ(rename(id, "y").delivery, Delivery::Drop);
  EXPECT_EQ(text(get(id + "?fields=name"), "name"), "y");
}

TEST_F(FaultTest, AnErrorMayComeAfterWhatItWasAskedForIsDone) {
  const auto id = campaign();
  fault(R"({"match":{"method":"POST"},"action":"status_after","status":502,"body":"<html>"})");
  const auto said = rename(id, "y");
  EXPECT_EQ(said.status, 502);
  EXPECT_EQ(said.body, "<html>");
  EXPECT_EQ(text(get(id + "?fields=name"), "name"), "y");
}

TEST_F(FaultTest, ErrorsHaveTheCodesThatWereAskedFor) {
  fault(R"({"action":"rate_limit"})");
  EXPECT_EQ(code_of(get("act_1")), 17);
  fault(R"({"action":"expire_token"})");
  EXPECT_EQ(get("act_1").at("error").at("error_subcode"), 463);
  fault(R"({"action":"error","code":368,"times":2})");
  EXPECT_EQ(code_of(get("act_1")), 368);
  EXPECT_EQ(code_of(get("act_1")), 368);
  fault(R"({"action":"status","status":503,"body":"busy"})");
  EXPECT_EQ(ask("GET", "/v25.0/act_1").body, "busy");
  EXPECT_EQ(code_of(get("act_1")), 0);
}

TEST_F(FaultTest, AStaleReadShowsWhatWas) {
  const auto id = campaign();
  rename(id, "x");
  fault(R"({"match":{"method":"GET"},"action":"stale_read"})");
  EXPECT_EQ(text(get(id + "?fields=name"), "name"), "c");
  EXPECT_EQ(text(get(id + "?fields=name"), "name"), "x");
}

TEST_F(FaultTest, AShareOfRequestsIsMetBySeed) {
  fault(R"({"action":"error","share":0.5,"times":1000})");
  int met = 0;
  for (int i = 0; i < 200; ++i) met += code_of(get("act_1")) == 2 ? 1 : 0;
  EXPECT_NEAR(met, 100, 30);
  EXPECT_EQ(ask("DELETE", "/__sim/faults").status, 200);
  EXPECT_EQ(code_of(get("act_1")), 0);
}

TEST_F(FaultTest, WhatIsNoFaultIsRefused) {
  EXPECT_EQ(ask("POST", "/__sim/faults", R"({"action":"explode"})").status, 400);
  EXPECT_EQ(ask("POST", "/__sim/faults", R"({"action":"drop","match":{"path_regex":"["}})").status,
            400);
  EXPECT_EQ(ask("POST", "/__sim/clock", R"({"now_ms":0})").status, 400);
  EXPECT_EQ(ask("POST", "/__sim/reset", R"({"scenario":"S99"})").status, 404);
}

TEST_F(FaultTest, AnEventMayBeToldTwice) {
  fault(R"({"action":"duplicate"})");
  advance_hours(48);
  ASSERT_GE(platform_.events.size(), 3u);
  EXPECT_EQ(platform_.events[0].id, platform_.events[1].id);
  EXPECT_EQ(platform_.events[1].sequence, 2);
  EXPECT_NE(platform_.events[1].id, platform_.events[2].id);
}

TEST_F(FaultTest, SevenIsAScenarioOfFaults) {
  const auto faulty = make_platform({.scenario = "S7"}, kTestStart);
  ASSERT_TRUE(faulty);
  EXPECT_EQ(faulty->behaviour.tier, Tier::Limited);
  EXPECT_FALSE(faulty->faults.empty());
}

TEST_F(FaultTest, TokensAreNotAmongTheRecordedRequests) {
  get("act_1");
  EXPECT_EQ(ask("GET", "/__sim/requests").body.find("EAAdouble"), std::string::npos);
}

}  // namespace
}  // namespace gv::meta_double
