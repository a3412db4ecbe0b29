#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/access/audit.h"
#include "app/execute/ad_change_jobs.h"
#include "app/execute/execution_ports.h"
#include "app/ports/ad_platform.h"
#include "app/ports/job_handler.h"
#include "base/result.h"

namespace gv::app {

/// The queue of jobs that pause what spends.
inline constexpr std::string_view kStopQueue = "emergency-stop";

struct StopRequest {
  HoldScope scope{HoldScope::Account};  ///< Account or Platform; with `pause_ads` nothing else
  std::optional<std::string> target{};  ///< the platform of Platform
  std::string reason;
  bool pause_ads{false};
  std::string key{};  ///< the same key is the same stop while it is in force; empty: of account,
                      ///< scope and second
};

struct StopReport {
  Hold hold;
  /// Sent, or about to be, when the hold came into force; everything else stays.
  std::vector<AdChange> in_flight;
  std::int64_t cancelled{0};  ///< increases and creates that waited
};

/// Stops an account. A hold is in force when `engage` returns: from then on no change starts but
/// the stop's own pauses. With `pause_ads` a job pauses every spending campaign, as changes of the
/// plan that has the hold's id; what those changed is what `resume` brings back, at the budgets it
/// had. Repeating any of it does no harm. Thread-safe; what it is built with outlives it.
class EmergencyStop final : public JobHandler {
 public:
  EmergencyStop(const ExecutionPorts& ports, AdPlatforms& platforms, AdChangeJobs& jobs)
      : ports_(ports), platforms_(platforms), jobs_(jobs) {}

  /// Errors: InvalidInput: no reason, or a target that the scope lacks.
  Result<StopReport> engage(const AccountScope& scope, const StopRequest& request,
                            const Actor& actor);
  /// Lets changes go again; what was paused stays so. Errors: NotFound when it is not in force.
  Result<Hold> clear(const AccountScope& scope, const std::string& id, const Actor& actor);
  /// Clears the hold and activates what the stop itself paused; the changes that do. Errors: as
  /// `clear`; InvalidInput without a reason.
  Result<std::vector<AdChange>> resume(const AccountScope& scope, const std::string& id,
                                       const std::string& reason, const Actor& actor);
  /// Holds, newest first.
  Result<std::vector<Hold>> holds(const AccountScope& scope, int limit);

  [[nodiscard]] std::string_view queue() const override { return kStopQueue; }
  Result<JobEffects> work(const AccountScope& scope, const Job& job,
                          const JobPulse& pulse) override;

 private:
  Result<std::string> free_id(Transaction& transaction, const std::string& name);
  Result<void> tell_unpaused(Transaction& transaction, const Hold& hold, std::string_view platform,
                             const Error& error);
  Result<std::vector<AdChange>> pauses_on(const AccountScope& scope, const Hold& hold,
                                          std::string_view platform);

  const ExecutionPorts ports_;
  AdPlatforms& platforms_;
  AdChangeJobs& jobs_;
};

}  // namespace gv::app
