#pragma once

#include <map>
#include <mutex>
#include <string_view>

#include "app/access/secrets.h"
#include "app/ports/job_queue.h"
#include "base/ids.h"
#include "base/result.h"

namespace gv::app {

/// The queue of jobs that forget what has outlived its time.
inline constexpr std::string_view kForgetQueue = "privacy-purge";
/// How often they run. What expires before the next run goes in this one.
inline constexpr Hours kForgetEvery{1};

/// Sees to it that whatever is kept of a person will be forgotten: every run plans the next one,
/// and who keeps something plans one where none may be planned. Thread-safe.
class ForgetSchedule {
 public:
  ForgetSchedule(JobQueue& jobs, RandomBytes random) : jobs_(jobs), random_(std::move(random)) {}

  /// Plans the account's next run, once however often it is asked.
  Result<void> plan(Transaction& transaction);

  /// Whether this process has not planned for the account on that day yet.
  [[nodiscard]] bool is_due(const AccountId& account, TimePoint now) const;
  /// To be called when the transaction that planned is durable.
  void planned(const AccountId& account, TimePoint now);

 private:
  JobQueue& jobs_;
  RandomBytes random_;
  mutable std::mutex mutex_{};
  std::map<AccountId, std::chrono::sys_days> planned_{};
};

}  // namespace gv::app
