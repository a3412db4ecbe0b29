#include "adapters/scenario_file/scenario_file.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::scenario_file {
namespace {

TEST(ScenarioFile, EveryNamedScenarioComesBackAsItWas) {
  for (const char* name : {"S1", "S2", "S3", "S4", "S5", "S6", "S8", "S9", "S10", "S2-lossy"}) {
    const auto scenario = market::scenario_named(name);
    ASSERT_TRUE(scenario) << scenario.error();
    const auto text = write_scenario(*scenario);

    const auto again = read_scenario(text, "dump.json");

    ASSERT_TRUE(again) << again.error();
    EXPECT_EQ(write_scenario(*again), text);
    EXPECT_EQ(again->name, name);
    EXPECT_EQ(again->start, scenario->start);
    EXPECT_EQ(again->archetypes[1].delay_days, scenario->archetypes[1].delay_days);
  }
}

TEST(ScenarioFile, WhatIsLeftOutKeepsItsDefault) {
  const auto scenario =
      read_scenario(R"({"days": 7, "archetypes": {"loser": {"roas": 0.2}}})", "s");

  ASSERT_TRUE(scenario) << scenario.error();
  EXPECT_EQ(scenario->days, 7);
  EXPECT_EQ(scenario->archetypes[4].roas, 0.2);
  EXPECT_EQ(scenario->archetypes[4].ctr, market::Scenario{}.archetypes[4].ctr);
  EXPECT_EQ(scenario->ads, market::Scenario{}.ads);
}

TEST(ScenarioFile, AnUnknownKeyIsRefusedWithTheNearestOne) {
  const auto scenario = read_scenario(R"({"target_raos": 2})", "s");

  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().code, ErrorCode::UnknownKey);
  EXPECT_NE(scenario.error().hint.find("target_roas"), std::string::npos) << scenario.error().hint;
}

TEST(ScenarioFile, NumbersOutOfRangeAreRefusedByName) {
  for (const char* text : {R"({"days": 0})", R"({"days": 1e9})", R"({"elasticity": 0})",
                           R"({"match_rate": 1.5})", R"({"archetypes": {"loser": {"share": 0.5}}})",
                           R"({"total_minor": 100})", R"({"audience_min": 1e9})"}) {
    const auto scenario = read_scenario(text, "s");

    ASSERT_FALSE(scenario) << text;
    EXPECT_EQ(scenario.error().code, ErrorCode::ConfigRange) << text;
    EXPECT_NE(std::string(text).find(scenario.error().where.substr(0, 4)), std::string::npos);
  }
}

TEST(ScenarioFile, WhatIsNoScenarioIsRefused) {
  for (const char* text : {"", "[]", "3", "{", R"({"days": "x"})", R"({"weekday": [1]})",
                           R"({"mode": "indirect"})", R"({"start": "yesterday"})"}) {
    EXPECT_FALSE(read_scenario(text, "s")) << text;
  }
}

// Whatever numbers a valid scenario holds, writing and reading changes none of them.
RC_GTEST_PROP(ScenarioFileProperty, WritingLosesNothing, ()) {
  market::Scenario scenario;
  scenario.days = *rc::gen::inRange(1, 367);
  scenario.value_minor = *rc::gen::inRange(7, 1'000'000) / 7.0;
  scenario.spread = *rc::gen::inRange(0, 1'000'000) / 1e6;
  scenario.losses = *rc::gen::arbitrary<bool>();

  const auto again = read_scenario(write_scenario(scenario), "s");

  RC_ASSERT(again.has_value());
  RC_ASSERT(again->days == scenario.days);
  RC_ASSERT(again->value_minor == scenario.value_minor);
  RC_ASSERT(again->spread == scenario.spread);
  RC_ASSERT(again->losses == scenario.losses);
}

}  // namespace
}  // namespace gv::scenario_file
