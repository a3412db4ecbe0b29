#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/ports/job_queue.h"
#include "app/ports/store.h"
#include "base/result.h"

namespace gv::app {

/// What a job leaves behind, carried out in the transaction that also completes it: both happen, or
/// neither. Returns the job's output as JSON, or nothing. May be called again after a deadlock.
using JobEffects = std::function<Result<std::optional<std::string>>(Transaction&)>;

/// Extends the job's lease. Errors: Conflict when it is lost: stop, another worker has the job.
using JobPulse = std::function<Result<void>()>;

/// Does the jobs of one queue. A job may run more than once, at the same time too when its lease
/// was lost, so whatever it does outside its effects must bear repetition.
class JobHandler {
 public:
  virtual ~JobHandler() = default;
  [[nodiscard]] virtual std::string_view queue() const = 0;
  /// At most this many jobs of one account at once.
  [[nodiscard]] virtual int per_account() const { return 1; }
  /// The slow part, outside any transaction; longer than 20 s calls `pulse` meanwhile.
  /// Errors decide over the next attempt, see `is_permanent`; Cancelled while the worker stops is
  /// no attempt.
  virtual Result<JobEffects> work(const AccountScope& scope, const Job& job,
                                  const JobPulse& pulse) = 0;
};

/// Does the jobs of one queue that belong to no account: the program's own chores. What it does is
/// durable before the job counts as completed, so it bears repetition.
class SharedJobHandler {
 public:
  virtual ~SharedJobHandler() = default;
  [[nodiscard]] virtual std::string_view queue() const = 0;
  /// The job's output as JSON, or nothing. Longer than 20 s calls `pulse` meanwhile. Errors: as
  /// `JobHandler::work`.
  virtual Result<std::optional<std::string>> work(const Job& job, const JobPulse& pulse) = 0;
};

}  // namespace gv::app
