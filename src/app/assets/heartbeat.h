#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// Calls `beat` on a thread of its own, every `interval` for as long as it lives: work that takes
/// minutes in one piece so keeps its lease and tells how far it is.
class Heartbeat {
 public:
  /// `beat` is told the progress of last time; its error ends the beating and requests `stopped`.
  using Beat = std::function<Result<void>(double progress)>;

  Heartbeat(Beat beat, Millis interval);
  Heartbeat(const Heartbeat&) = delete;
  Heartbeat& operator=(const Heartbeat&) = delete;

  /// How far the work is, in [0, 1]. From any thread.
  void tell(double progress) { progress_ = progress; }
  void stop() { stopped_.request_stop(); }
  [[nodiscard]] std::stop_token stopped() const { return stopped_.get_token(); }

 private:
  void run(const std::stop_token& stop);

  const Beat beat_;
  const Millis interval_;
  std::atomic<double> progress_{0.0};
  std::stop_source stopped_;
  std::mutex mutex_;
  std::condition_variable_any ended_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace gv::app
