#include "adapters/api/api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kFixed = "/api/ml/synthetic-revenue/calculate";
constexpr std::string_view kV1 = "/api/v1/synthetic-revenue/calculate";
constexpr std::string_view kBody = R"({"tenant_id": "gym", "stage_to": "appointment_scheduled"})";

class ApiRoutes : public ::testing::Test {
 protected:
  int status(std::initializer_list<std::pair<std::string, std::string>> headers,
             std::string_view body = kBody) {
    return bench.ask("POST", kFixed, body, headers).status;
  }
  testing::Bench bench;
};

TEST_F(ApiRoutes, OneHandlerServesBothFamilies) {
  const auto fixed = bench.json("POST", kFixed, kBody);
  EXPECT_EQ(fixed.at("synthetic_value").to_number<double>(), 2250.0) << fixed;
  const auto v1 = bench.json("POST", kV1, R"({"stage_to": "appointment_scheduled"})");
  EXPECT_EQ(v1.at("synthetic_value").at("amount_minor"), 225'000) << v1;
  EXPECT_EQ(v1.at("synthetic_value").at("currency"), "AED");
}

TEST_F(ApiRoutes, AFixedPathNamesItsTwin) {
  EXPECT_EQ(bench.ask("POST", kFixed, kBody).headers.value("Link"),
            "</api/v1/synthetic-revenue/calculate>; rel=\"canonical\"");
  EXPECT_FALSE(bench.ask("POST", kV1, kBody).headers.find("Link"));
}

TEST_F(ApiRoutes, NobodyGetsInWithoutAValidCredential) {
  EXPECT_EQ(status({{"Authorization", ""}}), 401);
  EXPECT_EQ(status({{"Authorization", "Bearer wrong"}}), 401);
  EXPECT_EQ(status({{"Authorization", "Basic all-of-gym"}}), 401);
  EXPECT_EQ(status({{"Authorization", "bearer all-of-gym"}}), 200);
  bench.authenticator.remove("all-of-gym");
  EXPECT_EQ(status({}), 401);
}

TEST_F(ApiRoutes, ARouteAsksForItsScope) {
  const auto refused = bench.json("POST", kFixed, kBody, {{"Authorization", "Bearer read-gym"}});
  EXPECT_EQ(refused.at("status"), 403);
  EXPECT_EQ(refused.at("detail"), "This needs the permission \"predict\".");
}

TEST_F(ApiRoutes, TheAccountComesFromHeaderQueryOrBodyOrIsTheOnlyOne) {
  const std::pair<std::string, std::string> both{"Authorization", "Bearer all-of-both"};
  const auto currency = [&](std::string_view path, std::string_view body,
                            std::initializer_list<std::pair<std::string, std::string>> headers) {
    const auto answer = bench.json("POST", path, body, headers);
    const auto* const found = answer.as_object().if_contains("currency");
    return found ? std::string(found->as_string()) : std::string(answer.at("code").as_string());
  };
  constexpr std::string_view kNone = R"({"stage_to": "lead"})";
  EXPECT_EQ(currency(kFixed, kNone, {}), "AED");
  EXPECT_EQ(currency(kFixed, kNone, {both, {"X-Account-Id", "shop"}}), "JPY");
  EXPECT_EQ(currency("/api/ml/synthetic-revenue/calculate?account=shop", kNone, {both}), "JPY");
  EXPECT_EQ(currency(kFixed, R"({"stage_to": "lead", "account_id": "shop"})", {both}), "JPY");
  EXPECT_EQ(currency(kV1, R"({"stage_to": "lead", "account_id": "shop"})", {both}), "JPY");
  EXPECT_EQ(currency(kFixed, kNone, {both}), "account_required");
  EXPECT_EQ(currency(kFixed, R"({"stage_to": "lead", "tenant_id": "gym"})",
                     {both, {"X-Account-Id", "shop"}}),
            "account_required");
}

TEST_F(ApiRoutes, AnotherAccountLooksLikeNone) {
  const auto other = bench.json("POST", kFixed, R"({"tenant_id": "shop", "stage_to": "lead"})");
  const auto none = bench.json("POST", kFixed, R"({"tenant_id": "nobody", "stage_to": "lead"})");
  EXPECT_EQ(other.at("status"), 403);
  EXPECT_EQ(other, none);
}

TEST_F(ApiRoutes, ASessionNeedsItsTokenAndOurOrigin) {
  const std::pair<std::string, std::string> no_key{"Authorization", ""};
  const std::pair<std::string, std::string> cookie{"Cookie", "a=b; __Host-gv_session=session"};
  const std::pair<std::string, std::string> token{"X-CSRF-Token", "csrf"};
  EXPECT_EQ(status({no_key, cookie, token, {"Sec-Fetch-Site", "same-origin"}}), 200);
  EXPECT_EQ(status({no_key, cookie, token, {"Origin", "https://gv.test"}}), 200);
  EXPECT_EQ(status({no_key, cookie, {"Sec-Fetch-Site", "same-origin"}}), 403);
  EXPECT_EQ(status({no_key, cookie, token, {"Sec-Fetch-Site", "cross-site"}}), 403);
  EXPECT_EQ(status({no_key, cookie, token, {"Origin", "https://evil.test"}}), 403);
  EXPECT_EQ(status({no_key, cookie, token}), 403);
  EXPECT_EQ(status({no_key, cookie, {"X-CSRF-Token", "csrF"}, {"Origin", "https://gv.test"}}), 403);
}

TEST_F(ApiRoutes, ThroughTlsNothingFromTheClearCounts) {
  const std::pair<std::string, std::string> no_key{"Authorization", ""};
  const std::pair<std::string, std::string> bound{"Cookie", "__Host-gv_session=session"};
  const std::pair<std::string, std::string> plain{"Cookie", "gv_session=session"};
  const std::pair<std::string, std::string> token{"X-CSRF-Token", "csrf"};
  EXPECT_EQ(status({no_key, plain, token, {"Origin", "http://gv.test"}}), 200);
  bench.tls = true;
  EXPECT_EQ(status({no_key, bound, token, {"Origin", "https://gv.test"}}), 200);
  EXPECT_EQ(status({no_key, bound, token, {"Origin", "http://gv.test"}}), 403);
  EXPECT_EQ(status({no_key, plain, token, {"Origin", "https://gv.test"}}), 401);
}

TEST_F(ApiRoutes, BodiesAreJson) {
  EXPECT_EQ(status({{"Content-Type", "text/plain"}}), 415);
  EXPECT_EQ(status({{"Content-Type", "application/json; charset=utf-8"}}), 200);
  EXPECT_EQ(status({}, "{"), 400);
  EXPECT_EQ(status({}, R"({"stage_to": "a\u0000b"})"), 400);
  EXPECT_EQ(status({}, std::string(65, '[') + std::string(65, ']')), 400);
  EXPECT_EQ(status({}, "[]"), 422);
  EXPECT_EQ(status({}, ""), 422);
}

TEST_F(ApiRoutes, AnUnknownStageNamesTheKnownOnes) {
  const auto problem = bench.json("POST", kFixed, R"({"stage_to": "nowhere"})");
  EXPECT_EQ(problem.at("status"), 422);
  EXPECT_EQ(problem.at("code"), "unknown_stage");
  EXPECT_THAT(std::string(problem.at("detail").as_string()), HasSubstr("appointment_scheduled"));
}

TEST(ApiPlaces, BecomePointers) {
  EXPECT_EQ(pointer_of("ads[3].spend"), "/ads/3/spend");
  EXPECT_EQ(pointer_of("stage_to"), "/stage_to");
  EXPECT_EQ(pointer_of(""), "");
}

}  // namespace
}  // namespace gv::api
