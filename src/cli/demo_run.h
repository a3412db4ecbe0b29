#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "cli/demo_account.h"
#include "cli/demo_market.h"
#include "cli/serving.h"

namespace gv::cli {

/// A clock that stands where it is put, until it runs. Thread-safe.
class DemoClock final : public Clock {
 public:
  explicit DemoClock(TimePoint start) : now_(start) {}
  [[nodiscard]] TimePoint now() const override {
    if (!runs_) return now_.load();
    return now_.load() + std::chrono::floor<Millis>(std::chrono::steady_clock::now() - since_);
  }
  void set(TimePoint now) { now_ = now; }
  /// From now on as fast as the world's. Once.
  void run() {
    since_ = std::chrono::steady_clock::now();
    runs_ = true;
  }

 private:
  std::atomic<TimePoint> now_;
  std::chrono::steady_clock::time_point since_{};
  std::atomic<bool> runs_{false};
};

/// Plays days of an account: every six hours the market moves on, its deals are told, the platform
/// is looked at, a run decides and the executor acts. Jobs are done on this thread, in the order of
/// their times, so that the same seed decides the same.
class DemoRun {
 public:
  DemoRun(DemoMarket& market, DemoAccount& account, Serving& serving, DemoClock& clock,
          std::int64_t total_minor)
      : market_(market),
        account_(account),
        serving_(serving),
        clock_(clock),
        total_minor_(total_minor) {}

  /// `told` hears of each day that is over, from 1 on. Errors: those of the parts and of `told`;
  /// Cancelled.
  Result<void> play(int days, const std::stop_token& stop,
                    const std::function<Result<void>(int)>& told);

 private:
  Result<void> cycle(TimePoint until);
  Result<void> move_to(TimePoint at);
  /// Jobs that are due before `until`, each at its time.
  Result<void> work_until(TimePoint until);

  DemoMarket& market_;
  DemoAccount& account_;
  Serving& serving_;
  DemoClock& clock_;
  std::int64_t total_minor_;
  std::uint64_t cycles_{0};
};

}  // namespace gv::cli
