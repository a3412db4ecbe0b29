#include "cli/interrupt.h"

#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <mutex>

#include <pthread.h>

namespace gv::cli {
namespace {

sigset_t watched() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  // One that is ignored, as under `nohup`, would come all the same once it is blocked.
  struct sigaction hangup {};
  sigaction(SIGHUP, nullptr, &hangup);
  if (hangup.sa_handler != SIG_IGN) sigaddset(&signals, SIGHUP);
  return signals;
}

}  // namespace

Interrupt::Interrupt() : watched_(watched()) {
  // Blocked everywhere, so that the watcher alone takes them; threads made later inherit that.
  pthread_sigmask(SIG_BLOCK, &watched_, nullptr);
  watcher_ = std::jthread([this](const std::stop_token& done) {
    const timespec pause{.tv_sec = 0, .tv_nsec = 50'000'000};
    while (!done.stop_requested()) {
      if (sigtimedwait(&watched_, nullptr, &pause) < 0) continue;
      constexpr int kInterruptedTwice = 130;
      if (source_.stop_requested()) std::_Exit(kInterruptedTwice);
      source_.request_stop();
    }
  });
}

void Interrupt::wait() const {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any stopped;
  stopped.wait(lock, source_.get_token(), [] { return false; });
}

Interrupt::~Interrupt() {
  watcher_.request_stop();
  watcher_.join();
  pthread_sigmask(SIG_UNBLOCK, &watched_, nullptr);
}

}  // namespace gv::cli
