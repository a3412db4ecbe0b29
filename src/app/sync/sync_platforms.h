#pragma once

#include <string_view>

#include "app/access/secrets.h"
#include "app/ports/connections.h"
#include "app/ports/job_handler.h"
#include "app/ports/settings_source.h"
#include "app/sync/take_snapshot.h"

namespace gv::app {

inline constexpr std::string_view kSyncQueue = "platform-sync";

/// Plans looks at an account's ad platforms, one an hour.
class SyncSchedule {
 public:
  SyncSchedule(JobQueue& jobs, RandomBytes random) : jobs_(jobs), random_(std::move(random)) {}

  /// One at once; its id. Nothing while one that was asked for so has not ended.
  Result<std::optional<std::string>> now(Transaction& transaction);
  /// The next one, at the next full hour, unless it is planned.
  Result<void> next(Transaction& transaction);

 private:
  JobQueue& jobs_;
  RandomBytes random_;
};

/// Looks at every ad account that an account is connected to and takes in what it sees; then plans
/// the next look while there is a connection. Re-reads the last seven days, which platforms still
/// restate, and once a day the last 28. A look that fails does not keep others from being taken in,
/// and is repeated as jobs are; its connection tells of the failure, and of credentials that no
/// longer work as "refused".
class SyncPlatforms final : public JobHandler {
 public:
  /// What is passed by reference outlives it.
  SyncPlatforms(Store& store, Connections& connections, ReportSources& sources,
                const SettingsSource& settings, SyncSchedule& schedule, SnapshotPorts ports,
                const Clock& clock)
      : store_(store),
        connections_(connections),
        sources_(sources),
        settings_(settings),
        schedule_(schedule),
        ports_(ports),
        clock_(clock) {}

  [[nodiscard]] std::string_view queue() const override { return kSyncQueue; }
  Result<JobEffects> work(const AccountScope& scope, const Job& job,
                          const JobPulse& pulse) override;

 private:
  Result<PlatformSnapshot> look(const AccountScope& scope, const ReportingConnection& connection,
                                const JobPulse& pulse);
  Result<PlatformSnapshot> ask(const AccountScope& scope, const ReportingConnection& connection,
                               const JobPulse& pulse);
  /// What is known of a connection after a look at it.
  Result<void> note(Transaction& transaction, std::string_view platform,
                    const std::string& external_id, const Error* trouble);
  Result<std::optional<std::string>> take(Transaction& transaction,
                                          const std::vector<PlatformSnapshot>& all);

  Store& store_;
  Connections& connections_;
  ReportSources& sources_;
  const SettingsSource& settings_;
  SyncSchedule& schedule_;
  SnapshotPorts ports_;
  const Clock& clock_;
};

}  // namespace gv::app
