#pragma once

#include <string>

#include "app/execute/change_schedule.h"
#include "app/execute/execution_ports.h"
#include "app/execute/send_changes.h"
#include "app/execute/verify_changes.h"
#include "app/ports/job_handler.h"

namespace gv::app {

/// Acts on an account's changes: reads back what was sent, sends what is due, and plans the next
/// look for when something will be due. One job of an account runs at a time, but nothing depends
/// on that.
class AdChangeJobs final : public JobHandler {
 public:
  /// What is passed outlives it. `worker`: the name in leases, another one for each process.
  AdChangeJobs(const ExecutionPorts& ports, AdPlatforms& platforms, const std::string& worker)
      : ports_(ports),
        verify_(ports_, platforms, mood_, worker),
        send_(ports_, platforms, mood_, worker) {}

  [[nodiscard]] std::string_view queue() const override { return kChangeQueue; }
  Result<JobEffects> work(const AccountScope& scope, const Job& job,
                          const JobPulse& pulse) override;

  /// Rounds until nothing is due; how many changes were taken up.
  Result<int> run(const AccountScope& scope, const JobPulse& pulse);

  [[nodiscard]] const PlatformMood& mood() const { return mood_; }

 private:
  const ExecutionPorts ports_;
  PlatformMood mood_{};
  VerifyChanges verify_;
  SendChanges send_;
};

}  // namespace gv::app
