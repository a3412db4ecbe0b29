#include "io/http/rate_limit.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::http {
namespace {

TimePoint at(std::int64_t ms) { return TimePoint(Millis(1'700'000'000'000 + ms)); }

// Golden: 90-platform §11, 5.
TEST(RateLimiter, LetsTheBurstThroughAndThenTheRate) {
  RateLimiter limiter;
  const Rate rate{.per_minute = 600, .burst = 120};
  for (int i = 0; i < 120; ++i) EXPECT_TRUE(limiter.take("k", rate, at(0)).allowed) << i;

  const auto refused = limiter.take("k", rate, at(0));
  EXPECT_FALSE(refused.allowed);
  EXPECT_NEAR(refused.retry_after_s, 0.1, 1e-6);
  EXPECT_EQ(retry_after(refused), 1);
  EXPECT_NEAR(limiter.take("k", rate, at(50)).retry_after_s, 0.05, 1e-6);
  EXPECT_TRUE(limiter.take("k", rate, at(100)).allowed);
  EXPECT_NEAR(limiter.take("k", rate, at(100)).retry_after_s, 0.1, 1e-6);
}

TEST(RateLimiter, SaysWhatIsLeft) {
  RateLimiter limiter;
  const Rate rate{.per_minute = 60, .burst = 3};

  EXPECT_EQ(limiter.take("k", rate, at(0)).remaining, 2);
  EXPECT_EQ(limiter.take("k", rate, at(0)).remaining, 1);
  const auto last = limiter.take("k", rate, at(0));
  EXPECT_EQ(last.remaining, 0);
  EXPECT_NEAR(last.reset_s, 3.0, 1e-6);
  EXPECT_EQ(policy_text("standard", rate), "\"standard\";q=60;w=60");
  EXPECT_EQ(allowance_text("standard", last), "\"standard\";r=0;t=3");
}

TEST(RateLimiter, KeysDoNotShare) {
  RateLimiter limiter;
  const Rate rate{.per_minute = 60, .burst = 1};
  EXPECT_TRUE(limiter.take("a", rate, at(0)).allowed);
  EXPECT_TRUE(limiter.take("b", rate, at(0)).allowed);
  EXPECT_FALSE(limiter.take("a", rate, at(0)).allowed);
}

TEST(RateLimiter, AClockThatGoesBackGivesNothingAway) {
  RateLimiter limiter;
  const Rate rate{.per_minute = 60, .burst = 1};
  EXPECT_TRUE(limiter.take("a", rate, at(0)).allowed);
  EXPECT_FALSE(limiter.take("a", rate, at(-3'600'000)).allowed);
  EXPECT_TRUE(limiter.take("a", rate, at(1'000)).allowed);
}

TEST(RateLimiter, ForgetsWhoHasBeenQuiet) {
  RateLimiter limiter(5'000);
  const Rate rate{.per_minute = 60, .burst = 1};
  for (int i = 0; i < 20'000; ++i) {
    EXPECT_TRUE(limiter.take(std::to_string(i), rate, at(10 * i)).allowed);
  }
  EXPECT_LE(limiter.keys(), 2'048u);
}

TEST(RateLimiter, RefusesNewKeysWhenThereAreTooManyAtOnce) {
  RateLimiter limiter(2'000);
  const Rate rate{.per_minute = 60, .burst = 1};
  int allowed = 0;
  for (int i = 0; i < 3'000; ++i) allowed += limiter.take(std::to_string(i), rate, at(0)).allowed;
  EXPECT_EQ(allowed, 2'000);
}

// In any window of w seconds at most burst + rate w requests pass.
RC_GTEST_PROP(RateLimiterProperty, NoWindowHoldsMoreThanItsShare, ()) {
  const Rate rate{.per_minute = *rc::gen::inRange(1, 6'000) * 1.0,
                  .burst = *rc::gen::inRange(1, 50) * 1.0};
  const auto gaps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 200));
  RateLimiter limiter;
  std::vector<std::int64_t> passed;
  std::int64_t now = 0;
  for (const int gap : gaps) {
    now += gap;
    if (limiter.take("k", rate, at(now)).allowed) passed.push_back(now);
  }
  for (std::size_t i = 0; i < passed.size(); ++i) {
    for (std::size_t j = i; j < passed.size(); ++j) {
      const double window_s = static_cast<double>(passed[j] - passed[i]) / 1e3;
      RC_ASSERT(static_cast<double>(j - i + 1) <=
                rate.burst + rate.per_minute / 60.0 * window_s + 1e-3);
    }
  }
}

}  // namespace
}  // namespace gv::http
