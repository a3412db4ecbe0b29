#pragma once

#include <string>

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "adapters/meta_double/graph.h"
#include "adapters/meta_double/scenarios.h"
#include "base/check.h"
#include "io/json/json.h"

namespace gv::meta_double {

inline constexpr TimePoint kTestStart{Millis{1'736'121'600'000}};  // 2025-01-06, a Monday

/// A simulated Meta with four ads, and the ways to ask it.
class PlatformTest : public ::testing::Test {
 protected:
  Response ask(std::string method, std::string target, std::string body = {}) {
    Request request{.method = std::move(method), .target = std::move(target), .body = {}};
    request.headers = {{"host", "127.0.0.1:1"}, {"content-type", "application/json"}};
    request.body = std::move(body);
    return answer(platform_, request);
  }
  boost::json::object read(const Response& response) {
    auto tree = json::parse(response.body.empty() ? "{}" : response.body, "answer");
    GV_CHECK(tree.has_value());
    return tree->is_object() ? tree->as_object() : boost::json::object{{"list", *tree}};
  }
  boost::json::object get(const std::string& path) {
    const char joint = path.find('?') == std::string::npos ? '?' : '&';
    return read(ask("GET", "/v25.0/" + path + joint + "access_token=EAAdouble"));
  }
  boost::json::object post(const std::string& path, const std::string& body) {
    return read(ask("POST", "/v25.0/" + path + "?access_token=EAAdouble", body));
  }
  void advance_hours(int hours) { advance_hours(platform_, hours); }
  static void advance_hours(Platform& platform, int hours) {
    const auto body = R"({"hours":)" + std::to_string(hours) + "}";
    GV_CHECK(answer(platform,
                    {.method = "POST", .target = "/__sim/advance", .headers = {}, .body = body})
                 .status == 200);
  }
  static std::string text(const boost::json::object& from, std::string_view name) {
    const auto* const value = from.if_contains(name);
    return value == nullptr || !value->is_string() ? "" : std::string(value->get_string());
  }
  static std::int64_t code_of(const boost::json::object& answer) {
    const auto* const error = answer.if_contains("error");
    return error == nullptr ? 0 : error->at("code").as_int64();
  }
  /// A campaign, an ad set and what an ad needs; the ad is not made.
  std::string campaign() {
    return text(
        post("act_1/campaigns", R"({"name":"c","objective":"OUTCOME_LEADS","status":"PAUSED",)"
                                R"("special_ad_categories":[]})"),
        "id");
  }
  std::string ad_set(const std::string& campaign) {
    return text(post("act_1/adsets",
                     R"({"name":"s","campaign_id":")" + campaign +
                         R"(","status":"PAUSED","daily_budget":"7500",)"
                         R"("billing_event":"IMPRESSIONS","optimization_goal":"LINK_CLICKS",)"
                         R"("targeting":{"geo_locations":{"countries":["AE"]}}})"),
                "id");
  }
  std::string creative() {
    return text(post("act_1/adcreatives", R"({"name":"k","object_story_spec":{"page_id":"5"}})"),
                "id");
  }
  std::string ad(const std::string& set, const std::string& status = "PAUSED") {
    return text(
        post("act_1/ads", R"({"name":"a","adset_id":")" + set + R"(","creative":{"creative_id":")" +
                              creative() + R"("},"status":")" + status + R"("})"),
        "id");
  }
  std::string first_ad() { return platform_.accounts[0].ad_of[0]; }

  Platform platform_{*make_platform({.scenario = "S1", .seed = 7, .ads = 4}, kTestStart)};
};

}  // namespace gv::meta_double
