#include <string>

#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

using boost::json::value;

constexpr std::string_view kPolicyPath = "/api/v1/ads/meta:ad_2/policy";

class AdPolicyRoutes : public ::testing::Test {
 protected:
  http::Response put(std::string_view body, std::string if_match = "*") {
    return bench.ask("PUT", kPolicyPath, body, {{"If-Match", std::move(if_match)}});
  }
  std::string tag() { return std::string(*bench.ask("GET", kPolicyPath).headers.find("ETag")); }
  value shown() { return bench.json("GET", kPolicyPath); }
  testing::Bench bench;
};

TEST_F(AdPolicyRoutes, AnAdWithoutOneIsLeftToDecisions) {
  const auto answer = shown();
  EXPECT_EQ(answer.at("ad_id"), "meta:ad_2");
  EXPECT_EQ(answer.at("mode"), "auto");
  for (const auto* name : {"min_budget", "max_budget", "note", "expires_at", "set_by", "set_at"}) {
    EXPECT_TRUE(answer.at(name).is_null()) << name;
  }
  EXPECT_EQ(bench.ask("GET", "/api/v1/ads/meta:no_such/policy").status, 404);
}

TEST_F(AdPolicyRoutes, TakesThePlaceOfTheOneThatWasRead) {
  const auto before = tag();
  EXPECT_EQ(put(R"({"mode": "locked", "note": "mine"})", before).status, 200);

  EXPECT_EQ(shown().at("mode"), "locked");
  EXPECT_EQ(shown().at("set_by"), "api_key:k1");
  EXPECT_NE(tag(), before);
  EXPECT_EQ(put(R"({"mode": "auto"})", before).status, 412) << "somebody locked it meanwhile";
  EXPECT_EQ(put(R"({"mode": "auto"})", tag()).status, 200);
  EXPECT_TRUE(shown().at("note").is_null()) << "a policy is put whole";
}

TEST_F(AdPolicyRoutes, SaysWhichOneIsChanged) {
  EXPECT_EQ(bench.ask("PUT", kPolicyPath, R"({"mode": "locked"})").status, 428);
  EXPECT_EQ(bench
                .ask("PUT", "/api/v1/ads/meta:no_such/policy", R"({"mode": "locked"})",
                     {{"If-Match", "*"}})
                .status,
            404);
}

TEST_F(AdPolicyRoutes, RefusesBoundsThatAreNone) {
  const auto status = [&](std::string_view body) { return put(body).status; };
  EXPECT_EQ(status(R"({"mode": "off"})"), 422);
  EXPECT_EQ(status(R"({})"), 422);
  EXPECT_EQ(status(R"({"mode": "auto", "min_budget": {"amount_minor": 0, "currency": "AED"}})"),
            422);
  EXPECT_EQ(status(R"({"mode": "auto", "max_budget": {"amount_minor": 9, "currency": "USD"}})"),
            422);
  EXPECT_EQ(status(R"({"mode": "auto", "min_budget": {"amount_minor": 10, "currency": "AED"},
                       "max_budget": {"amount_minor": 9, "currency": "AED"}})"),
            422);
  EXPECT_EQ(status(R"({"mode": "auto", "expires_at": "2020-01-01T00:00:00Z"})"), 422);
  EXPECT_EQ(shown().at("mode"), "auto");
}

TEST_F(AdPolicyRoutes, NeedsTheRightToApprove) {
  for (const auto* method : {"GET", "PUT"}) {
    const auto answer = bench.ask(method, kPolicyPath, R"({"mode": "locked"})",
                                  {{"If-Match", "*"}, {"Authorization", "Bearer read-gym"}});
    EXPECT_EQ(answer.status, 403) << method;
  }
}

}  // namespace
}  // namespace gv::api
