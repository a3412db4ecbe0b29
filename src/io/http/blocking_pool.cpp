#include "io/http/blocking_pool.h"

namespace gv::http {

BlockingPool::BlockingPool(std::size_t threads, std::size_t waiting_max)
    : waiting_max_(waiting_max) {
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this](const std::stop_token& stop) { run(stop); });
  }
}

BlockingPool::~BlockingPool() {
  for (auto& thread : threads_) thread.request_stop();
  threads_.clear();
}

bool BlockingPool::post(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= waiting_max_) return false;
    waiting_.push_back(std::move(work));
  }
  wake_.notify_one();
  return true;
}

bool BlockingPool::is_busy() const {
  const std::lock_guard lock(mutex_);
  return !waiting_.empty();
}

void BlockingPool::run(const std::stop_token& stop) {
  for (;;) {
    std::function<void()> work;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, stop, [this] { return !waiting_.empty(); });
      if (waiting_.empty()) return;  // stopped
      work = std::move(waiting_.front());
      waiting_.pop_front();
    }
    work();
  }
}

}  // namespace gv::http
