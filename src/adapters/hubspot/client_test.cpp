#include "adapters/hubspot/client.h"

#include <deque>

#include <gtest/gtest.h>

namespace gv::hubspot {
namespace {

class FixedClock : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override { return TimePoint(Millis(1'733'581'800'000)); }
};

http_client::Response answer(int status, std::string body, http_client::Headers headers = {}) {
  return {.status = status, .headers = std::move(headers), .body = std::move(body)};
}

TEST(ApiErrorOf, ReadsWhatTheCrmSays) {
  const auto error =
      api_error(answer(400, R"({"status":"error","message":"Bad","correlationId":"c-1",)"
                            R"("category":"VALIDATION_ERROR"})"),
                FixedClock().now());
  EXPECT_EQ(to_string(error), "hubspot: 400 VALIDATION_ERROR: Bad (request c-1)");
  EXPECT_FALSE(error.retryable);
  EXPECT_TRUE(api_error(answer(502, "<html>"), FixedClock().now()).retryable);
  EXPECT_EQ(api_error(answer(500, std::string(9000, 'x')), {}).raw_excerpt.size(), 2048u);
}

TEST(ApiErrorOf, RateLimitsSayHowLong) {
  const TimePoint now = FixedClock().now();  // 2024-12-07T14:30:00Z
  const auto pause = [&](std::string policy, http_client::Headers headers = {}) {
    return api_error(answer(429, R"({"errorType":"RATE_LIMIT","policyName":")" + policy + "\"}",
                            std::move(headers)),
                     now)
        .retry_after;
  };
  EXPECT_EQ(pause("TEN_SECONDLY_ROLLING"), Millis{10'000});
  EXPECT_EQ(pause("SECONDLY"), Millis{1'000});
  EXPECT_EQ(pause("DAILY"), Hours{9} + std::chrono::minutes{30});
  EXPECT_EQ(pause("SECONDLY", {{"retry-after", "7"}}), Millis{7'000});
}

class ClientTest : public ::testing::Test {
 protected:
  Client client(std::deque<http_client::Response> answers) {
    answers_ = std::move(answers);
    return {{},
            {.send = [this](const http_client::Request& request) -> Result<http_client::Response> {
               requests_.push_back(request);
               auto next = answers_.front();
               answers_.pop_front();
               return next;
             },
             .wait = [this](Millis pause) { waited_ += pause; },
             .clock = &clock_,
             .rng = &rng_,
             .token = [](bool) -> Result<std::string> { return std::string("t"); }}};
  }
  FixedClock clock_;
  Rng rng_{1, 1};
  std::deque<http_client::Response> answers_;
  std::vector<http_client::Request> requests_;
  Millis waited_{0};
};

TEST_F(ClientTest, AsksAsTheWireFormatSays) {
  auto crm = client({answer(200, R"({"id":"1"})"), answer(200, R"({"results":[]})")});
  ASSERT_TRUE(crm.deal("1"));
  EXPECT_TRUE(requests_[0].url.starts_with("https://api.hubapi.com/crm/v3/objects/deals/1?"));
  EXPECT_NE(requests_[0].url.find("propertiesWithHistory=dealstage"), std::string::npos);
  EXPECT_EQ(requests_[0].headers, (http_client::Headers{{"Authorization", "Bearer t"}}));
  ASSERT_TRUE(crm.deals_modified_since(TimePoint(Millis(1'733'500'060'000)), "100"));
  EXPECT_EQ(requests_[1].body,
            R"({"filterGroups":[{"filters":[{"propertyName":"hs_lastmodifieddate",)"
            R"("operator":"GTE","value":"1733500000000"}]}],"sorts":[{"propertyName":)"
            R"("hs_lastmodifieddate","direction":"ASCENDING"}],"properties":["dealstage",)"
            R"("amount","pipeline","deal_currency_code","hs_lastmodifieddate"],"limit":100,)"
            R"("after":"100"})");
}

TEST_F(ClientTest, SearchesKeepTheirDistance) {
  auto crm = client({answer(200, R"({"results":[]})"), answer(200, R"({"results":[]})")});
  ASSERT_TRUE(crm.deals_modified_since({}, ""));
  ASSERT_TRUE(crm.deals_modified_since({}, ""));
  EXPECT_EQ(waited_, Millis{550});
}

TEST_F(ClientTest, AnAnswerThatIsNoneIsAnError) {
  const auto odd = client({answer(200, "<html>")}).deal("1");
  ASSERT_FALSE(odd);
  EXPECT_EQ(odd.error().http_status, 200);
  EXPECT_FALSE(odd.error().retryable);
}

TEST_F(ClientTest, ACrmThatFailsIsLeftAlone) {
  auto crm = client(std::deque<http_client::Response>(20, answer(500, "")));
  for (int i = 0; i < 5; ++i) EXPECT_EQ(crm.deal("1").error().http_status, 500);
  EXPECT_EQ(crm.deal("1").error().code, "circuit_open");
  EXPECT_EQ(requests_.size(), 20u);  // each call and its three repetitions
}

TEST_F(ClientTest, OnlyIdsReachAPath) {
  auto crm = client({});
  for (const auto* bad : {"", "1/2", "1?x", "../1", "1 2", "%2e"}) {
    EXPECT_FALSE(crm.deal(bad)) << bad;
    EXPECT_FALSE(crm.contact(bad)) << bad;
    EXPECT_FALSE(crm.contacts_of(bad)) << bad;
  }
  EXPECT_TRUE(requests_.empty());
}

}  // namespace
}  // namespace gv::hubspot
