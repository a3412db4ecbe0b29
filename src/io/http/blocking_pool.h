#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gv::http {

/// Threads for work that may block, with a bounded queue in front. Thread-safe.
class BlockingPool {
 public:
  BlockingPool(std::size_t threads, std::size_t waiting_max);
  /// Runs what was accepted, then ends.
  ~BlockingPool();
  BlockingPool(const BlockingPool&) = delete;
  BlockingPool& operator=(const BlockingPool&) = delete;

  /// False when too much is waiting already; then `work` is not run. `work` does not throw.
  [[nodiscard]] bool post(std::function<void()> work);
  /// Whether work waits for a thread.
  [[nodiscard]] bool is_busy() const;

 private:
  void run(const std::stop_token& stop);

  const std::size_t waiting_max_;
  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<std::function<void()>> waiting_;
  std::vector<std::jthread> threads_;  // last: they end before what they use
};

}  // namespace gv::http
