#include "adapters/transcribe/retry.h"

#include <vector>

#include <gtest/gtest.h>

namespace gv::transcribe {
namespace {

using std::chrono::milliseconds;

struct Run {
  Result<PostAnswer> last;
  int sent{0};
  std::vector<milliseconds> pauses;
};

Run run(std::vector<Result<PostAnswer>> script) {
  Run run{.last = PostAnswer{}};
  Rng rng(7, 0);
  run.last = with_retries([&] { return script.at(static_cast<std::size_t>(run.sent++)); },
                          [&](milliseconds pause) { run.pauses.push_back(pause); }, rng);
  return run;
}

Result<PostAnswer> answer(int status) { return PostAnswer{.status = status}; }
Result<PostAnswer> trouble(ErrorCode code) { return fail(code, "host", "x"); }

TEST(Retry, WhatMayPassIsRepeatedTwice) {
  for (const int status : {408, 429, 500, 503}) {
    const auto outcome = run({answer(status), answer(status), answer(status), answer(200)});
    EXPECT_EQ(outcome.sent, 3) << status;
    EXPECT_EQ(outcome.last->status, status);
  }
  for (const auto code : {ErrorCode::NotAvailable, ErrorCode::TimedOut}) {
    EXPECT_EQ(run({trouble(code), answer(200)}).sent, 2);
  }
}

TEST(Retry, WhatIsRefusedIsNotRepeated) {
  for (const int status : {200, 301, 400, 401, 404, 413, 422}) {
    EXPECT_EQ(run({answer(status)}).sent, 1) << status;
  }
  EXPECT_EQ(run({trouble(ErrorCode::UnusableInput)}).sent, 1);
}

TEST(Retry, PausesDoubleWithinAQuarter) {
  const auto outcome = run({answer(500), answer(500), answer(200)});

  ASSERT_EQ(outcome.pauses.size(), 2u);
  EXPECT_GE(outcome.pauses[0], milliseconds(375));
  EXPECT_LE(outcome.pauses[0], milliseconds(625));
  EXPECT_GE(outcome.pauses[1], milliseconds(750));
  EXPECT_LE(outcome.pauses[1], milliseconds(1250));
}

TEST(Retry, TheServersOwnPauseWins) {
  const Result<PostAnswer> busy = PostAnswer{.status = 429, .retry_after = "7"};

  const auto outcome = run({busy, answer(200)});

  EXPECT_EQ(outcome.pauses, std::vector<milliseconds>{milliseconds(7000)});
}

TEST(Retry, APauseBeyondFiveMinutesEndsIt) {
  const Result<PostAnswer> busy = PostAnswer{.status = 429, .retry_after = "301"};

  const auto outcome = run({busy, answer(200)});

  EXPECT_EQ(outcome.sent, 1);
  EXPECT_EQ(outcome.last->status, 429);
}

TEST(Retry, AnUnreadablePauseIsNone) {
  for (const char* text : {"", "soon", "-1", "1.5", "Wed, 21 Oct 2026 07:28:00 GMT"}) {
    EXPECT_FALSE(pause_of(text)) << text;
  }
  EXPECT_EQ(pause_of("0"), milliseconds(0));
}

}  // namespace
}  // namespace gv::transcribe
