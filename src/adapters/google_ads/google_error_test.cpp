#include "adapters/google_ads/google_error.h"

#include <gtest/gtest.h>

#include "io/json/json.h"

namespace gv::google_ads {
namespace {

using execute::ErrorClass;

/// The body of a refusal with one cause.
std::string refusal(std::string_view code, std::string_view more = "") {
  return R"({"error":{"code":400,"message":"Request contains an invalid argument.",)"
         R"("status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/)"
         R"(google.ads.googleads.v25.errors.GoogleAdsFailure","errors":[{"errorCode":{)" +
         std::string(code) + R"(},"message":"It is wrong.","trigger":{"stringValue":"x"},)" +
         R"("location":{"fieldPathElements":[{"fieldName":"operations","index":0},)" +
         R"({"fieldName":"update"},{"fieldName":"amount_micros"}]})" + std::string(more) +
         R"(}],"requestId":"req-1"}]}})";
}

ErrorClass class_at(int status, const std::string& body) {
  return google_error(status, body, true)->error_class;
}

TEST(GoogleError, TellsCauseFieldAndRequest) {
  const auto error = google_error(400, refusal(R"("fieldError":"REQUIRED")"), true);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->error_class, ErrorClass::Invalid);
  EXPECT_EQ(error->message, "fieldError.REQUIRED: It is wrong.");
  EXPECT_EQ(error->field, "amount_micros");
  EXPECT_EQ(error->trace_id, "req-1");
  EXPECT_EQ(error->code, 400);
  EXPECT_FALSE(error->maybe_applied);
}

TEST(GoogleError, AStreamHasItInAList) {
  const auto body = "[" + refusal(R"("queryError":"UNRECOGNIZED_FIELD")") + "]";
  EXPECT_EQ(google_error(400, body, false)->message, "queryError.UNRECOGNIZED_FIELD: It is wrong.");
  const auto late = R"([{"results":[]},)" + refusal(R"("internalError":"TRANSIENT_ERROR")") + "]";
  EXPECT_EQ(google_error(200, late, false)->error_class, ErrorClass::Transient);
  EXPECT_FALSE(google_error(200, R"([{"results":[]}])", false));
}

TEST(GoogleError, HasItsClass) {
  const auto quota = [](std::string_view scope) {
    return refusal(R"("quotaError":"RESOURCE_EXHAUSTED")",
                   R"(,"details":{"quotaErrorDetails":{"rateScope":")" + std::string(scope) +
                       R"(","rateName":"r","retryDelay":"30s"}})");
  };
  EXPECT_EQ(class_at(429, quota("ACCOUNT")), ErrorClass::RateAccount);
  EXPECT_EQ(class_at(429, quota("DEVELOPER")), ErrorClass::RateApp);
  EXPECT_EQ(google_error(429, quota("ACCOUNT"), true)->retry_after, Millis{30'000});
  EXPECT_EQ(class_at(401, refusal(R"("authenticationError":"OAUTH_TOKEN_EXPIRED")")),
            ErrorClass::Auth);
  EXPECT_EQ(class_at(403, refusal(R"("authorizationError":"USER_PERMISSION_DENIED")")),
            ErrorClass::Auth);
  EXPECT_EQ(class_at(400, refusal(R"("mutateError":"RESOURCE_NOT_FOUND")")), ErrorClass::Missing);
  EXPECT_EQ(class_at(400, refusal(R"("policyFindingError":"POLICY_FINDING")")), ErrorClass::Policy);
  EXPECT_EQ(class_at(503, R"({"error":{"code":503,"status":"UNAVAILABLE","message":"m"}})"),
            ErrorClass::Transient);
  EXPECT_EQ(class_at(404, "<html>"), ErrorClass::Invalid);
  EXPECT_EQ(class_at(502, "<html>"), ErrorClass::Transient);
}

TEST(GoogleError, OnlyWhatMayHaveHappenedIsOpen) {
  const auto open = [](int status, const std::string& body) {
    return google_error(status, body, true)->maybe_applied;
  };
  EXPECT_TRUE(open(500, refusal(R"("internalError":"INTERNAL_ERROR")")));
  EXPECT_FALSE(open(400, refusal(R"("databaseError":"CONCURRENT_MODIFICATION")")));
  EXPECT_TRUE(open(200, "broken off"));
  EXPECT_FALSE(google_error(200, "broken off", false)->maybe_applied);
  EXPECT_TRUE(transport_error({ErrorCode::TimedOut, "u", "m"}, true).maybe_applied);
  EXPECT_FALSE(transport_error({ErrorCode::NotAvailable, "u", "m"}, true).maybe_applied);
}

TEST(PartialFailures, AreByTheirPlaces) {
  const auto answer = json::parse(
      R"({"results":[{},{"resourceName":"customers/1/campaigns/2"},{}],"partialFailureError":)"
      R"({"code":3,"message":"Multiple errors","details":[{"errors":[)"
      R"({"errorCode":{"mutateError":"RESOURCE_NOT_FOUND"},"message":"a","location":)"
      R"({"fieldPathElements":[{"fieldName":"operations"}]}},)"
      R"({"errorCode":{"fieldError":"REQUIRED"},"message":"b","location":)"
      R"({"fieldPathElements":[{"fieldName":"operations","index":2}]}}],"requestId":"r"}]}})",
      "t");
  const auto failed = partial_failures(answer->as_object());
  ASSERT_EQ(failed.size(), 2u);
  EXPECT_EQ(failed.at(0).error_class, ErrorClass::Missing);
  EXPECT_EQ(failed.at(2).message, "fieldError.REQUIRED: b");
  EXPECT_EQ(failed.at(2).trace_id, "r");
}

// The details may be a message of bytes that only Google's own clients read.
TEST(PartialFailures, ThatCannotBeReadAreOfAll) {
  const auto answer = json::parse(
      R"({"results":[{}],"partialFailureError":{"code":3,"message":"Too bad","details":)"
      R"([{"@type":"t","value":"CgQKAggH"}]}})",
      "t");
  const auto failed = partial_failures(answer->as_object());
  ASSERT_EQ(failed.size(), 1u);
  EXPECT_EQ(failed.at(-1).message, ": Too bad");
}

}  // namespace
}  // namespace gv::google_ads
