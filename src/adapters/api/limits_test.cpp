#include "adapters/api/limits.h"

#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

constexpr std::string_view kPath = "/api/ml/synthetic-revenue/calculate";
constexpr std::string_view kBody = R"({"stage_to": "lead"})";

TEST(ApiLimits, ACredentialHasItsBurstAndThenWaits) {
  testing::Bench bench;
  for (int i = 0; i < 120; ++i) ASSERT_EQ(bench.ask("POST", kPath, kBody).status, 200) << i;

  const auto refused = bench.ask("POST", kPath, kBody);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.headers.value("Retry-After"), "1");
  EXPECT_EQ(refused.headers.value("RateLimit-Policy"), "\"standard\";q=600;w=60");
  EXPECT_EQ(bench
                .ask("POST", kPath, kBody,
                     {{"Authorization", "Bearer all-of-both"}, {"X-Account-Id", "gym"}})
                .status,
            200);
  bench.clock.at += Millis(100);
  EXPECT_EQ(bench.ask("POST", kPath, kBody).status, 200);
}

TEST(ApiLimits, GuessingKeysIsLimitedByAddress) {
  testing::Bench bench;
  int refused = 0;
  for (int i = 0; i < 200; ++i) {
    const std::string key = "Bearer guess" + std::to_string(i);
    refused += bench.ask("POST", kPath, kBody, {{"Authorization", key}}).status == 429;
  }
  EXPECT_EQ(refused, 80);
}

TEST(ApiLimits, AnswersTellWhatIsLeft) {
  testing::Bench bench;
  EXPECT_EQ(bench.ask("POST", kPath, kBody).headers.value("RateLimit"), "\"standard\";r=119;t=1");
}

}  // namespace
}  // namespace gv::api
