#include "cli/threads.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace gv::cli {
namespace {

using Body = std::function<void(std::size_t, std::size_t)>;

constexpr std::size_t kRangesPerThread = 8;  // evens out ranges of unequal cost

/// What the threads of one call share.
struct Work {
  std::size_t count;
  std::size_t step;
  const Body& body;
  std::atomic<std::size_t> next{0};
  std::mutex mutex{};
  std::exception_ptr failure{};  ///< guarded by `mutex`

  void run() {
    for (;;) {
      const std::size_t begin = next.fetch_add(step);
      if (begin >= count) return;
      try {
        body(begin, std::min(count, begin + step));
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!failure) failure = std::current_exception();
        next.store(count);
      }
    }
  }
};

}  // namespace

ParallelFor parallel_on(int threads) {
  if (threads <= 1) return run_serially;
  return [threads](std::size_t count, const Body& body) {
    const auto wanted = std::min(static_cast<std::size_t>(threads), count);
    if (wanted <= 1) return run_serially(count, body);
    Work work{.count = count,
              .step = std::max<std::size_t>(1, count / (wanted * kRangesPerThread)),
              .body = body};
    {
      std::vector<std::jthread> others;
      for (std::size_t i = 1; i < wanted; ++i) others.emplace_back([&work] { work.run(); });
      work.run();
    }
    if (work.failure) std::rethrow_exception(work.failure);
  };
}

int threads_default() {
  return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 64U));
}

}  // namespace gv::cli
