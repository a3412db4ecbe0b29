#include <deque>

#include <gtest/gtest.h>

#include "adapters/google_ads/client.h"
#include "adapters/google_ads/reports.h"
#include "adapters/google_ads/testing.h"

namespace gv::google_ads {
namespace {

using app::ApplyMode;
using app::EntityLevel;
using app::EntityStatus;
using app::UpdateEntity;
using execute::ErrorClass;

/// A client whose answers are given word for word, and whose requests are kept.
class RestTest : public ::testing::Test {
 protected:
  http_client::Send send() {
    return [this](const http_client::Request& request) -> Result<http_client::Response> {
      requests_.push_back(request);
      if (answers_.empty()) return fail(ErrorCode::TimedOut, "google", "no answer");
      auto answer = std::move(answers_.front());
      answers_.pop_front();
      return answer;
    };
  }
  void answers(std::string body, int status = 200) {
    answers_.push_back({.status = status, .headers = {{"request-id", "r1"}}, .body = body});
  }
  Rest rest(bool refreshes = false) {
    RestConfig config{.base_url = "https://g.example/",
                      .customer = "1",
                      .login_customer = "9",
                      .developer_token = "dev",
                      .access_token = "tok"};
    if (refreshes) config.grant = {.client_id = "c"};
    return {config, tokens_, send()};
  }
  Client client() { return {rest(), *Currency::parse("AED", "c")}; }
  static Money aed(std::int64_t minor) { return {minor, *Currency::parse("AED", "c")}; }
  static std::string header(const http_client::Request& request, std::string_view name) {
    for (const auto& [key, text] : request.headers) {
      if (key == name) return text;
    }
    return {};
  }

  SetClock clock_;
  std::deque<http_client::Response> answers_;
  std::vector<http_client::Request> requests_;
  std::shared_ptr<Tokens> tokens_{
      std::make_shared<Tokens>("https://t.example/token", send(), clock_)};
};

constexpr std::string_view kBudgetPlaces =
    R"([{"results":[{"campaign":{"id":"2","campaignBudget":"customers/1/campaignBudgets/3"},)"
    R"("campaignBudget":{"explicitlyShared":false}},{"campaign":{"id":"4","campaignBudget":)"
    R"("customers/1/campaignBudgets/5"},"campaignBudget":{"explicitlyShared":true}}],)"
    R"("requestId":"q"}])";

TEST_F(RestTest, AReportIsPages) {
  answers(R"({"results":[{"adGroupAd":{"resourceName":"customers/1/adGroupAds/7~8"},"segments":)"
          R"({"date":"2026-11-02"},"metrics":{"impressions":"10"}}],"nextPageToken":"n1"})");
  answers(R"({"results":[{"adGroupAd":{"resourceName":"customers/1/adGroupAds/7~8"},"segments":)"
          R"({"date":"2026-11-01"},"metrics":{"impressions":"5"}}],"fieldMask":"x"})");
  Reports reports(rest(), *Currency::parse("AED", "c"));
  const auto told = reports.report({}, [] { return true; });
  ASSERT_TRUE(told.result) << told.result.error().message;
  ASSERT_EQ(told.result->size(), 2u);
  EXPECT_EQ(told.result->front().impressions, 5);
  const auto& request = requests_.front();
  EXPECT_EQ(request.url, "https://g.example/v25/customers/1/googleAds:search");
  EXPECT_EQ(header(request, "Authorization"), "Bearer tok");
  EXPECT_EQ(header(request, "developer-token"), "dev");
  EXPECT_EQ(header(request, "login-customer-id"), "9");
  EXPECT_NE(requests_.back().body.find(R"("pageToken":"n1")"), std::string::npos);
}

TEST_F(RestTest, AReportThatNobodyWantsAnyMoreEnds) {
  answers(R"({"results":[],"nextPageToken":"n1"})");
  Reports reports(rest(), *Currency::parse("AED", "c"));
  EXPECT_FALSE(reports.report({}, [] { return false; }).result);
  EXPECT_EQ(requests_.size(), 1u);
}

TEST_F(RestTest, PagesThatDoNotEndAreAnError) {
  for (int i = 0; i < 2; ++i) answers(R"({"results":[],"nextPageToken":"n1"})");
  Reports reports(rest(), *Currency::parse("AED", "c"));
  EXPECT_EQ(reports.report({}, [] { return true; }).result.error().error_class,
            ErrorClass::Transient);
}

TEST_F(RestTest, AListIsOneStream) {
  answers(R"([{"results":[{"campaign":{"resourceName":"customers/1/campaigns/2"}}]},{"results":)"
          R"([{"campaign":{"resourceName":"customers/1/campaigns/3"}}],"requestId":"q"}])");
  Reports reports(rest(), *Currency::parse("AED", "c"));
  EXPECT_EQ(reports.list(EntityLevel::Campaign).result->size(), 2u);
  EXPECT_EQ(requests_.front().url, "https://g.example/v25/customers/1/googleAds:searchStream");
}

TEST_F(RestTest, ABudgetIsChangedWhereItLies) {
  answers(std::string(kBudgetPlaces));
  answers(R"({"results":[{"resourceName":"customers/1/campaignBudgets/3"}]})");
  const auto reply = client().apply(
      UpdateEntity{.entity = {EntityLevel::Campaign, "2"}, .daily_budget = aed(80'00)},
      ApplyMode::Apply);
  ASSERT_TRUE(reply.result) << reply.result.error().message;
  EXPECT_EQ(reply.result->id, "2");
  EXPECT_EQ(reply.result->trace_id, "r1");
  EXPECT_EQ(requests_.at(1).url, "https://g.example/v25/customers/1/campaignBudgets:mutate");
  EXPECT_EQ(requests_.at(1).body,
            R"({"operations":[{"update":{"resourceName":"customers/1/campaignBudgets/3",)"
            R"("amountMicros":"80000000"},"updateMask":"amountMicros"}],"partialFailure":true,)"
            R"("validateOnly":false,"responseContentType":"RESOURCE_NAME_ONLY"})");
}

TEST_F(RestTest, OperationsFailForThemselves) {
  answers(std::string(kBudgetPlaces));
  answers(R"({"results":[{"resourceName":"customers/1/campaignBudgets/3"}]})");
  answers(R"({"results":[{},{"resourceName":"customers/1/campaigns/6"}],"partialFailureError":{)"
          R"("code":3,"message":"m","details":[{"errors":[{"errorCode":{"mutateError":)"
          R"("RESOURCE_NOT_FOUND"},"message":"gone","location":{"fieldPathElements":[{"fieldName":)"
          R"("operations","index":0}]}}]}]}})");
  const std::vector<app::Operation> operations{
      UpdateEntity{.entity = {EntityLevel::Campaign, "2"},
                   .daily_budget = aed(80'00),
                   .status = EntityStatus::Active},
      UpdateEntity{.entity = {EntityLevel::Campaign, "4"}, .daily_budget = aed(80'00)},
      UpdateEntity{.entity = {EntityLevel::Campaign, "6"}, .status = EntityStatus::Active},
      UpdateEntity{.entity = {EntityLevel::AdSet, "7"}, .daily_budget = aed(80'00)}};
  const auto replies = client().apply_batch(operations, ApplyMode::Apply);
  // Its budget was set before its status was refused.
  EXPECT_EQ(replies[0].result.error().error_class, ErrorClass::Missing);
  EXPECT_TRUE(replies[0].result.error().maybe_applied);
  EXPECT_NE(replies[1].result.error().message.find("share"), std::string::npos);
  EXPECT_FALSE(replies[1].result.error().maybe_applied);
  EXPECT_EQ(replies[2].result->id, "6");
  EXPECT_EQ(replies[3].result.error().field, "daily_budget");
  EXPECT_EQ(requests_.size(), 3u);
}

TEST_F(RestTest, AfterABrokenRequestNothingIsSent) {
  answers(std::string(kBudgetPlaces));
  const std::vector<app::Operation> operations{
      UpdateEntity{.entity = {EntityLevel::Campaign, "2"}, .daily_budget = aed(80'00)},
      UpdateEntity{.entity = {EntityLevel::Ad, "7~8"}, .status = EntityStatus::Active}};
  const auto replies = client().apply_batch(operations, ApplyMode::Apply);
  EXPECT_TRUE(replies[0].result.error().maybe_applied);
  EXPECT_EQ(replies[1].result.error().error_class, ErrorClass::Transient);
  EXPECT_FALSE(replies[1].result.error().maybe_applied);
  EXPECT_EQ(requests_.size(), 2u);
}

TEST_F(RestTest, ATokenThatExpiredIsRenewedOnce) {
  const auto expired =
      R"([{"error":{"code":401,"status":"UNAUTHENTICATED","message":"m","details":[{"errors":)"
      R"([{"errorCode":{"authenticationError":"OAUTH_TOKEN_EXPIRED"},"message":"x"}]}]}}])";
  answers(R"({"access_token":"a1","expires_in":3599})");
  answers(expired, 401);
  answers(R"({"access_token":"a2","expires_in":3599})");
  answers("[]");
  EXPECT_TRUE(rest(true).search("SELECT campaign.id FROM campaign").result);
  EXPECT_EQ(header(requests_.back(), "Authorization"), "Bearer a2");
  answers(expired, 401);
  answers(R"({"access_token":"a3","expires_in":3599})");
  answers(expired, 401);
  const auto refused = rest(true).search("SELECT campaign.id FROM campaign");
  EXPECT_EQ(refused.result.error().error_class, ErrorClass::Auth);
  EXPECT_EQ(requests_.size(), 7u);
}

}  // namespace
}  // namespace gv::google_ads
