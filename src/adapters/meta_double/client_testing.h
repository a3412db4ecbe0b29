#pragma once

#include <algorithm>
#include <string>

#include "adapters/meta/client.h"
#include "adapters/meta/reports.h"
#include "adapters/meta_double/testing.h"

namespace gv::meta_double {

/// Our client talking to the double, without a network in between.
class ClientTest : public PlatformTest {
 protected:
  http_client::Send send() {
    return [this](const http_client::Request& request) -> Result<http_client::Response> {
      ++requests_;
      Request came{.method = request.method,
                   .target = request.url.substr(std::string("http://double").size()),
                   .headers = {},
                   .body = request.body};
      for (auto [name, value] : request.headers) {
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        came.headers.emplace_back(name, value);
      }
      const Response response = answer(platform_, came);
      if (response.delivery == Delivery::Drop) {
        return fail(ErrorCode::UnusableInput, "double", "dropped");
      }
      const auto half =
          response.delivery == Delivery::Truncate ? response.body.size() / 2 : response.body.size();
      return http_client::Response{.status = response.status,
                                   .headers = response.headers,
                                   .body = response.body.substr(0, half)};
    };
  }

  static meta::GraphConfig config(std::string token = "EAAdouble") {
    return {.base_url = "http://double",
            .video_url = "http://double/",
            .account = "1",
            .token = std::move(token),
            .app_secret = "app_secret_double"};
  }
  meta::Client client(std::string token = "EAAdouble") {
    return {config(std::move(token)), Currency::usd(), send()};
  }
  meta::Reports reports() {
    return {config(), Currency::usd(), send(), [this](Millis pause) { waited_ += pause; }};
  }
  void fault(const std::string& text) {
    ASSERT_EQ(ask("POST", "/__sim/faults", text).status, 200) << text;
  }
  app::EntityRef first_set() {
    return {app::EntityLevel::AdSet, text(get(first_ad() + "?fields=adset_id"), "adset_id")};
  }
  static Money usd(std::int64_t minor) { return {minor, Currency::usd()}; }

  int requests_{0};
  Millis waited_{0};
};

}  // namespace gv::meta_double
