#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

using boost::json::value;

class ConfigPreviewRoutes : public ::testing::Test {
 protected:
  value preview(std::string_view patch) {
    return bench.json("POST", "/api/v1/accounts/gym/config/preview", patch);
  }
  static std::int64_t minor(const value& amount) {
    return amount.at("amount_minor").to_number<std::int64_t>();
  }

  testing::Bench bench;
};

TEST_F(ConfigPreviewRoutes, TheNewestRunIsDecidedAgainUnderThePatch) {
  const auto run = bench.json("POST", "/api/v1/decisions/run",
                              R"({"total_budget": {"amount_minor": 25000, "currency": "AED"}})");
  const auto shown = preview(R"({"business": {"target_roas": 5}, "decision": {"scale_roas": 6}})");
  ASSERT_TRUE(shown.as_object().contains("run_id")) << shown << run;

  EXPECT_EQ(shown.at("run_id"), run.at("run_id")) << shown;
  EXPECT_EQ(shown.at("changed_keys").at(0), "business.target_roas");
  ASSERT_EQ(shown.at("decisions_before").as_array().size(), 2u);
  ASSERT_EQ(shown.at("decisions_after").as_array().size(), 2u);
  ASSERT_FALSE(shown.at("changed").as_array().empty()) << shown;
  const auto& change = shown.at("changed").at(0);
  EXPECT_TRUE(change.at("decision_before") != change.at("decision_after") ||
              minor(change.at("budget_before")) != minor(change.at("budget_after")));
  EXPECT_TRUE(shown.at("open_pipeline_value").is_null());
  EXPECT_EQ(bench.json("GET", "/api/v1/accounts/gym/config").at("version"), 1) << "nothing stored";
}

TEST_F(ConfigPreviewRoutes, WithoutARunOnlyTheKeysAreTold) {
  const auto shown = preview(R"({"decision": {"min_roas": 1.2}})");
  EXPECT_TRUE(shown.at("run_id").is_null()) << shown;
  EXPECT_TRUE(shown.at("decisions_after").as_array().empty());
}

TEST_F(ConfigPreviewRoutes, WhatMayNotBeIsRefused) {
  EXPECT_EQ(
      bench.ask("POST", "/api/v1/accounts/gym/config/preview", R"({"decision": {"min_roas": -1}})")
          .status,
      422);
}

TEST_F(ConfigPreviewRoutes, AChangedStageIsTriedOnTheOpenDealsAndNotStored) {
  const auto before = bench.json("GET", "/api/v1/synthetic-revenue/stages");
  const auto shown =
      bench.json("POST", "/api/v1/synthetic-revenue/stages/appointment_scheduled/preview",
                 R"({"value": {"amount_minor": 300000, "currency": "AED"}, "confidence": 0.5})");

  ASSERT_TRUE(shown.as_object().contains("changed_keys")) << shown;
  EXPECT_EQ(shown.at("changed_keys"), value({"pipeline.stages"})) << shown;
  EXPECT_FALSE(shown.at("open_pipeline_value").is_null()) << shown;
  EXPECT_EQ(bench.json("GET", "/api/v1/synthetic-revenue/stages"), before);
}

TEST_F(ConfigPreviewRoutes, AStageThatIsNotThereOrAConfidenceAboveOneIsRefused) {
  const std::string amount = R"({"value": {"amount_minor": 1, "currency": "AED"})";
  const std::string stages = "/api/v1/synthetic-revenue/stages/";
  EXPECT_EQ(bench.ask("POST", stages + "no_such/preview", amount + "}").status, 404);
  EXPECT_EQ(bench.ask("POST", stages + "lead/preview", amount + R"(, "confidence": 1.5})").status,
            422);
}

}  // namespace
}  // namespace gv::api
