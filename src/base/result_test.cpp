#include "base/result.h"

#include <gtest/gtest.h>

#include "base/check.h"

namespace gv {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return fail(ErrorCode::InvalidInput, "number", "must be even");
  return number / 2;
}

Result<int> quarter(int number) {
  GV_TRY(const int once, half(number));
  GV_TRY(half(once));
  return half(once);
}

TEST(Result, TryHandsTheErrorToTheCaller) {
  EXPECT_EQ(*quarter(12), 3);
  EXPECT_EQ(to_string(quarter(6).error()), "number: must be even");
}

TEST(Check, ThrowsABugInEveryBuild) { EXPECT_THROW(GV_CHECK(1 + 1 == 3), Bug); }

}  // namespace
}  // namespace gv
