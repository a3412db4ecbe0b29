#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace gv::cli {

/// Turns Ctrl-C, a request to end and a terminal that closes into a stop request, from its making
/// to its end; the program then decides what it keeps. Under `nohup` a terminal may close. A second
/// Ctrl-C ends the program at once. One at a time, made before
/// any other thread.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
  [[nodiscard]] bool requested() const { return source_.stop_requested(); }
  /// Until it is requested.
  void wait() const;

 private:
  sigset_t watched_;
  std::stop_source source_;
  std::jthread watcher_;
};

}  // namespace gv::cli
