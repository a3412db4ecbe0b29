#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "base/error.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// Calls a step on a thread of its own for as long as it lives, and rests when there was nothing to
/// do. Its end waits for the step at hand.
class Loop {
 public:
  /// True when there may be more to do at once. May look at the token to break off early.
  using Step = std::function<Result<bool>(const std::stop_token&)>;
  /// Told of what kept a step from running, at most once every `idle`. On the loop's thread.
  using OnTrouble = std::function<void(const Error&)>;

  /// `idle`: how long to rest. What the step uses outlives the loop.
  Loop(Step step, Millis idle, OnTrouble on_trouble);
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Begins the end without waiting for it, so that the step at hand may be broken off. From any
  /// thread.
  void request_stop() { thread_.request_stop(); }
  /// There is work: do not wait for the end of the rest. From any thread.
  void wake();

 private:
  void run(const std::stop_token& stop);
  void rest(const std::stop_token& stop);

  const Step step_;
  const Millis idle_;
  const OnTrouble on_trouble_;
  std::mutex mutex_;
  std::condition_variable_any woken_;
  bool awake_{false};
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace gv::app
