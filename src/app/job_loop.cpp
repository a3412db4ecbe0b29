#include "app/job_loop.h"

#include <utility>

namespace gv::app {

JobLoop::JobLoop(JobRunner& runner, Millis idle, OnTrouble on_trouble)
    : runner_(runner),
      idle_(idle),
      on_trouble_(std::move(on_trouble)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void JobLoop::wake() {
  {
    const std::scoped_lock lock(mutex_);
    awake_ = true;
  }
  woken_.notify_one();
}

void JobLoop::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const auto done = runner_.step(stop);
    if (!done) on_trouble_(done.error());
    if (!done || done->all() == 0) rest(stop);
  }
}

void JobLoop::rest(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  woken_.wait_for(lock, stop, idle_, [this] { return awake_; });
  awake_ = false;
}

}  // namespace gv::app
