#include "adapters/meta/graph_error.h"

#include <gtest/gtest.h>

namespace gv::meta {
namespace {

using execute::ErrorClass;

execute::PlatformError error_of(int code, int subcode, const std::string& more = "") {
  const auto body = R"({"error":{"message":"m","type":"OAuthException","code":)" +
                    std::to_string(code) + R"(,"error_subcode":)" + std::to_string(subcode) + more +
                    R"(,"fbtrace_id":"A1"}})";
  return *graph_error(400, body, true);
}

TEST(GraphErrorClass, FollowsTheTable) {
  const std::vector<std::tuple<int, int, ErrorClass>> table{
      {1, 0, ErrorClass::Transient},
      {2, 0, ErrorClass::Transient},
      {1, 99, ErrorClass::QuerySize},
      {2, 1504038, ErrorClass::QuerySize},
      {100, 1487534, ErrorClass::QuerySize},
      {100, 1504018, ErrorClass::QuerySize},
      {4, 1504022, ErrorClass::RateApp},
      {341, 0, ErrorClass::RateApp},
      {17, 2446079, ErrorClass::RateAccount},
      {32, 0, ErrorClass::RateAccount},
      {613, 1487742, ErrorClass::RateAccount},
      {613, 1996, ErrorClass::RateAccount},
      {613, 5044001, ErrorClass::RateAccount},
      {613, 1487632, ErrorClass::RateBudget},
      {80000, 0, ErrorClass::RateAccount},
      {80004, 0, ErrorClass::RateAccount},
      {80014, 0, ErrorClass::RateAccount},
      {190, 463, ErrorClass::Auth},
      {102, 0, ErrorClass::Auth},
      {10, 0, ErrorClass::Auth},
      {200, 0, ErrorClass::Auth},
      {299, 0, ErrorClass::Auth},
      {100, 0, ErrorClass::Invalid},
      {100, 33, ErrorClass::Missing},
      {2635, 0, ErrorClass::Invalid},
      {506, 0, ErrorClass::Invalid},
      {368, 0, ErrorClass::Policy},
      {100, 1885316, ErrorClass::Policy},
      {100, 1363037, ErrorClass::UploadOffset}};
  for (const auto& [code, subcode, expected] : table) {
    EXPECT_EQ(error_of(code, subcode).error_class, expected) << code << "/" << subcode;
  }
}

TEST(GraphErrorClass, TheBlamedFieldDecides) {
  const auto invalid = error_of(100, 1885272, R"(,"error_data":{"blame_field_specs":[["bid"]]})");
  EXPECT_EQ(invalid.error_class, ErrorClass::Invalid);
  EXPECT_EQ(invalid.field, "bid");
  const auto budget =
      error_of(17, 0, R"(,"error_data":"{\"blame_field_specs\":[[\"daily_budget\"]]}")");
  EXPECT_EQ(budget.error_class, ErrorClass::RateBudget);
  EXPECT_EQ(budget.retry_after, Millis{3'600'000});
}

TEST(GraphErrorClass, TransientWhereMetaSaysSo) {
  EXPECT_EQ(error_of(9999, 0, R"(,"is_transient":true)").error_class, ErrorClass::Transient);
  EXPECT_EQ(graph_error(503, "<html>", true)->error_class, ErrorClass::Transient);
  EXPECT_TRUE(graph_error(503, "<html>", true)->maybe_applied);
  EXPECT_FALSE(graph_error(503, "<html>", false)->maybe_applied);
  EXPECT_EQ(graph_error(429, "", true)->error_class, ErrorClass::RateAccount);
}

TEST(GraphErrorClass, AnErrorMayComeWithStatus200) {
  EXPECT_FALSE(graph_error(200, R"({"success":true})", true));
  EXPECT_TRUE(graph_error(200, R"({"success":false})", true));
  EXPECT_EQ(graph_error(200, R"({"error":{"code":190}})", true)->error_class, ErrorClass::Auth);
  EXPECT_EQ(graph_error(200, "{", true)->error_class, ErrorClass::Transient);
}

TEST(TransportError, LeavesOpenOnlyWhatWasSent) {
  const auto maybe = [](ErrorCode code) {
    return transport_error({code, "host", "m"}, true).maybe_applied;
  };
  EXPECT_FALSE(maybe(ErrorCode::NotAvailable));
  EXPECT_TRUE(maybe(ErrorCode::TimedOut));
  EXPECT_TRUE(maybe(ErrorCode::UnusableInput));
}

// Recorded answers: Marketing API, rate limiting.
TEST(UsageOf, TheWorstOfAllHeaders) {
  const auto usage = usage_of(
      {{"x-app-usage", R"({"call_count":28,"total_cputime":25,"total_time":25})"},
       {"x-ad-account-usage",
        R"({"acc_id_util_pct":9.67,"reset_time_duration":100,"ads_api_access_tier":"standard_access"})"},
       {"x-business-use-case-usage",
        R"({"12":[{"type":"ads_insights","call_count":95,"total_cputime":20,"total_time":20,)"
        R"("estimated_time_to_regain_access":19,"ads_api_access_tier":"development_access"}]})"},
       {"x-fb-ads-insights-throttle",
        R"({"app_id_util_pct":12.5,"acc_id_util_pct":40,"ads_api_access_tier":"development_access"})"}});
  ASSERT_TRUE(usage);
  EXPECT_DOUBLE_EQ(usage->percent, 95.0);
  EXPECT_EQ(usage->regain_after, Millis{19 * 60'000});
  EXPECT_FALSE(usage_of({{"content-type", "text/html"}, {"x-app-usage", "{"}}));
  const auto full =
      usage_of({{"x-ad-account-usage", R"({"acc_id_util_pct":100,"reset_time_duration":30})"}});
  EXPECT_EQ(full->regain_after, Millis{30'000});
}

}  // namespace
}  // namespace gv::meta
