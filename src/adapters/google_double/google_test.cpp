#include "adapters/google_double/google.h"

#include "adapters/google_double/testing.h"

namespace gv::google_double {
namespace {

using boost::json::value;

/// "family.reason" of the first error of an answer, whatever its form.
std::string reason_in(const value& answer) {
  const auto& whole = answer.is_array() ? answer.as_array().at(0).as_object() : answer.as_object();
  const auto& status =
      whole.contains("error") ? whole.at("error") : whole.at("partialFailureError");
  const auto& code = status.at("details").as_array().at(0).at("errors").as_array().at(0);
  const auto& told = *code.at("errorCode").as_object().begin();
  return std::string(told.key()) + "." + std::string(told.value().as_string());
}

TEST_F(GoogleTest, AQueryHasTheFieldsThatItSelectsAndNoOthers) {
  const auto all = rows(
      "SELECT campaign.id, campaign_budget.amount_micros, customer.currency_code FROM campaign "
      "WHERE campaign.status = 'ENABLED' ORDER BY campaign.id DESC LIMIT 1");
  ASSERT_EQ(all.size(), 1u);
  const auto& row = all[0].as_object();
  EXPECT_EQ(row.size(), 3u);
  EXPECT_EQ(row.at("campaign").as_object().size(), 1u);
  EXPECT_TRUE(row.at("campaignBudget").at("amountMicros").is_string());
  EXPECT_EQ(row.at("customer").at("currencyCode").as_string(), "USD");
  EXPECT_EQ(rows("SELECT campaign.id FROM campaign").size(), platform_.accounts[0].market.size());
}

TEST_F(GoogleTest, DaysAndHoursAddUp) {
  control("advance", R"({"hours": 30})");
  const auto sum = [this](const std::string& segments) {
    std::int64_t clicks = 0;
    const auto all = rows("SELECT " + segments +
                          " metrics.clicks FROM ad_group_ad WHERE segments.date BETWEEN "
                          "'2025-01-06' AND '2025-01-07'");
    for (const auto& row : all) {
      clicks += std::stoll(std::string(row.at("metrics").at("clicks").as_string()));
    }
    return clicks;
  };
  EXPECT_GT(sum("segments.date,"), 0);
  EXPECT_EQ(sum("segments.date,"), sum("segments.date, segments.hour,"));
  EXPECT_EQ(sum("segments.date,"), sum(""));
}

TEST_F(GoogleTest, WhatItDoesNotKnowIsRefused) {
  const auto query = [this](const std::string& text) {
    const boost::json::object body{{"query", text}};
    return reason_in(asked("googleAds:searchStream", json::compact(body)));
  };
  EXPECT_EQ(query("SELECT campaign.colour FROM campaign"), "queryError.UNRECOGNIZED_FIELD");
  EXPECT_EQ(query("SELECT campaign.id FROM shop"), "queryError.INVALID_RESOURCE_IN_FROM_CLAUSE");
  EXPECT_EQ(query("SELECT campaign.id FROM campaign WHERE campaign.id BETWEEN 1 AND 2"),
            "queryError.PROHIBITED_FIELD_IN_WHERE_CLAUSE");
  EXPECT_EQ(query("SELECT metrics.clicks FROM campaign WHERE segments.date DURING NEVER"),
            "queryError.INVALID_VALUE_WITH_DURING_OPERATOR");
  EXPECT_EQ(reason_in(asked("campaigns:mutate", R"({"operations":[{}],"sure":true})")),
            "requestError.INVALID_INPUT");
  EXPECT_EQ(reason_in(asked("campaigns:mutate", R"({"operations":[{}]})")),
            "mutateError.OPERATION_NOT_SET");
  EXPECT_EQ(ask("/v25/customers/1/shops:mutate", "{}").status, 400);
  EXPECT_EQ(ask("/v25/customers/1/campaigns:paint", "{}").status, 404);
  EXPECT_EQ(ask("/customers/1/campaigns:mutate", "{}").status, 404);
  EXPECT_EQ(ask("/v25/customers/77/campaigns:mutate", "{}").status, 403);
}

TEST_F(GoogleTest, TokensAreChecked) {
  const auto refused = [this](std::size_t header, std::string text) {
    auto& given = headers_[header].second;
    const auto right = std::exchange(given, std::move(text));
    auto reason = reason_in(asked("googleAds:searchStream", "{}"));
    headers_[header].second = right;
    return reason;
  };
  EXPECT_EQ(refused(0, "Bearer other"), "authenticationError.OAUTH_TOKEN_INVALID");
  EXPECT_EQ(refused(1, ""), "authenticationError.DEVELOPER_TOKEN_INVALID");
  EXPECT_EQ(refused(2, "text/plain"), "requestError.INVALID_INPUT");
}

TEST_F(GoogleTest, UpdatesNeedTheirMask) {
  EXPECT_EQ(reason_in(asked("campaigns:mutate",
                            R"({"operations":[{"update":{"resourceName":"customers/1/campaigns/1",)"
                            R"("status":"PAUSED"}}]})")),
            "fieldMaskError.FIELD_MASK_MISSING");
}

TEST_F(GoogleTest, AllOrNothingUnlessPartialFailureIsAskedFor) {
  const auto campaign = rows("SELECT campaign.resource_name FROM campaign LIMIT 1")[0]
                            .at("campaign")
                            .at("resourceName")
                            .as_string();
  const auto body = [&](std::string_view more) {
    return R"({"operations":[{"update":{"resourceName":")" + std::string(campaign) +
           R"(","status":"PAUSED"},"updateMask":"status"},{"update":{"resourceName":)" +
           R"("customers/1/campaigns/1","status":"PAUSED"},"updateMask":"status"}])" +
           std::string(more) + "}";
  };
  const auto running = [this] {
    return rows("SELECT campaign.id FROM campaign WHERE campaign.status = 'ENABLED'").size();
  };
  const auto before = running();
  EXPECT_EQ(reason_in(asked("campaigns:mutate", body(""))), "mutateError.RESOURCE_NOT_FOUND");
  EXPECT_EQ(running(), before);
  const auto checked =
      asked("campaigns:mutate", body(R"(,"partialFailure":true,"validateOnly":true)"));
  EXPECT_EQ(reason_in(checked), "mutateError.RESOURCE_NOT_FOUND");
  EXPECT_EQ(running(), before);
  const auto done = asked("campaigns:mutate", body(R"(,"partialFailure":true)"));
  EXPECT_EQ(running(), before - 1);
  EXPECT_EQ(done.at("results").as_array().at(0).at("resourceName").as_string(), campaign);
  EXPECT_TRUE(done.at("results").as_array().at(1).as_object().empty());
}

TEST_F(GoogleTest, SecretsAreNotInTheRecords) {
  (void)client().list_active(app::EntityLevel::Ad);
  meta_double::Request request{.method = "GET", .target = "/__sim/requests"};
  const auto recorded = answer_with(platform_, request, speak_google).body;
  EXPECT_NE(recorded.find("searchStream"), std::string::npos);
  for (const auto secret :
       {std::string_view("ya29.double"), kDeveloperToken, kClientSecret, kRefreshToken}) {
    EXPECT_EQ(recorded.find(secret), std::string::npos) << secret;
  }
}

}  // namespace
}  // namespace gv::google_double
