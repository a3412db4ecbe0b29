#pragma once

#include <condition_variable>
#include <csignal>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace gv::cli {

/// Turns Ctrl-C, a request to end and a terminal that closes into a stop request, from its making
/// to its end; the program then decides what it keeps. Under `nohup` a terminal may close. A second
/// Ctrl-C ends the program at once. One at a time, made before
/// any other thread.
class Interrupt {
 public:
  /// What a terminal that closes, or `kill -HUP`, is.
  enum class Hangup { Ends, Tells };

  explicit Interrupt(Hangup hangup = Hangup::Ends);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
  [[nodiscard]] bool requested() const { return source_.stop_requested(); }
  /// Until it is requested. Where a hangup only tells, each calls `on_hangup` here; several that
  /// come while it runs are one.
  void wait(const std::function<void()>& on_hangup = {}) const;

 private:
  void take(int signal);

  const Hangup hangup_;
  sigset_t watched_;
  mutable std::mutex mutex_;
  mutable std::condition_variable_any changed_;
  mutable bool hung_up_{false};  ///< and not told of yet
  std::stop_source source_;
  std::jthread watcher_;
};

}  // namespace gv::cli
