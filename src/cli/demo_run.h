#pragma once

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

/// A clock that stands where it is put. Thread-safe.
class DemoClock final : public Clock {
 public:
  explicit DemoClock(TimePoint start) : now_(start) {}
  [[nodiscard]] TimePoint now() const override { return now_.load(); }
  void set(TimePoint now) { now_ = now; }

 private:
  std::atomic<TimePoint> now_;
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

  /// `told` hears of each day that is over. Errors: those of the parts; Cancelled.
  Result<void> play(int days, const std::stop_token& stop, const std::function<void(int)>& told);

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
