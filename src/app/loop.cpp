#include "app/loop.h"

#include <utility>

namespace gv::app {

Loop::Loop(Step step, Millis idle, OnTrouble on_trouble)
    : step_(std::move(step)),
      idle_(idle),
      on_trouble_(std::move(on_trouble)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Loop::wake() {
  {
    const std::scoped_lock lock(mutex_);
    awake_ = true;
  }
  woken_.notify_one();
}

void Loop::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const auto more = step_(stop);
    if (!more) on_trouble_(more.error());
    if (!more || !*more) rest(stop);
  }
}

void Loop::rest(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  woken_.wait_for(lock, stop, idle_, [this] { return awake_; });
  awake_ = false;
}

}  // namespace gv::app
