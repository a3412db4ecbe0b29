#include "app/ports/retry_delay.h"

#include <vector>

#include <gtest/gtest.h>

namespace gv::app {
namespace {

TEST(RetryDelay, DoublesUpToTheLargest) {
  std::vector<std::int64_t> seconds;
  for (int retry = 1; retry <= 11; ++retry) {
    // Luck 0 is the shortest: half of the plain delay.
    const auto half = retry_delay(Millis{5'000}, Millis{3'600'000}, retry, 0.0);
    seconds.push_back(2 * half.count() / 1'000);
  }

  EXPECT_EQ(seconds,
            (std::vector<std::int64_t>{5, 10, 20, 40, 80, 160, 320, 640, 1'280, 2'560, 3'600}));
}

TEST(RetryDelay, LuckSpreadsItOverTheUpperHalf) {
  EXPECT_EQ(retry_delay(Millis{1'000}, Millis{60'000}, 1, 0.0), Millis{500});
  EXPECT_EQ(retry_delay(Millis{1'000}, Millis{60'000}, 1, 0.5), Millis{750});
  EXPECT_EQ(retry_delay(Millis{1'000}, Millis{60'000}, 1'000, 0.5), Millis{45'000});
}

}  // namespace
}  // namespace gv::app
