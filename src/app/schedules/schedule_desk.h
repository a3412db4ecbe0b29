#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/access/audit.h"
#include "app/ports/audit_log.h"
#include "app/ports/job_queue.h"
#include "app/ports/schedules.h"
#include "app/ports/store.h"
#include "app/ports/time_zones.h"
#include "app/schedules/scheduler.h"

namespace gv::app {

struct ScheduleChange {
  std::optional<std::string> cron{};
  std::optional<bool> enabled{};
};

/// An account's schedules, for people: to see, to change, to run one at once.
class ScheduleDesk {
 public:
  struct Ports {
    Store& store;
    Schedules& schedules;
    JobQueue& jobs;
    AuditLog& audit;
    const TimeZones& zones;
  };
  /// What the ports refer to outlives it.
  ScheduleDesk(const Ports& ports, std::vector<ScheduleRule> rules)
      : ports_(ports), rules_(std::move(rules)) {}

  /// By name; none before the scheduler saw the account for the first time.
  Result<std::vector<Schedule>> list(const AccountScope& scope);
  /// Errors: NotFound; InvalidInput, `where` is "cron": unusable, or more often than every minute.
  Result<Schedule> change(const AccountScope& scope, const std::string& name,
                          const ScheduleChange& change, const Actor& actor);
  /// The id of the job that was queued. Errors: NotFound; Conflict while one that was asked for
  /// before has not ended.
  Result<std::string> run_now(const AccountScope& scope, const std::string& name,
                              const Actor& actor);

 private:
  Result<Schedule> find(Transaction& transaction, const std::string& name);

  const Ports ports_;
  const std::vector<ScheduleRule> rules_;
};

}  // namespace gv::app
