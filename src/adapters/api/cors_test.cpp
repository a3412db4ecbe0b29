#include "adapters/api/cors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gv::api {
namespace {

using ::testing::HasSubstr;

/// gym lets one page call everything, and one its landing routes.
class TwoPages final : public app::ForeignOrigins {
 public:
  [[nodiscard]] bool allows(const AccountId& account, std::string_view origin,
                            bool landing) const override {
    if (account != AccountId("gym")) return false;
    return origin == "https://board.example" || (landing && origin == "https://landing.example");
  }
  [[nodiscard]] bool anyone_allows(std::string_view origin, bool landing) const override {
    return allows(AccountId("gym"), origin, landing);
  }
};

constexpr RouteInfo kDeals{.path = "/api/v1/deals"};
constexpr RouteInfo kClick{.path = "/api/v1/track/click", .landing = true};

class CorsTest : public ::testing::Test {
 protected:
  CorsTest() { cors.add_landing(kClick.path); }

  static http::Request from(std::string origin, std::string_view path = "/api/v1/deals") {
    http::Request request;
    request.target.path = path;
    request.headers.add("Origin", std::move(origin));
    return request;
  }
  http::Response asked_before(http::Request request) const {
    request.headers.add("Access-Control-Request-Method", "POST");
    http::Response response{204};
    cors.tell_before(request, "POST, OPTIONS", response);
    return response;
  }
  http::Response told(const RouteInfo& info, std::string origin, const char* account) const {
    const app::Principal caller{.accounts = {AccountId(account)}};
    http::Response response;
    cors.tell(info, &caller, from(std::move(origin)), response);
    return response;
  }
  static std::string_view allowed(const http::Response& response) {
    return response.headers.value("Access-Control-Allow-Origin");
  }

  TwoPages pages;
  Cors cors{pages};
};

TEST_F(CorsTest, APageThatAnAccountListsMayCall) {
  const auto answer = asked_before(from("https://board.example"));

  EXPECT_EQ(allowed(answer), "https://board.example");
  EXPECT_EQ(answer.headers.value("Access-Control-Allow-Methods"), "POST, OPTIONS");
  EXPECT_THAT(std::string(answer.headers.value("Access-Control-Allow-Headers")),
              HasSubstr("Authorization"));
  EXPECT_FALSE(answer.headers.find("Access-Control-Allow-Credentials")) << "no cookies from there";
  EXPECT_EQ(allowed(told(kDeals, "https://board.example", "gym")), "https://board.example");
}

TEST_F(CorsTest, OthersMayNot) {
  for (const auto* origin : {"https://evil.example", "null", "https://board.example.evil"}) {
    EXPECT_EQ(allowed(asked_before(from(origin))), "") << origin;
    EXPECT_EQ(allowed(told(kDeals, origin, "gym")), "") << origin;
    EXPECT_EQ(told(kDeals, origin, "gym").headers.value("Vary"), "Origin") << "caches tell apart";
  }
}

TEST_F(CorsTest, ALandingPageReachesTheLandingRoutesAlone) {
  EXPECT_EQ(allowed(asked_before(from("https://landing.example", kClick.path))),
            "https://landing.example");
  EXPECT_EQ(allowed(asked_before(from("https://landing.example"))), "");
  EXPECT_EQ(allowed(told(kClick, "https://landing.example", "gym")), "https://landing.example");
  EXPECT_EQ(allowed(told(kDeals, "https://landing.example", "gym")), "");
}

TEST_F(CorsTest, AnotherAccountsPageReadsNothing) {
  EXPECT_EQ(allowed(told(kDeals, "https://board.example", "shop")), "");
}

TEST_F(CorsTest, WithoutAnOriginNothingIsSaid) {
  http::Response response;
  cors.tell(kDeals, nullptr, http::Request{}, response);
  EXPECT_EQ(response.headers.size(), 0u);
}

}  // namespace
}  // namespace gv::api
