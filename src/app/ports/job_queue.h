#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

enum class JobState { Scheduled, Created, Active, Completed, Retry, Failed, Cancelled };
[[nodiscard]] std::string_view to_text(JobState state);
/// Errors: InvalidInput.
Result<JobState> parse_job_state(std::string_view text, std::string_view where);

/// Work to be done once, some time, by some worker.
struct NewJob {
  std::string id;          ///< UUIDv7, made by the caller
  std::string name;        ///< of the queue
  std::string data{"{}"};  ///< JSON
  int priority{0};         ///< higher goes first
  std::int64_t weight{1};  ///< share of the account in its queue, >= 1
  int retry_limit{3};      ///< attempts after the first
  Millis backoff{10'000};
  Millis expire_in{300'000};
  std::optional<TimePoint> start_after{};
  /// Among the live jobs of its queue and account at most one has this key.
  std::optional<std::string> singleton_key{};
  /// Jobs of one key run one at a time, oldest first.
  std::optional<std::string> ordering_key{};
  std::optional<std::string> traceparent{};
  Millis keep_for{std::chrono::hours{24 * 7}};  ///< from now, unless it is still alive then
};

/// The right to finish a job: lost when the lease runs out and another worker takes the job.
struct JobLease {
  std::string id;
  std::int64_t token{0};
  TimePoint started_at{};
};

struct Job {
  JobLease lease{};
  std::string name;
  std::optional<AccountId> account{};
  std::string data;
  JobState state{JobState::Created};
  int priority{0};
  std::int64_t vtag{0};
  int retry_count{0};  ///< attempts that failed
  int retry_limit{0};
  Millis backoff{0};
  Millis expire_in{0};
  std::optional<std::string> ordering_key{};
  std::optional<std::string> traceparent{};
  std::optional<std::string> output{};
  TimePoint created_at{};
  std::optional<TimePoint> locked_until{};
};

struct JobClaim {
  std::string name;
  std::string worker;
  int batch{10};  ///< at most this many, >= 1
  Millis lease{60'000};
  /// At most this many jobs of one account run at once; none: no limit.
  std::optional<int> per_account{};
};

struct JobFailure {
  std::string code;
  std::string message;
  bool permanent{false};                ///< trying again cannot help
  std::optional<TimePoint> retry_at{};  ///< what the provider asked for; none: backoff
  double luck{0.5};                     ///< uniform in [0, 1): spreads the retries
};

struct SweepCount {
  std::int64_t promoted{0};  ///< waiting ones whose time has come
  std::int64_t expired{0};   ///< active ones whose lease ran out
};

/// Whether there is anything to do, of all accounts.
struct JobsAhead {
  bool sweeps{false};                 ///< something is due, or a lease ran out
  std::vector<std::string> queues{};  ///< that have jobs which could begin
};

/// What waits in one queue.
struct QueueDepth {
  std::string name;
  std::int64_t jobs{0};
  TimePoint oldest{};  ///< when the first of them was queued
};

/// The queue of jobs: at least once, in fair shares between accounts. In a transaction of an
/// account jobs belong to it, in a shared one to nobody; claims and leases cross accounts.
///
/// Errors of everything that takes a lease: Conflict when it is lost.
class JobQueue {
 public:
  virtual ~JobQueue() = default;

  /// Adds jobs that all have one name; which of them: false where the singleton key is taken.
  virtual Result<std::vector<bool>> enqueue(SharedTransaction& transaction,
                                            std::span<const NewJob> jobs) = 0;

  /// Takes the next jobs: priority, then the account that had the smallest share, then age. Jobs
  /// whose ordering key is held by an older live one wait.
  virtual Result<std::vector<Job>> claim(SharedTransaction& transaction,
                                         const JobClaim& request) = 0;

  virtual Result<void> heartbeat(SharedTransaction& transaction, const JobLease& lease,
                                 TimePoint until) = 0;
  /// Belongs into the transaction of the job's effects: both happen, or neither.
  virtual Result<void> complete(SharedTransaction& transaction, const JobLease& lease,
                                const std::optional<std::string>& output) = 0;
  /// Completes many without output; how many, the lost ones left out.
  virtual Result<std::int64_t> complete_all(SharedTransaction& transaction,
                                            std::span<const JobLease> leases) = 0;
  /// Records the failed attempt; what becomes of the job: Retry or Failed. A job that fails for
  /// good leaves a copy in the queue `<name>.dead`.
  virtual Result<JobState> fail(SharedTransaction& transaction, const JobLease& lease,
                                const JobFailure& failure) = 0;
  /// Gives a job back untouched (shutdown); the attempt does not count.
  virtual Result<void> give_back(SharedTransaction& transaction, const JobLease& lease) = 0;
  virtual Result<void> set_progress(SharedTransaction& transaction, const JobLease& lease,
                                    double progress, std::string_view note) = 0;

  /// Makes what is due runnable and takes expired leases back, at most `limit` of each.
  virtual Result<SweepCount> sweep(SharedTransaction& transaction, int limit) = 0;

  /// Takes back at most `limit` active jobs, for the only process of a store: whoever held them is
  /// gone. They wait as if they had never been taken; but one that was taken twenty times has
  /// failed each time from then on, for it may be what ends the process. How many there were.
  virtual Result<std::int64_t> take_back(SharedTransaction& transaction, int limit) = 0;

  /// Cancels a job that has not ended; false when there is none.
  virtual Result<bool> cancel(SharedTransaction& transaction, std::string_view id) = 0;
  virtual Result<std::optional<Job>> find(SharedTransaction& transaction, std::string_view id) = 0;
  /// Reads little, however many jobs wait: for whoever asks often.
  virtual Result<JobsAhead> ahead(SharedTransaction& transaction) = 0;
  /// Of all accounts: jobs that could begin, by queue.
  virtual Result<std::vector<QueueDepth>> depths(SharedTransaction& transaction) = 0;
};

}  // namespace gv::app
