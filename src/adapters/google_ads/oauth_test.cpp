#include "adapters/google_ads/oauth.h"

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/google_ads/testing.h"

namespace gv::google_ads {
namespace {

using execute::ErrorClass;

class TokensTest : public ::testing::Test {
 protected:
  http_client::Send send() {
    return [this](const http_client::Request& request) -> Result<http_client::Response> {
      last_ = request;
      const int count = ++fetched_;
      if (status_ != 200) return http_client::Response{.status = status_, .body = refusal_};
      return http_client::Response{.status = 200,
                                   .body = R"({"access_token":"t)" + std::to_string(count) +
                                           R"(","expires_in":3599,"token_type":"Bearer"})"};
    };
  }
  SetClock clock_;
  std::atomic<int> fetched_{0};
  int status_{200};
  std::string refusal_;
  http_client::Request last_;
  Tokens tokens_{"https://t.example/token", send(), clock_};
  RefreshGrant grant_{.client_id = "c", .client_secret = "s&s", .refresh_token = "r/1"};
};

TEST_F(TokensTest, OneIsKeptForFiftyMinutes) {
  EXPECT_EQ(tokens_.token(grant_), "t1");
  EXPECT_EQ(last_.body,
            "client_id=c&client_secret=s%26s&grant_type=refresh_token&refresh_token=r%2F1");
  clock_.advance(Millis{50 * 60'000 - 1});
  EXPECT_EQ(tokens_.token(grant_), "t1");
  clock_.advance(Millis{1});
  EXPECT_EQ(tokens_.token(grant_), "t2");
  EXPECT_EQ(*tokens_.token({.client_id = "other"}), "t3");
}

TEST_F(TokensTest, WhoAsksMeanwhileWaitsForTheSameOne) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([this] { EXPECT_EQ(tokens_.token(grant_), "t1"); });
  }
  threads.clear();
  EXPECT_EQ(fetched_, 1);
}

TEST_F(TokensTest, OneThatIsRefusedIsForgottenOnce) {
  EXPECT_EQ(tokens_.token(grant_), "t1");
  tokens_.forget(grant_, "t1");
  EXPECT_EQ(tokens_.token(grant_), "t2");
  tokens_.forget(grant_, "t1");  // somebody who still had the old one
  EXPECT_EQ(tokens_.token(grant_), "t2");
}

TEST_F(TokensTest, ARevokedGrantIsForAPerson) {
  status_ = 400;
  refusal_ = R"({"error":"invalid_grant","error_description":"Token has been revoked."})";
  const auto refused = tokens_.token(grant_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().error_class, ErrorClass::Auth);
  EXPECT_EQ(refused.error().message,
            "Google gives no access token: invalid_grant Token has been revoked.");
  status_ = 503;
  EXPECT_EQ(tokens_.token(grant_).error().error_class, ErrorClass::Transient);
}

}  // namespace
}  // namespace gv::google_ads
