#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/execute/ad_change_jobs.h"
#include "app/execute/execution_ports.h"
#include "base/result.h"

namespace gv::app {

/// How much of its limits an account has used on one platform.
struct PlatformGauge {
  std::string platform;
  int hour_used{0};
  int day_used{0};
  TimePoint increase_at{};  ///< when the next increase may go; now: at once
  std::optional<TimePoint> breaker_open_until{};
  std::optional<double> quota_percent{};  ///< as the platform last said to this process
};

/// Where the executor stands with an account.
struct ExecutionState {
  ExecutionSettings settings{};
  std::map<ChangeState, std::int64_t> changes{};
  std::vector<Hold> holds{};  ///< in force
  std::vector<PlatformGauge> platforms{};
};

class ExecutionView {
 public:
  ExecutionView(const ExecutionPorts& ports, const AdChangeJobs& jobs)
      : ports_(ports), jobs_(jobs) {}
  /// Errors: NotFound without settings; those of the store.
  Result<ExecutionState> state(const AccountScope& scope);

 private:
  Result<PlatformGauge> gauge(Transaction& transaction, const std::string& platform,
                              const ExecutionSettings& settings);

  const ExecutionPorts ports_;
  const AdChangeJobs& jobs_;
};

}  // namespace gv::app
