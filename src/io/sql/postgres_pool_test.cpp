#include "io/sql/postgres_pool.h"

#include <barrier>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gv::sql {
namespace {

constexpr int kThreads = 16;

TEST(PostgresPool, ManyWhoFailAtOnceAreOneFailedAttempt) {
  const std::string nobody = "postgresql://127.0.0.1:1/none";
  PostgresPool pool({.url = nobody, .connections_max = kThreads}, nobody, {});
  std::barrier together(kThreads);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      together.arrive_and_wait();
      EXPECT_FALSE(pool.take());
    });
  }
  for (auto& thread : threads) thread.join();

  // Where the threads come one after another, a second attempt may lie between them.
  const std::string said = to_string(pool.take().error());
  EXPECT_THAT(said, ::testing::ContainsRegex("at most [124]00 ms|refused"));
}

}  // namespace
}  // namespace gv::sql
