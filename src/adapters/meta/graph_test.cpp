#include "adapters/meta/graph.h"

#include <deque>

#include <gtest/gtest.h>

#include "io/json/json.h"

namespace gv::meta {
namespace {

TEST(AppsecretProof, IsTheHmacOfTheToken) {
  EXPECT_EQ(appsecret_proof("app_secret_123", "EAAtoken"),
            "e2f4025c78aeb0a2ca0cdbe1b761e2343d7a8230003895dad6dc39c35c7a0161");
}

class GraphTest : public ::testing::Test {
 protected:
  Graph graph(std::deque<http_client::Response> answers) {
    answers_ = std::move(answers);
    return {{.base_url = "http://graph/",
             .account = "1",
             .token = "EAAtoken",
             .app_secret = "app_secret_123"},
            [this](const http_client::Request& request) -> Result<http_client::Response> {
              requests_.push_back(request);
              auto next = answers_.front();
              answers_.pop_front();
              return next;
            }};
  }
  std::deque<http_client::Response> answers_;
  std::vector<http_client::Request> requests_;
};

TEST_F(GraphTest, TokenAndProofAreInTheAddressOnly) {
  const auto answer = graph({{.status = 200, .body = R"({"success":true})"}})
                          .post("55", {{"daily_budget", "7500"}});
  ASSERT_TRUE(answer.result);
  EXPECT_EQ(requests_[0].url,
            "http://graph/v25.0/55?access_token=EAAtoken&appsecret_proof="
            "e2f4025c78aeb0a2ca0cdbe1b761e2343d7a8230003895dad6dc39c35c7a0161");
  EXPECT_EQ(requests_[0].body, "daily_budget=7500");
  EXPECT_FALSE(requests_[0].repeatable);
}

TEST_F(GraphTest, WaitsAsLongAsTheAnswerAsksFor) {
  const auto refused = [&](std::string wait) {
    return graph({{.status = 429, .headers = {{"retry-after", std::move(wait)}}, .body = "busy"}})
        .post("55", {})
        .result.error();
  };
  EXPECT_EQ(refused("90").error_class, execute::ErrorClass::RateAccount);
  EXPECT_EQ(refused("90").retry_after, Millis{90'000});
  EXPECT_FALSE(refused("soon").retry_after);
  EXPECT_FALSE(refused("Wed, 21 Oct 2026 07:28:00 GMT").retry_after);
}

TEST_F(GraphTest, FollowsPagesByTheirCursorToNoOtherHost) {
  const auto list =
      graph(
          {{.status = 200,
            .body = R"({"data":[],"paging":{"cursors":{"after":"B"},"next":"http://evil/"}})"},
           {.status = 200, .body = R"({"data":[{"id":"2"}],"paging":{"cursors":{"after":"C"}}})"}})
          .list("act_1/ads", {{"fields", "id"}});
  ASSERT_TRUE(list.result);
  EXPECT_EQ(list.result->size(), 1u);  // a page may be empty and still have a next one
  ASSERT_EQ(requests_.size(), 2u);
  EXPECT_TRUE(requests_[1].url.starts_with("http://graph/v25.0/act_1/ads?"));
  EXPECT_NE(requests_[1].url.find("&after=B&"), std::string::npos);
}

TEST_F(GraphTest, PagesThatDoNotEndAreAnError) {
  const std::string page = R"({"data":[],"paging":{"cursors":{"after":"B"},"next":"x"}})";
  const auto list =
      graph({{.status = 200, .body = page}, {.status = 200, .body = page}}).list("act_1/ads", {});
  ASSERT_FALSE(list.result);
  EXPECT_EQ(list.result.error().message, "pages that do not end");
}

}  // namespace
}  // namespace gv::meta
