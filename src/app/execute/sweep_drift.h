#pragma once

#include <string_view>
#include <vector>

#include "app/execute/change_facts.h"
#include "app/execute/execution_ports.h"
#include "app/execute/platform_mood.h"
#include "app/ports/job_handler.h"

namespace gv::app {

inline constexpr std::string_view kDriftQueue = "drift-sweep";

/// Compares what our last completed change made of a field, in the last 90 days, with what the
/// platform has. Tells of every difference once for each value that is found: as the event
/// "alert.drift", and in the history of the change as a conflict for the reason "drift". Repairs
/// nothing: it may be what a person wants, and a person decides. Fields that a change is under way
/// for are left out, and so is a platform without a connection.
class SweepDrift final : public JobHandler {
 public:
  /// What is passed outlives it.
  SweepDrift(const ExecutionPorts& ports, AdPlatforms& platforms)
      : ports_(ports), platforms_(platforms) {}

  [[nodiscard]] std::string_view queue() const override { return kDriftQueue; }
  /// The output counts the fields looked at and what was told anew. Errors: ProviderFailed where
  /// the platform does not answer; those of the store.
  Result<JobEffects> work(const AccountScope& scope, const Job& job,
                          const JobPulse& pulse) override;

 private:
  /// The fields to look at, the newest change of each.
  Result<std::vector<AdChange>> settled(Transaction& transaction);
  Result<void> look(const AccountScope& scope, const std::string& platform,
                    std::vector<ClaimedChange>& changes);
  Result<std::optional<std::string>> tell(Transaction& transaction,
                                          const std::vector<ClaimedChange>& looked);
  /// False when it was told before.
  Result<bool> tell(Transaction& transaction, const ClaimedChange& drifted);

  const ExecutionPorts ports_;
  AdPlatforms& platforms_;
  PlatformMood mood_{};
};

}  // namespace gv::app
