#pragma once

#include <algorithm>
#include <memory>
#include <string>

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "adapters/google_ads/client.h"
#include "adapters/google_ads/reports.h"
#include "adapters/google_ads/testing.h"
#include "adapters/google_double/google.h"
#include "adapters/google_double/token.h"
#include "adapters/meta_double/scenarios.h"
#include "base/check.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::google_double {

inline constexpr TimePoint kTestStart{Millis{1'736'121'600'000}};  // 2025-01-06, a Monday

/// A simulated Google Ads with four ads, the ways to ask it, and our client, without a network.
class GoogleTest : public ::testing::Test {
 protected:
  meta_double::Response ask(std::string path, std::string body) {
    meta_double::Request request{.method = "POST", .target = std::move(path), .headers = headers_};
    request.body = std::move(body);
    return answer_with(platform_, request, speak_google);
  }
  boost::json::value asked(std::string path, std::string body) {
    return *json::parse(ask("/v25/customers/1/" + path, std::move(body)).body, "answer");
  }
  /// The rows of a query, of all chunks.
  boost::json::array rows(std::string_view query) {
    const boost::json::object body{{"query", query}};
    const auto chunks = asked("googleAds:searchStream", json::compact(body));
    boost::json::array all;
    for (const auto& chunk : chunks.as_array()) {
      const auto* const results = chunk.as_object().if_contains("results");
      if (results == nullptr) continue;
      for (const auto& row : results->as_array()) all.push_back(row);
    }
    return all;
  }
  void control(std::string path, std::string body) {
    ASSERT_EQ(ask("/__sim/" + path, std::move(body)).status, 200);
  }
  http_client::Send send() {
    return [this](const http_client::Request& request) -> Result<http_client::Response> {
      ++requests_;
      if (request.url.ends_with(":mutate")) ++writes_;
      meta_double::Request came{.method = request.method,
                                .target = request.url.substr(std::string("http://double").size()),
                                .headers = {},
                                .body = request.body};
      for (auto [name, text] : request.headers) {
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        came.headers.emplace_back(name, text);
      }
      const auto response = answer_with(platform_, came, speak_google);
      if (response.delivery == meta_double::Delivery::Drop) {
        return fail(ErrorCode::UnusableInput, "double", "dropped");
      }
      const auto size = response.body.size();
      const bool cut = response.delivery == meta_double::Delivery::Truncate;
      return http_client::Response{.status = response.status,
                                   .headers = response.headers,
                                   .body = response.body.substr(0, cut ? size / 2 : size)};
    };
  }
  google_ads::Rest rest() {
    return {{.base_url = "http://double",
             .customer = "1",
             .developer_token = std::string(kDeveloperToken),
             .grant = google_ads::RefreshGrant{std::string(kClientId), std::string(kClientSecret),
                                               std::string(kRefreshToken)}},
            tokens_,
            send()};
  }
  google_ads::Client client() { return {rest(), Currency::usd()}; }
  google_ads::Reports reports() { return {rest(), Currency::usd()}; }
  app::EntityRef first(app::EntityLevel level) {
    auto google = client();
    const auto all = google.list_active(level);
    GV_CHECK(all.result && !all.result->empty());
    return all.result->front().ref;
  }
  static Money usd(std::int64_t minor) { return {minor, Currency::usd()}; }

  meta_double::Platform platform_{*meta_double::make_platform(
      {.scenario = "S1", .seed = 7, .ads = 4}, kTestStart, google_behaviour())};
  meta_double::Headers headers_{{"authorization", "Bearer ya29.double"},
                                {"developer-token", std::string(kDeveloperToken)},
                                {"content-type", "application/json"}};
  google_ads::SetClock clock_;
  int requests_{0};
  int writes_{0};  ///< of them
  std::shared_ptr<google_ads::Tokens> tokens_{
      std::make_shared<google_ads::Tokens>("http://double/token", send(), clock_)};
};

}  // namespace gv::google_double
