#include "adapters/passwords/argon2.h"

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace gv::passwords {
namespace {

constexpr Argon2::Cost kCheap{.passes = 1, .bytes = 8u << 10};

TEST(Argon2, TakesTheRightPasswordAndNoOther) {
  Argon2 passwords(kCheap);

  const auto hash = *passwords.hash("correct horse battery");

  EXPECT_TRUE(*passwords.matches(hash, "correct horse battery"));
  EXPECT_FALSE(*passwords.matches(hash, "correct horse batterY"));
  EXPECT_FALSE(*passwords.matches("no hash at all", "correct horse battery"));
}

TEST(Argon2, SaltsEveryHash) {
  Argon2 passwords(kCheap);

  EXPECT_NE(*passwords.hash("correct horse battery"), *passwords.hash("correct horse battery"));
}

TEST(Argon2, ServesMoreThanItRunsAtOnce) {
  Argon2 passwords(kCheap);
  const auto hash = *passwords.hash("correct horse battery");
  std::atomic<int> right{0};

  std::vector<std::jthread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      const auto fits = passwords.matches(hash, "correct horse battery");
      right += fits && *fits ? 1 : 0;
    });
  }
  threads.clear();

  EXPECT_EQ(right, 16);
}

}  // namespace
}  // namespace gv::passwords
