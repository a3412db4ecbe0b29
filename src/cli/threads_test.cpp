#include "cli/threads.h"

#include <atomic>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::cli {
namespace {

TEST(Threads, AnExceptionOfAThreadReachesTheCaller) {
  const auto parallel = parallel_on(4);

  EXPECT_THROW(parallel(100,
                        [](std::size_t begin, std::size_t) {
                          if (begin > 50) throw std::runtime_error("no");
                        }),
               std::runtime_error);
}

TEST(Threads, NothingToDoRunsNothing) {
  parallel_on(4)(0, [](std::size_t, std::size_t) { FAIL(); });
}

// Every index once, whatever the count and the number of threads.
RC_GTEST_PROP(ThreadsProperty, EveryIndexIsVisitedOnce, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(0, 500);
  const auto threads = *rc::gen::inRange(1, 5);
  std::vector<std::atomic<int>> visits(count);

  parallel_on(threads)(count, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) ++visits[i];
  });

  for (const auto& visit : visits) RC_ASSERT(visit.load() == 1);
}

}  // namespace
}  // namespace gv::cli
