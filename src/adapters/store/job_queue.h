#pragma once

#include <string_view>
#include <vector>

#include "app/ports/job_queue.h"

namespace gv::store {

/// Fair shares follow start-time fair queueing (Goyal, Vin & Cheng 1996): a job's tag is the later
/// of the queue's virtual time (the tag of the job claimed last) and the end of the account's
/// previous job; lower tags go first.
class JobQueue final : public app::JobQueue {
 public:
  Result<std::vector<bool>> enqueue(app::SharedTransaction& transaction,
                                    std::span<const app::NewJob> jobs) override;
  /// Errors besides those of the port: Conflict, when another worker was quicker with an ordering
  /// key; claim again.
  Result<std::vector<app::Job>> claim(app::SharedTransaction& transaction,
                                      const app::JobClaim& request) override;
  Result<void> heartbeat(app::SharedTransaction& transaction, const app::JobLease& lease,
                         TimePoint until) override;
  Result<void> complete(app::SharedTransaction& transaction, const app::JobLease& lease,
                        const std::optional<std::string>& output) override;
  Result<std::int64_t> complete_all(app::SharedTransaction& transaction,
                                    std::span<const app::JobLease> leases) override;
  Result<app::JobState> fail(app::SharedTransaction& transaction, const app::JobLease& lease,
                             const app::JobFailure& failure) override;
  Result<void> give_back(app::SharedTransaction& transaction, const app::JobLease& lease) override;
  Result<void> set_progress(app::SharedTransaction& transaction, const app::JobLease& lease,
                            double progress, std::string_view note) override;
  Result<app::SweepCount> sweep(app::SharedTransaction& transaction, int limit) override;
  Result<std::int64_t> take_back(app::SharedTransaction& transaction, int limit) override;
  Result<bool> cancel(app::SharedTransaction& transaction, std::string_view id) override;
  /// When the first of the waiting jobs of a queue is due; nothing when none waits.
  Result<std::optional<TimePoint>> next_start(app::SharedTransaction& transaction,
                                              std::string_view name);
  Result<std::optional<app::Job>> find(app::SharedTransaction& transaction,
                                       std::string_view id) override;
  Result<app::JobsAhead> ahead(app::SharedTransaction& transaction) override;
  Result<std::vector<app::QueueDepth>> depths(app::SharedTransaction& transaction) override;
};

}  // namespace gv::store
