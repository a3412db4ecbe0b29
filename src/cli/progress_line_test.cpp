#include "cli/progress_line.h"

#include <gtest/gtest.h>

namespace gv::cli {
namespace {

TEST(TimeLeft, IsSilentUntilThereIsSomethingToGoBy) {
  EXPECT_EQ(time_left(0.01, 10.0), "");
  EXPECT_EQ(time_left(0.5, 1.0), "");
}

TEST(TimeLeft, ExtendsTheRateSoFar) {
  EXPECT_EQ(time_left(0.5, 6.0), "6 s left");
  EXPECT_EQ(time_left(0.1, 20.0), "3 min left");
}

}  // namespace
}  // namespace gv::cli
