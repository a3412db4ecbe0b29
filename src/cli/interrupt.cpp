#include "cli/interrupt.h"

#include <csignal>
#include <cstdlib>
#include <ctime>

#include <pthread.h>

namespace gv::cli {
namespace {

sigset_t watched(Interrupt::Hangup hangup) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  // One that is ignored, as under `nohup`, would come all the same once it is blocked.
  struct sigaction before {};
  sigaction(SIGHUP, nullptr, &before);
  if (hangup == Interrupt::Hangup::Tells || before.sa_handler != SIG_IGN) {
    sigaddset(&signals, SIGHUP);
  }
  return signals;
}

}  // namespace

Interrupt::Interrupt(Hangup hangup) : hangup_(hangup), watched_(watched(hangup)) {
  // Blocked everywhere, so that the watcher alone takes them; threads made later inherit that.
  pthread_sigmask(SIG_BLOCK, &watched_, nullptr);
  watcher_ = std::jthread([this](const std::stop_token& done) {
    const timespec pause{.tv_sec = 0, .tv_nsec = 50'000'000};
    while (!done.stop_requested()) {
      const int signal = sigtimedwait(&watched_, nullptr, &pause);
      if (signal > 0) take(signal);
    }
  });
}

void Interrupt::take(int signal) {
  constexpr int kInterruptedTwice = 130;
  if (signal == SIGHUP && hangup_ == Hangup::Tells) {
    const std::lock_guard lock(mutex_);
    hung_up_ = true;
    changed_.notify_all();
  } else if (source_.stop_requested()) {
    std::_Exit(kInterruptedTwice);
  } else {
    source_.request_stop();
  }
}

void Interrupt::wait(const std::function<void()>& on_hangup) const {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, source_.get_token(), [this] { return hung_up_; })) {
    hung_up_ = false;
    lock.unlock();
    if (on_hangup) on_hangup();
    lock.lock();
  }
}

Interrupt::~Interrupt() {
  watcher_.request_stop();
  watcher_.join();
  pthread_sigmask(SIG_UNBLOCK, &watched_, nullptr);
}

}  // namespace gv::cli
