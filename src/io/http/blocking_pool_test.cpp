#include "io/http/blocking_pool.h"

#include <latch>

#include <gtest/gtest.h>

namespace gv::http {
namespace {

TEST(BlockingPool, IsBusyWhileWorkWaitsForAThread) {
  std::latch may_end(1);
  std::latch ended(2);
  const auto work = [&] {
    may_end.wait();
    ended.count_down();
  };
  BlockingPool pool(1, 10);
  EXPECT_FALSE(pool.is_busy());

  ASSERT_TRUE(pool.post(work));
  ASSERT_TRUE(pool.post(work));

  EXPECT_TRUE(pool.is_busy());
  may_end.count_down();
  ended.wait();
  EXPECT_FALSE(pool.is_busy());
}

TEST(BlockingPool, RefusesMoreThanMayWait) {
  std::latch may_end(1);
  std::latch begun(1);
  BlockingPool pool(1, 1);
  ASSERT_TRUE(pool.post([&] {
    begun.count_down();
    may_end.wait();
  }));
  begun.wait();

  EXPECT_TRUE(pool.post([] {}));
  EXPECT_FALSE(pool.post([] {}));
  may_end.count_down();
}

}  // namespace
}  // namespace gv::http
