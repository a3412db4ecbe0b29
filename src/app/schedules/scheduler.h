#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/ports/accounts.h"
#include "app/ports/job_queue.h"
#include "app/ports/leases.h"
#include "app/ports/schedules.h"
#include "app/ports/store.h"
#include "app/ports/time_zones.h"
#include "base/ids.h"

namespace gv::app {

/// A schedule that the program has by itself: every account gets it, or the installation once.
struct ScheduleRule {
  enum class Of { Account, Installation };

  std::string name;
  std::string cron;  ///< of accounts: spread by some minutes; its first field fits `spread`
  Of of{Of::Account};
  bool utc{false};  ///< else by the account's clock
  NewJob job{};     ///< queue, priority and retries; id, start and keys are set when it fires
};

/// Turns schedules into jobs. One of all processes leads, by a lease; a job is queued in the
/// transaction that moves its schedule on, so two leaders for a moment queue it once. What was
/// missed while nobody led is made up for once. Takes no time of its own; call `step` on one
/// thread.
class Scheduler {
 public:
  struct Ports {
    Store& store;
    Schedules& schedules;
    JobQueue& jobs;
    Leases& leases;
    Accounts& accounts;
    const TimeZones& zones;
  };

  /// `holder` names this process among all that could lead. What the ports refer to outlives it.
  Scheduler(const Ports& ports, std::vector<ScheduleRule> rules, std::string holder)
      : ports_(ports), rules_(std::move(rules)), holder_(std::move(holder)) {}

  /// Leads if nobody else does; then gives new accounts their schedules and queues what is due.
  /// True when more may be due. Errors: the first; what it does not concern is done none the less.
  Result<bool> step();
  /// Gives the lead up, so that another process need not wait for the lease to run out.
  Result<void> resign();

 private:
  struct Fires {
    TimePoint fired;  ///< what is made up for, or was due just now
    TimePoint next;
  };

  Result<bool> lead(TimePoint now);
  Result<void> see_to_accounts();
  Result<void> see_to_installation();
  /// Adds the schedules that are missing, and sets those that go by the account's clock to it.
  /// `account` is null for the installation.
  Result<void> equip(SharedTransaction& transaction, const Account* account);
  Result<void> equip(SharedTransaction& transaction, const ScheduleRule& rule,
                     const Account* account);
  Result<void> fire(const Schedule& schedule);
  Result<void> fire(SharedTransaction& transaction, const Schedule& schedule);
  [[nodiscard]] Result<Fires> fires_of(const Schedule& schedule, TimePoint now) const;
  const Ports ports_;
  const std::vector<ScheduleRule> rules_;
  const std::string holder_;
  TimePoint renew_at_{};
  TimePoint look_at_{};      ///< at the accounts, the next time
  AccountsRevision seen_{};  ///< of the accounts when they were looked at
  std::map<AccountId, std::string>
      equipped_{};  ///< those that have their schedules, and their zone
};

/// The rule of a name; null when the program has it no more.
[[nodiscard]] const ScheduleRule* find_rule(const std::vector<ScheduleRule>& rules,
                                            const std::string& name);
/// The job of a fire, at most one of which lives.
[[nodiscard]] NewJob job_of_fire(const ScheduleRule& rule, const Schedule& schedule,
                                 TimePoint fired);

}  // namespace gv::app
