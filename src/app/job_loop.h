#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "app/run_jobs.h"
#include "base/error.h"
#include "base/time.h"

namespace gv::app {

/// Calls a runner's `step` on a thread of its own for as long as it lives. Its end stops claiming,
/// finishes the job at hand and gives the others back.
class JobLoop {
 public:
  /// Told of what kept a step from running, at most once every `idle`. On the loop's thread.
  using OnTrouble = std::function<void(const Error&)>;

  /// `idle`: how long to rest when nothing was to do. The runner outlives the loop.
  JobLoop(JobRunner& runner, Millis idle, OnTrouble on_trouble);
  JobLoop(const JobLoop&) = delete;
  JobLoop& operator=(const JobLoop&) = delete;

  /// Begins the end without waiting for it, so that the job at hand may be broken off. From any
  /// thread.
  void request_stop() { thread_.request_stop(); }
  /// There is work: do not wait for the end of the rest. From any thread.
  void wake();

 private:
  void run(const std::stop_token& stop);
  void rest(const std::stop_token& stop);

  JobRunner& runner_;
  const Millis idle_;
  const OnTrouble on_trouble_;
  std::mutex mutex_;
  std::condition_variable_any woken_;
  bool awake_{false};
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace gv::app
