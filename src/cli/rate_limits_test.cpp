#include "cli/rate_limits.h"

#include <gtest/gtest.h>

namespace gv::cli {
namespace {

TEST(RateLimits, ChangesTheClassesThatAreNamed) {
  const auto limits = rate_limits_of({"webhook=60000", "login=10:2"});
  ASSERT_TRUE(limits);
  EXPECT_EQ(limits->webhook.per_minute, 60'000.0);
  EXPECT_EQ(limits->webhook.burst, 12'000.0);
  EXPECT_EQ(limits->login.per_minute, 10.0);
  EXPECT_EQ(limits->login.burst, 2.0);
  EXPECT_EQ(limits->standard.per_minute, api::RateLimits{}.standard.per_minute);
}

TEST(RateLimits, SaysWhatItCannotTake) {
  for (const auto* text : {"webhook", "hubspot=5", "webhook=0", "webhook=x", "webhook=5:0", "="}) {
    EXPECT_EQ(rate_limits_of({text}).error().where, "--rate-limit") << text;
  }
}

}  // namespace
}  // namespace gv::cli
