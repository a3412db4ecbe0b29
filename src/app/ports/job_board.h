#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/job_queue.h"
#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// A job as people see it.
struct JobView {
  std::string id;
  std::string name;
  JobState state{JobState::Created};
  int priority{0};
  int retry_count{0};
  int retry_limit{0};
  std::optional<std::string> subject{};  ///< its ordering key: what it is about
  std::optional<double> progress{};
  std::optional<std::string> progress_note{};
  std::optional<std::string> output{};  ///< JSON
  TimePoint created_at{};
  TimePoint start_after{};
  std::optional<TimePoint> started_at{};
  std::optional<TimePoint> completed_at{};
};

/// One attempt at a job.
struct JobAttempt {
  int number{0};  ///< 1, 2, ...
  std::string status;
  std::optional<std::string> error_code{};
  std::optional<std::string> error_message{};
  std::string worker;
  TimePoint started_at{};
  std::optional<std::int64_t> duration_ms{};
  std::optional<TimePoint> next_retry_at{};
};

/// Where a page goes on: newest first, then by id.
struct JobCursor {
  TimePoint created_at{};
  std::string id;
};

struct JobFilter {
  std::optional<JobState> state{};
  std::optional<std::string> name{};
  std::optional<JobCursor> before{};
  int limit{50};
};

/// Jobs of one state in one queue.
struct QueueCount {
  std::string name;
  JobState state{JobState::Created};
  std::int64_t jobs{0};
};

/// The jobs of an account, for people: what they do, why they failed, and another try.
class JobBoard {
 public:
  virtual ~JobBoard() = default;

  virtual Result<std::vector<JobView>> list(Transaction& transaction, const JobFilter& filter) = 0;
  /// `id` is a UUID.
  virtual Result<std::optional<JobView>> find(Transaction& transaction, std::string_view id) = 0;
  /// Active ones that say how far they are, newest first.
  virtual Result<std::vector<JobView>> reporting(Transaction& transaction, int limit) = 0;
  /// Oldest first.
  virtual Result<std::vector<JobAttempt>> attempts(Transaction& transaction,
                                                   std::string_view id) = 0;
  /// Queues a failed or cancelled job again, with all its attempts; its dead letter goes. False
  /// when it is neither. Errors: Conflict when a live job has its singleton key.
  virtual Result<bool> retry(Transaction& transaction, std::string_view id) = 0;
  /// By queue, then state.
  virtual Result<std::vector<QueueCount>> queues(Transaction& transaction) = 0;
};

}  // namespace gv::app
