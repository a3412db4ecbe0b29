#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

using ::testing::HasSubstr;

class ScheduleRoutes : public ::testing::Test {
 protected:
  testing::Bench bench;
};

TEST_F(ScheduleRoutes, AnAccountHasItsOwnSchedulesByItsClock) {
  const auto page = bench.json("GET", "/api/v1/schedules");

  const auto& items = page.at("items").as_array();
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].at("name"), "ab-decay");
  EXPECT_EQ(items[0].at("time_zone"), "Asia/Dubai");
  EXPECT_EQ(items[0].at("queue"), "ab-decay");
  EXPECT_TRUE(items[0].at("next_fire").is_string());
  EXPECT_TRUE(items[0].at("last_fire").is_null());
}

TEST_F(ScheduleRoutes, OneCanBeSetAndSwitchedOff) {
  const auto set =
      bench.json("PATCH", "/api/v1/schedules", R"({"name":"ab-decay","cron":"0 9 * * mon-fri"})");
  EXPECT_EQ(set.at("cron"), "0 9 * * mon-fri");
  EXPECT_EQ(set.at("next_fire"), "2025-02-03T05:00:00.000000Z");  // Monday, nine in Dubai

  const auto off =
      bench.json("PATCH", "/api/v1/schedules", R"({"name":"ab-decay","enabled":false})");
  EXPECT_EQ(off.at("enabled"), false);
  EXPECT_TRUE(off.at("next_fire").is_null());
  const auto log = bench.json("GET", "/api/v1/audit-log?action=schedule.change");
  EXPECT_EQ(log.at("items").as_array().size(), 2u);
}

TEST_F(ScheduleRoutes, WhatCannotBeIsRefused) {
  const auto often =
      bench.ask("PATCH", "/api/v1/schedules", R"({"name":"ab-decay","cron":"@every 30s"})");
  EXPECT_EQ(often.status, 422);
  EXPECT_THAT(std::string(http::whole_body(often)), HasSubstr("every minute at most"));
  EXPECT_EQ(bench.ask("PATCH", "/api/v1/schedules", R"({"name":"ab-decay","cron":"x"})").status,
            422);
  EXPECT_EQ(bench.ask("PATCH", "/api/v1/schedules", R"({"name":"ab-decay"})").status, 422);
  EXPECT_EQ(bench.ask("PATCH", "/api/v1/schedules", R"({"name":"no","enabled":true})").status, 404);
  EXPECT_EQ(bench.ask("POST", "/api/v1/schedules/no/run").status, 404);
  EXPECT_EQ(bench
                .ask("PATCH", "/api/v1/schedules", R"({"name":"ab-decay","enabled":true})",
                     {{"Authorization", "Bearer read-gym"}})
                .status,
            403);
}

TEST_F(ScheduleRoutes, OneCanBeRunAtOnceButNotTwiceAtATime) {
  const auto asked = bench.ask("POST", "/api/v1/schedules/ab-decay/run");

  EXPECT_EQ(asked.status, 202);
  EXPECT_THAT(std::string(asked.headers.value("Location")), HasSubstr("/api/v1/jobs/"));
  EXPECT_EQ(bench.ask("POST", "/api/v1/schedules/ab-decay/run").status, 409);
  EXPECT_EQ(bench.ask("POST", "/api/v1/schedules/budget-optimization/run").status, 202);
}

}  // namespace
}  // namespace gv::api
