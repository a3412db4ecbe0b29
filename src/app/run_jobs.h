#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/job_handler.h"
#include "app/ports/job_queue.h"
#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// One attempt that ended, for whoever counts.
struct JobReport {
  std::string_view queue;
  std::string_view outcome;  ///< "completed", "retried", "failed", "lost", "given_back"
  Millis waited{0};          ///< since the job was queued
  Millis took{0};
};

struct WorkerSettings {
  std::string name{"worker"};  ///< told in leases and in the history of attempts
  int batch{10};               ///< jobs claimed at once
  Millis lease{60'000};
  Millis pulse{20'000};  ///< leases are extended when this much of them is used up
  int sweep{1'000};      ///< due and expired jobs taken back at once
  std::function<void(const JobReport&)> on_end{};  ///< on the threads that step
};

/// What one step did.
struct JobCount {
  std::int64_t completed{0};
  std::int64_t retried{0};     ///< failed, and to be tried again
  std::int64_t failed{0};      ///< for good: a copy is in the dead letters
  std::int64_t lost{0};        ///< somebody else has them, or the store could not be told
  std::int64_t given_back{0};  ///< without an attempt, because the worker has to stop
  [[nodiscard]] std::int64_t all() const {
    return completed + retried + failed + lost + given_back;
  }
};

/// Whether trying the same job again cannot help.
[[nodiscard]] bool is_permanent(ErrorCode code);

/// Runs the jobs of the queues that have a handler.
///
/// A job's effects and its completion are one transaction that checks the lease: a worker that lost
/// it leaves nothing behind. What breaks off anywhere else leaves an active job whose lease runs
/// out, and the next sweep takes it back. Takes no time of its own, so tests drive it by `step`.
/// Safe to use from many threads, each calling `step`.
class JobRunner {
 public:
  /// What is passed by reference or pointer outlives the runner.
  JobRunner(Store& store, JobQueue& jobs, const Clock& clock, std::vector<JobHandler*> handlers,
            WorkerSettings settings = {}, std::vector<SharedJobHandler*> shared_handlers = {})
      : store_(store),
        jobs_(jobs),
        clock_(clock),
        handlers_(std::move(handlers)),
        shared_handlers_(std::move(shared_handlers)),
        settings_(std::move(settings)) {}

  /// Sweeps if that is due, then claims one batch of every queue that has jobs, and runs it. After
  /// `stop` the jobs not begun are given back, and those that end as Cancelled. Errors: those of
  /// the store while sweeping or claiming.
  Result<JobCount> step(const std::stop_token& stop = {});

 private:
  enum class End { Completed, Retried, Failed, Lost, GivenBack };

  /// One attempt at a job, with its effects.
  using Attempt = std::function<Result<void>(const Job&)>;

  Result<std::set<std::string, std::less<>>> runnable();
  Result<void> run_batch(std::string_view queue, std::optional<int> per_account,
                         const Attempt& attempt, const std::stop_token& stop, JobCount& counts);
  Result<std::vector<Job>> claim(std::string_view queue, std::optional<int> per_account);
  End carry_out(const Attempt& attempt, const Job& job, const std::stop_token& stop);
  Result<void> attempt(JobHandler& handler, const Job& job);
  Result<void> attempt(SharedJobHandler& handler, const Job& job);
  Result<void> pulse(const JobLease& lease);
  End record_failure(const Job& job, const Error& trouble);
  End give_back(const Job& job);
  void tell(const Job& job, TimePoint begun, End end) const;
  static void count(End end, JobCount& counts);

  Store& store_;
  JobQueue& jobs_;
  const Clock& clock_;
  const std::vector<JobHandler*> handlers_;
  const std::vector<SharedJobHandler*> shared_handlers_;
  const WorkerSettings settings_;
};

}  // namespace gv::app
