#include "app/assets/heartbeat.h"

#include <utility>

namespace gv::app {

Heartbeat::Heartbeat(Beat beat, Millis interval)
    : beat_(std::move(beat)),
      interval_(interval),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Heartbeat::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  for (;;) {
    ended_.wait_for(lock, stop, interval_, [] { return false; });
    if (stop.stop_requested()) return;
    if (beat_(progress_)) continue;
    stopped_.request_stop();
    return;
  }
}

}  // namespace gv::app
