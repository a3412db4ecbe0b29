#pragma once

#include <string>

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "adapters/meta_double/scenarios.h"
#include "adapters/tiktok_double/business_api.h"
#include "base/check.h"
#include "io/json/json.h"

namespace gv::tiktok_double {

inline constexpr TimePoint kTestStart{Millis{1'736'121'600'000}};  // 2025-01-06, a Monday

/// A simulated TikTok with two ads, and the ways to ask it.
class BusinessApiTest : public ::testing::Test {
 protected:
  meta_double::Response ask(std::string method, std::string target, std::string body = {},
                            meta_double::Headers headers = {{"access-token", "EAAdouble"},
                                                            {"content-type", "application/json"}}) {
    return answer(platform_, {.method = std::move(method),
                              .target = std::move(target),
                              .headers = std::move(headers),
                              .body = std::move(body)});
  }
  static boost::json::object read(const meta_double::Response& response) {
    auto tree = json::parse(response.body, "answer");
    GV_CHECK(tree.has_value() && tree->is_object());
    return tree->as_object();
  }
  boost::json::object get(const std::string& path, const std::string& query = "") {
    return read(ask("GET", "/open_api/v1.3/" + path + "?advertiser_id=1" + query));
  }
  /// `fields`: members of the body beside the advertiser.
  boost::json::object post(const std::string& path, const std::string& fields) {
    return read(ask("POST", "/open_api/v1.3/" + path, R"({"advertiser_id":"1",)" + fields + "}"));
  }
  static std::int64_t code_of(const boost::json::object& answer) {
    return answer.at("code").as_int64();
  }
  static const boost::json::object& data_of(const boost::json::object& answer) {
    return answer.at("data").as_object();
  }
  static const boost::json::array& list_of(const boost::json::object& answer) {
    return data_of(answer).at("list").as_array();
  }
  static std::string text(const boost::json::value& from, std::string_view name) {
    return std::string(from.at(name).as_string());
  }
  std::string campaign(const std::string& more = R"("budget_mode":"BUDGET_MODE_INFINITE")") {
    const auto made = post("campaign/create/",
                           R"("campaign_name":"c","objective_type":"LEAD_GENERATION",)" + more);
    return code_of(made) == 0 ? text(data_of(made), "campaign_id") : "";
  }
  boost::json::object make_group(const std::string& campaign, const std::string& more) {
    return post("adgroup/create/",
                R"("campaign_id":")" + campaign +
                    R"(","adgroup_name":"g","billing_event":"OCPM","optimization_goal":"CLICK",)"
                    R"("pacing":"PACING_MODE_SMOOTH",)"
                    R"("schedule_start_time":"2025-01-06 00:00:00",)" +
                    more);
  }
  void advance_hours(int hours) {
    GV_CHECK(ask("POST", "/__sim/advance", R"({"hours":)" + std::to_string(hours) + "}").status ==
             200);
  }

  Platform platform_{
      *meta_double::make_platform({.scenario = "S1", .seed = 7, .ads = 4}, kTestStart)};
};

}  // namespace gv::tiktok_double
