#include "adapters/tiktok/api_error.h"

#include <gtest/gtest.h>

namespace gv::tiktok {
namespace {

using execute::ErrorClass;

const TimePoint kNow = *parse_time("2026-11-30T21:30:00Z", "now");

std::string envelope(int code, const std::string& message) {
  return R"({"code":)" + std::to_string(code) + R"(,"message":")" + message +
         R"(","request_id":"202611","data":{}})";
}

execute::PlatformError of_code(int code, const std::string& message = "m", bool writes = true) {
  return api_error(200, envelope(code, message), writes, kNow).value();
}

TEST(ApiError, ErrorsComeWithStatus200) {
  const auto error =
      api_error(200,
                R"({"code":40105,"message":"Access token is incorrect or has been revoked.",)"
                R"("request_id":"202611","data":{}})",
                true, kNow);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->error_class, ErrorClass::Auth);
  EXPECT_EQ(error->code, 40105);
  EXPECT_EQ(error->trace_id, "202611");
  EXPECT_FALSE(error->maybe_applied);
}

TEST(ApiError, WhatIsDoneIsNone) {
  for (const int code : {0, 20001, 40012}) {
    EXPECT_FALSE(api_error(200, envelope(code, "m"), true, kNow)) << code;
  }
}

TEST(ApiError, CodesHaveTheirClass) {
  for (const int code : {40000, 40002, 40900, 40903, 40916, 41234}) {
    EXPECT_EQ(of_code(code).error_class, ErrorClass::Invalid) << code;
  }
  for (const int code : {40001, 40003, 40118, 40130, 40102, 40104, 40105, 40300}) {
    EXPECT_EQ(of_code(code).error_class, ErrorClass::Auth) << code;
  }
  for (const int code : {40201, 40202, 40901, 40902, 50000, 50002, 51099, 52204, 60001}) {
    EXPECT_EQ(of_code(code).error_class, ErrorClass::Transient) << code;
    EXPECT_TRUE(of_code(code).maybe_applied) << code;
    EXPECT_FALSE(of_code(code, "m", false).maybe_applied) << code;
  }
  for (const int code : {40100, 40132, 61000}) {
    EXPECT_EQ(of_code(code).error_class, ErrorClass::RateAccount) << code;
  }
}

TEST(ApiError, WhatIsThereAlreadyIsLookedFor) {
  for (const int code : {40050, 40911}) {
    EXPECT_EQ(of_code(code).error_class, ErrorClass::Transient) << code;
    EXPECT_TRUE(of_code(code).maybe_applied) << code;
  }
}

TEST(ApiError, AQuotaSaysForHowLong) {
  EXPECT_EQ(of_code(40100, "Too many requests").retry_after, Millis{1'000});
  EXPECT_EQ(of_code(40100, "the QPS limit is reached").retry_after, Millis{1'000});
  EXPECT_EQ(of_code(40100, "the QPM limit is reached").retry_after, Millis{300'000});
  EXPECT_EQ(of_code(40100, "the QPD limit is reached").retry_after, Millis{9'000'000});
  EXPECT_EQ(of_code(60001, "maintenance").retry_after, Millis{300'000});
}

TEST(ApiError, TheFieldIsWhatTheMessageBeginsWith) {
  EXPECT_EQ(of_code(40002, "budget: Missing data for required field.").field, "budget");
  EXPECT_EQ(of_code(40002, "creatives[0].ad_name: too long").field, "creatives[0].ad_name");
  EXPECT_EQ(of_code(40002, "No permission: advertiser").field, "");
}

TEST(ApiError, WhatIsNoEnvelopeGoesByItsStatus) {
  const auto of_status = [](int status, const char* body) {
    return api_error(status, body, true, kNow).value();
  };
  EXPECT_EQ(of_status(502, "<html>").error_class, ErrorClass::Transient);
  EXPECT_TRUE(of_status(502, "<html>").maybe_applied);
  EXPECT_EQ(of_status(429, "").error_class, ErrorClass::RateAccount);
  EXPECT_EQ(of_status(404, "{}").error_class, ErrorClass::Invalid);
  EXPECT_EQ(of_status(403, "[]").error_class, ErrorClass::Auth);
  EXPECT_TRUE(of_status(200, R"({"code":0,)").maybe_applied);  // cut off
  EXPECT_EQ(of_status(404, R"({"code":40400,"message":"no"})").code, 40400);
}

TEST(NoAnswer, OnlyWhatWasSentMayHaveHappened) {
  EXPECT_TRUE(no_answer({ErrorCode::TimedOut, "x", "y"}, true).maybe_applied);
  EXPECT_FALSE(no_answer({ErrorCode::NotAvailable, "x", "y"}, true).maybe_applied);
  EXPECT_FALSE(no_answer({ErrorCode::TimedOut, "x", "y"}, false).maybe_applied);
}

}  // namespace
}  // namespace gv::tiktok
