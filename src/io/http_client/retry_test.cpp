#include "io/http_client/retry.h"

#include <deque>

#include <gtest/gtest.h>

namespace gv::http_client {
namespace {

class FixedClock : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override { return TimePoint(Millis(784'111'777'000)); }
};

class RetryTest : public ::testing::Test {
 protected:
  Result<Response> run(const Request& request, std::deque<Result<Response>> answers) {
    const Send send = [&](const Request&) {
      ++sent_;
      auto answer = answers.front();
      answers.pop_front();
      return answer;
    };
    const Wait wait = [this](Millis pause) { pauses_.push_back(pause.count()); };
    return send_with_retries(send, request, wait, rng_, clock_, {.jitter = 0.0});
  }
  FixedClock clock_;
  Rng rng_{1, 1};
  int sent_{0};
  std::vector<std::int64_t> pauses_;
};

Response status(int code, Headers headers = {}) {
  return {.status = code, .headers = std::move(headers)};
}

TEST_F(RetryTest, WaitsTwiceAsLongEachTime) {
  const auto result =
      run({}, {status(503), fail(ErrorCode::TimedOut, "a", "b"), status(429), status(200)});
  EXPECT_EQ(result->status, 200);
  EXPECT_EQ(pauses_, (std::vector<std::int64_t>{500, 1000, 2000}));
}

TEST_F(RetryTest, TheServersWordWins) {
  (void)run({}, {status(429, {{"retry-after", "7"}}),
                 status(503, {{"retry-after", "Sun, 06 Nov 1994 08:49:40 GMT"}}), status(200)});
  EXPECT_EQ(pauses_, (std::vector<std::int64_t>{7000, 3000}));
  EXPECT_EQ(run({}, {status(429, {{"retry-after", "301"}})})->status, 429);
}

TEST_F(RetryTest, WhatMustNotHappenTwiceIsNotRepeated) {
  EXPECT_FALSE(run({.method = "POST"}, {fail(ErrorCode::TimedOut, "a", "b")}));
  EXPECT_EQ(run({.method = "POST"}, {status(500)})->status, 500);
  EXPECT_EQ(sent_, 2);
  EXPECT_EQ(run({.method = "POST"}, {status(429), status(200)})->status, 200);
  EXPECT_EQ(run({.method = "POST"}, {fail(ErrorCode::NotAvailable, "a", "b"), status(200)})->status,
            200);
  EXPECT_EQ(run({.method = "POST", .repeatable = true}, {status(500), status(200)})->status, 200);
}

TEST_F(RetryTest, GivesUpAfterItsRetriesAndNeverOnAnAnswer) {
  EXPECT_EQ(run({}, {status(500), status(500), status(500), status(502)})->status, 502);
  EXPECT_EQ(sent_, 4);
  EXPECT_EQ(run({}, {status(404)})->status, 404);
}

TEST(RetryAfter, IsSecondsOrADate) {
  const TimePoint now = FixedClock().now();
  EXPECT_EQ(retry_after("120", now), Millis{120'000});
  EXPECT_EQ(retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now), Millis{0});
  EXPECT_EQ(retry_after("Sun, 06 Nov 1994 08:00:00 GMT", now), Millis{0});
  EXPECT_EQ(retry_after("99999999999", now), Millis{86'400'000});
  EXPECT_FALSE(retry_after("-1", now));
  EXPECT_FALSE(retry_after("soon", now));
}

TEST(Backoff, JitterIsAQuarter) {
  Rng rng(1, 1);
  for (int i = 0; i < 1000; ++i) {
    const auto pause = backoff(2, rng, {});
    EXPECT_GE(pause, Millis{1500});
    EXPECT_LE(pause, Millis{2500});
  }
  EXPECT_LE(backoff(40, rng, {}), Millis{10'000});
}

TEST(CircuitBreaker, OpensForAMinuteAfterFiveFailures) {
  CircuitBreaker breaker;
  const TimePoint start = FixedClock().now();
  for (int i = 0; i < 4; ++i) breaker.record(false, start);
  EXPECT_TRUE(breaker.allows(start));
  breaker.record(true, start);
  for (int i = 0; i < 5; ++i) breaker.record(false, start);
  EXPECT_FALSE(breaker.allows(start + Millis{59'999}));
  EXPECT_TRUE(breaker.allows(start + Millis{60'000}));
  breaker.record(false, start + Millis{60'000});  // the trial failed
  EXPECT_FALSE(breaker.allows(start + Millis{60'001}));
  breaker.record(true, start + Millis{120'000});
  EXPECT_TRUE(breaker.allows(start + Millis{120'001}));
}

TEST(RateLimiter, NoSpanHoldsMoreThanItsCount) {
  RateLimiter limiter(100, Millis{10'000});
  TimePoint now = FixedClock().now();
  std::vector<TimePoint> sent;
  for (int i = 0; i < 350; ++i) {
    now += Millis{i % 7};
    now += limiter.take(now);
    sent.push_back(now);
  }
  for (std::size_t i = 100; i < sent.size(); ++i) {
    EXPECT_GE(sent[i] - sent[i - 100], Millis{10'000}) << i;
  }
  EXPECT_EQ(sent[99], sent[0] + Millis{295});  // the first hundred did not wait
}

}  // namespace
}  // namespace gv::http_client
