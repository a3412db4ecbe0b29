#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/api/testing.h"
#include "base/hmac.h"
#include "base/utf8.h"
#include "io/json/serialize.h"

namespace gv::api {
namespace {

using boost::json::object;

class TrackingRoutes : public ::testing::Test {
 protected:
  static object sale(std::string_view id) {
    return {{"tenant_id", "gym"},
            {"conversion_id", id},
            {"conversion_type", "purchase"},
            {"conversion_value", 6500.0},
            {"conversion_timestamp", "2025-01-31T08:00:00Z"}};
  }
  boost::json::value attribute(const object& body) {
    return bench.json("POST", "/api/ml/attribution/attribute", json::compact(body));
  }
  testing::Bench bench;
};

TEST_F(TrackingRoutes, AClickIsTakenOnce) {
  const std::string body =
      R"({"tenant_id": "gym", "ad_id": "1", "campaign_id": "c", "click_id": "gv_x",)"
      R"("consent": {"ads": true}})";

  const auto first = bench.ask("POST", "/api/ml/attribution/track-click", body);
  const auto again = bench.ask("POST", "/api/ml/attribution/track-click", body);

  EXPECT_EQ(first.status, 202);
  EXPECT_EQ(http::whole_body(first), http::whole_body(again));
  EXPECT_EQ(http::whole_body(first),
            R"({"status":"click_tracked","click_id":"gv_x","attribution_window_days":7})");
  EXPECT_TRUE(first.headers.value("Location").empty());
}

TEST_F(TrackingRoutes, AClickWithoutAnIdIsGivenOne) {
  const auto answer = bench.json("POST", "/api/v1/track/click",
                                 R"({"ad_id": "1", "campaign_id": "c", "consent": {"ads": true}})");

  EXPECT_TRUE(std::string(answer.at("click_id").as_string()).starts_with("gv_"));
}

TEST_F(TrackingRoutes, WhatFoundNoAdIsToldByLayer) {
  const auto missed = [this] {
    const auto summary = bench.json("GET", "/api/v1/attribution/summary");
    EXPECT_EQ(summary.at("lags").at("conversions"), 0);
    EXPECT_TRUE(summary.at("lags").at("median_hours").is_null());
    EXPECT_EQ(summary.at("missed").at(0).at("layer_1"), "no_param") << summary;
    return summary.at("missed").at(0).at("conversions").to_number<std::int64_t>();
  };
  const auto before = missed();

  attribute(sale("order-1"));

  EXPECT_EQ(missed(), before + 1);
}

TEST_F(TrackingRoutes, ASpanThatEndsBeforeItBeginsIsRefused) {
  EXPECT_EQ(bench
                .ask("GET",
                     "/api/v1/attribution/summary?from=2025-02-01T00:00:00Z"
                     "&to=2025-01-01T00:00:00Z")
                .status,
            422);
}

TEST_F(TrackingRoutes, WithoutConsentNobodyIsNamed) {
  const std::string body = R"({"ad_id": "1", "campaign_id": "c", "click_id": "gv_x")";

  EXPECT_TRUE(bench.json("POST", "/api/v1/track/click", body + "}").at("click_id").is_null());
  EXPECT_TRUE(bench
                  .json("POST", "/api/v1/track/click", body + R"(, "consent": {"ads": true}})",
                        {{"Sec-GPC", "1"}})
                  .at("click_id")
                  .is_null());
}

TEST_F(TrackingRoutes, EveryBadFieldOfAClickIsNamed) {
  const auto answer =
      bench.json("POST", "/api/v1/track/click",
                 R"({"ad_id": "a b", "campaign_id": "", "fbc": "fb.x", "device_type": "mobile"})");

  std::vector<std::string> pointers;
  for (const auto& error : answer.at("errors").as_array()) {
    pointers.emplace_back(error.at("pointer").as_string());
  }
  EXPECT_THAT(pointers, ::testing::ElementsAre("/ad_id", "/campaign_id", "/fbc"));
}

TEST_F(TrackingRoutes, AConversionIsCreditedOnce) {
  auto body = sale("order-1");
  body["click_id"] = "gv_known";

  const auto first = attribute(body);
  body["conversion_value"] = 1.0;
  const auto again = attribute(body);

  EXPECT_EQ(first.at("success"), true);
  EXPECT_EQ(first.at("ad_id"), "1");
  EXPECT_EQ(first.at("attribution_method"), "url_param");
  EXPECT_EQ(first, again);
  const auto shown = bench.json("GET", "/api/v1/conversions/order-1");
  EXPECT_EQ(shown.at("conversion").at("conversion_value").at("amount_minor"), 650'000);
  EXPECT_EQ(shown.at("credit_sets").as_array().size(), 1u);
  EXPECT_EQ(shown.at("evidence").at("layer_1_result"), "success");
}

TEST_F(TrackingRoutes, APersonMayKnowBetter) {
  auto body = sale("order-1");
  body["click_id"] = "gv_known";
  attribute(body);

  const auto answer = bench.json("POST", "/api/v1/conversions/order-1/override",
                                 R"({"ad_id": "2", "reason": "asked at the desk"})");

  EXPECT_EQ(answer.at("conversion").at("ad_id"), "2");
  EXPECT_EQ(answer.at("conversion").at("overridden"), true);
  ASSERT_EQ(answer.at("credit_sets").as_array().size(), 2u);
  EXPECT_EQ(answer.at("credit_sets").at(0).at("credits").at(0).at("ad_id"), "1");
  EXPECT_EQ(answer.at("credit_sets").at(1).at("actor"), "api_key:k1");
  EXPECT_EQ(answer.at("evidence").at("ad_id"), "1");
  const auto refused = bench.ask("POST", "/api/v1/conversions/order-1/override",
                                 R"({"ad_id": "9", "reason": "asked at the desk"})");
  EXPECT_EQ(refused.status, 422);
}

TEST_F(TrackingRoutes, ThePathShowsTouchesAndModels) {
  auto body = sale("order-1");
  body["click_id"] = "gv_known";
  attribute(body);

  const auto path = bench.json("GET", "/api/v1/conversions/order-1/path");

  ASSERT_EQ(path.at("touches").as_array().size(), 1u);
  EXPECT_EQ(path.at("touches").at(0).at("click_id"), "gv_known");
  EXPECT_EQ(path.at("models").as_array().size(), 8u);
  EXPECT_EQ(path.at("models").at(0).at("credits").at(0).at("share").to_number<double>(), 1.0);
}

TEST_F(TrackingRoutes, ConversionsAreListedInPages) {
  for (const auto* id : {"order-1", "order-2", "order-3"}) attribute(sale(id));

  const auto first = bench.json("GET", "/api/v1/conversions?limit=2");
  const auto cursor = std::string(first.at("next_cursor").as_string());
  const auto second = bench.json("GET", "/api/v1/conversions?limit=2&cursor=" + cursor);

  EXPECT_EQ(first.at("items").at(0).at("conversion_id"), "order-3");
  ASSERT_EQ(second.at("items").as_array().size(), 2u);  // and the bench's own
  EXPECT_EQ(second.at("items").at(0).at("conversion_id"), "order-1");
  EXPECT_TRUE(second.at("next_cursor").is_null());
  EXPECT_EQ(bench.ask("GET", "/api/v1/conversions?cursor=x").status, 422);
}

TEST_F(TrackingRoutes, NobodySeesTheConversionsOfOthers) {
  attribute(sale("order-1"));

  const auto other = bench.ask("GET", "/api/v1/conversions/order-1?account_id=shop", {},
                               {{"Authorization", "Bearer all-of-both"}});

  EXPECT_EQ(other.status, 404);
  EXPECT_EQ(bench.ask("GET", "/api/v1/conversions", {}, {{"Authorization", ""}}).status, 401);
}

TEST_F(TrackingRoutes, SignedEventsAreQueuedOnce) {
  const std::string body =
      R"([{"event_id": "e1", "event_name": "Purchase", "event_time": 1738310400},
                               {"event_name": "Purchase"}])";
  const auto at = std::to_string(bench.clock.now().time_since_epoch().count());
  const auto signature = "sha256=" + to_hex(hmac_sha256(testing::kCapiSecret, {at, ".", body}));
  const auto post = [&](std::string_view path, const std::string& code) {
    return bench.ask("POST", path, body,
                     {{"Authorization", ""}, {"X-CAPI-Timestamp", at}, {"X-CAPI-Signature", code}});
  };

  const auto first = post("/webhook/capi?account=gym", signature);
  const auto again = post("/webhook/capi?account=gym", signature);

  EXPECT_EQ(first.status, 202);
  EXPECT_EQ(http::whole_body(first),
            R"({"status":"queued","accepted":1,"duplicates":0,"ignored":1})");
  EXPECT_EQ(http::whole_body(again),
            R"({"status":"queued","accepted":0,"duplicates":1,"ignored":1})");
  EXPECT_EQ(post("/webhook/capi?account=gym", "sha256=00").status, 401);
  EXPECT_EQ(post("/webhook/capi?account=nobody", signature).status, 401);
  EXPECT_EQ(post("/webhook/capi", signature).status, 401);
}

TEST_F(TrackingRoutes, TheCrmsValuesAreTakenByAd) {
  const auto answer = bench.json("POST", "/api/ml/ingest-crm-data",
                                 R"({"ad_performances": {"1": 5000.5, "9": 1}})");

  EXPECT_EQ(answer.at("updated_ads"), 1);
  EXPECT_EQ(answer.at("total_received"), 2);
  EXPECT_EQ(answer.at("unknown_ads").at(0), "9");
  EXPECT_EQ(
      bench.ask("POST", "/api/ml/ingest-crm-data", R"({"ad_performances": {"1": -1}})").status,
      422);
}

TEST_F(TrackingRoutes, AStageIsChangedByVersion) {
  const std::string path = "/api/ml/synthetic-revenue/stages/appointment_scheduled";
  const auto before = bench.json("POST", "/api/ml/synthetic-revenue/get-stages", "{}");
  const auto version = std::to_string(before.at("version").as_int64());

  EXPECT_EQ(bench.ask("PUT", path, R"({"value": 2500})").status, 428);
  EXPECT_EQ(bench.ask("PUT", path, R"({"value": 2500})", {{"If-Match", "\"99\""}}).status, 412);
  EXPECT_EQ(bench.ask("PUT", path, R"({"value": 2500, "expected_version": 99})").status, 409);
  const auto after =
      bench.json("PUT", path, R"({"value": 2500, "expected_version": )" + version + "}");
  EXPECT_EQ(after.at("version").as_int64(), before.at("version").as_int64() + 1);
  const auto beyond = bench.ask("PUT", path, R"({"value": 99999999})", {{"If-Match", "*"}});
  EXPECT_EQ(beyond.status, 422);
  EXPECT_EQ(bench
                .ask("PUT", "/api/ml/synthetic-revenue/stages/none", R"({"value": 1})",
                     {{"If-Match", "*"}})
                .status,
            404);
}

TEST_F(TrackingRoutes, AStageIsAddedAndTakenOut) {
  const auto stages = bench.json("POST", "/api/ml/synthetic-revenue/get-stages", "{}");

  const auto more =
      bench.json("POST", "/api/ml/synthetic-revenue/stages",
                 R"({"stage_name": "trial_booked", "value": 3000})", {{"If-Match", "*"}});
  const auto again =
      bench.ask("POST", "/api/ml/synthetic-revenue/stages",
                R"({"stage_name": "trial_booked", "value": 1})", {{"If-Match", "*"}});
  const auto less = bench.json("DELETE", "/api/ml/synthetic-revenue/stages/trial_booked", {},
                               {{"If-Match", "*"}});

  EXPECT_EQ(more.at("num_stages").as_int64(), stages.at("num_stages").as_int64() + 1);
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(less.at("stages"), stages.at("stages"));
  EXPECT_EQ(bench.ask("GET", "/api/v1/synthetic-revenue/stages").headers.value("ETag"), "\"3\"");
}

TEST_F(TrackingRoutes, APersonIsErasedAndTold) {
  auto body = sale("order-1");
  body["click_id"] = "gv_known";
  body["email"] = "jane@example.com";
  attribute(body);
  const auto of_jane = [&](std::string_view path, std::string key) {
    return bench.json("POST", path, R"({"email": "jane@example.com"})",
                      {{"Idempotency-Key", std::move(key)}});
  };

  const auto told = of_jane("/api/v1/privacy/export", "a");
  const auto erased = of_jane("/api/v1/privacy/erase", "b");
  const auto after = of_jane("/api/v1/privacy/export", "a");

  EXPECT_EQ(told.at("data").at("clicks").at(0).at("click_id"), "gv_known");
  EXPECT_EQ(erased.at("status"), "erased");
  EXPECT_EQ(erased.at("erased").at("clicks"), 1);
  EXPECT_TRUE(after.at("data").at("conversions").as_array().empty());
  const auto shown = bench.json("GET", "/api/v1/conversions/order-1");
  EXPECT_EQ(shown.at("conversion").at("ad_id"), "1");
  EXPECT_TRUE(shown.at("evidence").at("attributed_click_id").is_null());
}

TEST_F(TrackingRoutes, OneIdentityIsEnoughToErase) {
  EXPECT_EQ(bench.json("DELETE", "/api/v1/identity/click/gv_known").at("erased").at("clicks"), 1);
  EXPECT_EQ(bench.ask("DELETE", "/api/v1/identity/name/jane").status, 422);
  EXPECT_EQ(bench.ask("POST", "/api/v1/privacy/erase", "{}").status, 400) << "it has no key";
  EXPECT_EQ(bench.ask("POST", "/api/v1/privacy/erase", "{}", {{"Idempotency-Key", "a"}}).status,
            422);
  EXPECT_EQ(bench
                .ask("DELETE", "/api/v1/identity/click/gv_known", {},
                     {{"Authorization", "Bearer read-gym"}})
                .status,
            403);
}

constexpr std::string_view kLead =
    R"({"event_name": "Lead", "user_data": {"em": ["jane@example.com"]}, "event_id": "l1"})";

TEST_F(TrackingRoutes, AnEventForThePlatformIsQueuedOnceAndListed) {
  EXPECT_EQ(bench.json("POST", "/api/ml/meta-capi/track", kLead).at("status"), "queued");
  EXPECT_EQ(bench.json("POST", "/api/v1/capi/events", kLead).at("status"), "duplicate");

  const auto page = bench.json("GET", "/api/v1/capi/events?status=pending&limit=1");
  const auto& line = page.at("items").at(0).as_object();
  EXPECT_EQ(line.at("event_id"), "l1");
  EXPECT_EQ(line.at("dataset_id"), "123");
  EXPECT_EQ(line.at("status"), "pending");
  EXPECT_EQ(line.at("match_quality"), nullptr);
  EXPECT_TRUE(page.at("next_cursor").is_null());
  EXPECT_EQ(bench.json("GET", "/api/v1/capi/events?status=sent").at("items").as_array().size(), 0u);
  EXPECT_THAT(json::compact(page), ::testing::Not(::testing::HasSubstr("jane")));
}

TEST_F(TrackingRoutes, AnEventWithoutAnIdGetsOne) {
  const auto receipt = bench.json("POST", "/api/v1/capi/events",
                                  R"({"event_name": "Lead", "user_data": {"fbp": "fb.1.1.2"}})");
  EXPECT_EQ(receipt.at("event_id").as_string().size(), 32u);
}

TEST_F(TrackingRoutes, WhatIsWrongWithAnEventIsNamed) {
  const auto refused = [&](std::string_view body, std::string_view field) {
    const auto answer = bench.ask("POST", "/api/v1/capi/events", body);
    EXPECT_EQ(answer.status, 422) << body;
    EXPECT_THAT(http::whole_body(answer), ::testing::HasSubstr(field)) << body;
  };
  refused(R"({"event_name": "", "user_data": {}})", "event_name");
  refused(R"({"event_name": "Lead", "user_data": {"password": "x"}})", "user_data.password");
  refused(R"({"event_name": "Lead", "user_data": {"em": 7}})", "/user_data/em");
  refused(R"({"event_name": "Lead", "user_data": {}, "event_time": 1733581800})", "event_time");
  refused(R"({"event_name": "Lead", "user_data": {}, "event_time": 1738310000000})", "event_time");
  refused(R"({"event_name": "Lead", "user_data": {}, "currency": "USD"})", "/currency");
  refused(R"({"event_name": "Lead", "user_data": {}, "action_source": "crm"})", "action_source");
  refused(R"({"event_name": "Lead", "user_data": {}, "action_source": "website"})",
          "event_source_url");
}

TEST_F(TrackingRoutes, AMessageIsCutBetweenCharacters) {
  std::string letters = "a";
  for (int i = 0; i < 60; ++i) letters += "\xC3\xA9";
  const auto answer = bench.ask(
      "POST", "/api/meta/capi/test",
      R"({"event_name": "Lead", "user_data": {}, "action_source": ")" + letters + R"("})");
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(is_utf8(http::whole_body(answer))) << http::whole_body(answer);
}

TEST_F(TrackingRoutes, ATestEventIsAnsweredByThePlatform) {
  const auto tried = bench.json("POST", "/api/meta/capi/test", kLead);
  EXPECT_EQ(tried.at("events_received"), 1);
  EXPECT_EQ(tried.at("fbtrace_id"), "A7");

  const auto nobody = bench.ask("POST", "/api/v1/meta/capi/test",
                                R"({"event_name": "Lead", "user_data": {"fn": "Jane"}})");
  EXPECT_EQ(nobody.status, 422);
  const auto refused = bench.ask("POST", "/api/v1/meta/capi/test",
                                 R"({"event_name": "Refused", "user_data": {"fbp": "x"}})");
  EXPECT_EQ(refused.status, 502);
  EXPECT_THAT(http::whole_body(refused), ::testing::HasSubstr("code 100"));
}

TEST_F(TrackingRoutes, WithoutADataSetThereIsNobodyToTell) {
  for (const auto* const path : {"/api/v1/capi/events", "/api/v1/meta/capi/test"}) {
    const auto answer = bench.ask("POST", std::string(path) + "?account_id=shop", kLead,
                                  {{"Authorization", "Bearer all-of-both"}});
    EXPECT_EQ(answer.status, 409) << http::whole_body(answer);
  }
}

}  // namespace
}  // namespace gv::api
