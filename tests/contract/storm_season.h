#pragma once

#include "contract/engines.h"
#include "contract/stormy_meta.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/files/zone_table.h"
#include "adapters/store/accounts.h"
#include "adapters/store/ad_catalog.h"
#include "adapters/store/ad_changes.h"
#include "adapters/store/ad_policies.h"
#include "adapters/store/audit_log.h"
#include "adapters/store/change_history.h"
#include "adapters/store/event_log.h"
#include "adapters/store/execution_ledger.h"
#include "adapters/store/holds.h"
#include "adapters/store/job_queue.h"
#include "adapters/store/running_ads.h"
#include "app/execute/ad_change_jobs.h"
#include "app/ports/settings_source.h"

namespace gv::contract {

/// How much is played.
struct Season {
  int accounts{200};
  int workers{40};            ///< looks at accounts that go on at once
  Millis span{Hours{1}};      ///< in which changes are asked for
  double hourly_changes{12};  ///< of each account, mean
  std::uint64_t seed{1};
};

/// What an account went through.
struct AccountSeason {
  Millis busy{0};      ///< in which a change of it was due and had not ended
  Millis mandated{0};  ///< in which an answer or the breaker forbade to ask, or none came
  int changes{0};
  int dead_letters{0};
  int unfinished{0};
  int untrue{0};  ///< ads whose status is not that of their last completed change
};

struct SeasonReport {
  std::map<std::string, AccountSeason> accounts;
  std::int64_t requests{0};          ///< of all the time
  double mean_per_second{0.0};       ///< while changes are asked for
  std::int64_t most_in_a_second{0};  ///< likewise
  int over_quota{0};
};

/// Accounts whose ads are paused and activated, as often as a seed says, over a simulated Meta in
/// simulated time. Our own limits are out of the way, so that the platform sets the pace.
class StormSeason {
 public:
  StormSeason(const Season& season, const Weather& weather);

  /// Until nothing is left to do, or two days after the last change was asked for.
  SeasonReport play();
  [[nodiscard]] StormyMeta& meta() { return meta_; }

 private:
  struct Course {
    std::vector<app::AdChange> coming;  ///< by when they are asked for, the next one last
    std::vector<Span> broken;           ///< in which the breaker was open
  };

  void open(const std::string& account);
  /// One look; when the next one is due. Nothing: never.
  std::optional<TimePoint> look(const std::string& account);
  [[nodiscard]] AccountSeason sum_up(const std::string& account);

  const Season season_;
  sql::ManualClock clock_{};
  const TimePoint start_{clock_.now()};
  FreshStore fresh_{sql::Engine::Sqlite};
  store::SqlStore store_{fresh_.database(), clock_};
  StormyMeta meta_;
  store::AdChanges changes_{};
  store::ChangeHistory history_{};
  store::ExecutionLedger ledger_{};
  store::Holds holds_{};
  store::AdPolicies policies_{};
  store::RunningAds running_{};
  store::AdCatalog catalog_{};
  store::Accounts accounts_{};
  files::ZoneTable zones_{};
  store::AuditLog audit_{};
  store::EventLog events_{};
  store::JobQueue jobs_{};
  Rng rests_{season_.seed, 9};
  std::unique_ptr<app::SettingsSource> settings_;
  std::unique_ptr<app::AdChangeJobs> worker_;
  std::map<std::string, Course> courses_;
};

}  // namespace gv::contract
