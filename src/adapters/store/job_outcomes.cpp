// The second half of JobQueue: what becomes of a job once it was claimed.
#include <optional>
#include <string>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "adapters/store/access.h"
#include "adapters/store/job_queue.h"
#include "app/ports/retry_delay.h"
#include "base/hash.h"
#include "io/json/serialize.h"

#define GV_HELD "WHERE id = $1 AND lock_token = $2 AND state = 'active'"

namespace gv::store {
namespace {

const sql::Statement kHeartbeat{"jobs.heartbeat", "UPDATE jobs SET locked_until = $3 " GV_HELD};
const sql::Statement kProgress{"jobs.progress",
                               "UPDATE jobs SET progress = $3, progress_note = $4 " GV_HELD};
const sql::Statement kGiveBack{"jobs.give_back",
                               "UPDATE jobs SET state = 'created', locked_until = NULL " GV_HELD};
const sql::Statement kComplete{"jobs.complete",
                               "UPDATE jobs SET state = 'completed', output = $3, completed_at = "
                               "$4, locked_until = NULL " GV_HELD};
// Runs before the job itself changes, so that it records only leases that still hold.
const sql::Statement kRecord{
    "job_execution_history.add",
    "INSERT INTO job_execution_history (id, started_at, job_id, job_name, account_id, "
    "attempt_number, status, error_code, error_message, worker, duration_ms, will_retry, "
    "next_retry_at) SELECT $3, started_at, id, name, account_id, retry_count + 1, $4, $5, $6, "
    "coalesce(locked_by, ''), $7, $8, $9 FROM jobs " GV_HELD};
const sql::Statement kAttempt{
    "jobs.attempt",
    "SELECT j.retry_count, j.retry_limit, j.backoff_ms, coalesce(c.retry_backoff_max_ms, 3600000) "
    "FROM jobs AS j LEFT JOIN job_config AS c ON c.job_name = j.name "
    "WHERE j.id = $1 AND j.lock_token = $2 AND j.state = 'active'"};
const sql::Statement kRetry{
    "jobs.retry",
    "UPDATE jobs SET state = 'retry', retry_count = retry_count + 1, start_after = $3, "
    "locked_until = NULL " GV_HELD};
const sql::Statement kFail{"jobs.fail",
                           "UPDATE jobs SET state = 'failed', retry_count = retry_count + 1, "
                           "completed_at = $3, locked_until = NULL " GV_HELD};
const sql::Statement kBury{
    "jobs.bury",
    "INSERT INTO jobs (id, name, account_id, priority, vtag, state, data, output, retry_count, "
    "retry_limit, backoff_ms, expire_in_s, start_after, lock_token, traceparent, created_at, "
    "keep_until) SELECT $2, name || '.dead', account_id, priority, 0, 'created', data, $3, "
    "retry_count, retry_limit, backoff_ms, expire_in_s, $4, 0, traceparent, $4, keep_until "
    "FROM jobs WHERE id = $1 ON CONFLICT DO NOTHING"};
const sql::Statement kPromote{
    "jobs.promote",
    "UPDATE jobs SET state = 'created' WHERE id IN (SELECT id FROM jobs "
    "WHERE state IN ('scheduled', 'retry') AND start_after <= $1 ORDER BY start_after LIMIT $2)"};
const sql::Statement kExpired{
    "jobs.expired",
    "SELECT id, lock_token, started_at FROM jobs WHERE state = 'active' AND locked_until < $1 "
    "ORDER BY locked_until LIMIT $2"};
const sql::Statement kLeftActive{
    "jobs.left_active",
    "SELECT id, lock_token, started_at FROM jobs WHERE state = 'active' "
    "ORDER BY locked_until LIMIT $1"};

/// How often a job may be lost with its process before that is its own failure.
constexpr std::int64_t kTakenMax = 20;

/// What the row says about the attempt that just failed.
struct Attempt {
  int retry_count;
  int retry_limit;
  Millis backoff;
  Millis backoff_max;
};

app::JobLease lease_of(const sql::Row& row) {
  return {.id = row.get<std::string>(0), .token = row.integer(1), .started_at = row.time(2)};
}

/// Uniform in [0, 1): the retries of one outage are spread by the jobs themselves.
double luck_of(const app::JobLease& lease) {
  return static_cast<double>(xxh64(lease.id) >> 11U) * 0x1.0p-53;
}

tl::unexpected<Error> lost(const app::JobLease& lease) {
  return fail(ErrorCode::Conflict, "job " + lease.id,
              "is no longer held: its lease ran out, or it was cancelled");
}

Result<void> held(Result<std::int64_t> changed, const app::JobLease& lease) {
  if (!changed) return tl::unexpected<Error>(changed.error());
  if (*changed == 0) return lost(lease);
  return {};
}

/// One line of the history. Its texts have to outlive the call that stores it.
struct Record {
  std::string id;
  std::string_view status;
  std::optional<std::string> error_code{};
  std::optional<std::string> error_message{};
  bool will_retry{false};
  std::optional<TimePoint> next_retry_at{};
};

std::string record_id(const app::JobLease& lease) {
  return uuid_v5(lease.id + ":" + std::to_string(lease.token));
}

std::vector<sql::Param> row_of(const app::JobLease& lease, const Record& record, TimePoint now) {
  return {lease.id,
          lease.token,
          record.id,
          record.status,
          record.error_code,
          record.error_message,
          (now - lease.started_at).count(),
          record.will_retry,
          record.next_retry_at};
}

Result<void> bury(app::SharedTransaction& transaction, const app::JobLease& lease,
                  const app::JobFailure& failure) {
  const auto error =
      json::compact(boost::json::object{{"code", failure.code}, {"message", failure.message}});
  GV_TRY(connection_of(transaction)
             .execute(kBury, {lease.id, uuid_v5(lease.id + ":dead"), error, transaction.now()}));
  return {};
}

}  // namespace

Result<void> JobQueue::heartbeat(app::SharedTransaction& transaction, const app::JobLease& lease,
                                 TimePoint until) {
  return held(connection_of(transaction).execute(kHeartbeat, {lease.id, lease.token, until}),
              lease);
}

Result<void> JobQueue::set_progress(app::SharedTransaction& transaction, const app::JobLease& lease,
                                    double progress, std::string_view note) {
  return held(
      connection_of(transaction).execute(kProgress, {lease.id, lease.token, progress, note}),
      lease);
}

Result<void> JobQueue::give_back(app::SharedTransaction& transaction, const app::JobLease& lease) {
  return held(connection_of(transaction).execute(kGiveBack, {lease.id, lease.token}), lease);
}

Result<void> JobQueue::complete(app::SharedTransaction& transaction, const app::JobLease& lease,
                                const std::optional<std::string>& output) {
  auto& connection = connection_of(transaction);
  const Record record{.id = record_id(lease), .status = "completed"};
  GV_TRY(held(connection.execute(kRecord, row_of(lease, record, transaction.now())), lease));
  return held(connection.execute(kComplete, {lease.id, lease.token, output, transaction.now()}),
              lease);
}

Result<std::int64_t> JobQueue::complete_all(app::SharedTransaction& transaction,
                                            std::span<const app::JobLease> leases) {
  auto& connection = connection_of(transaction);
  std::vector<Record> records;
  for (const auto& lease : leases) {
    records.push_back({.id = record_id(lease), .status = "completed"});
  }
  std::vector<std::vector<sql::Param>> histories;
  std::vector<std::vector<sql::Param>> completions;
  for (std::size_t i = 0; i < leases.size(); ++i) {
    histories.push_back(row_of(leases[i], records[i], transaction.now()));
    completions.push_back({leases[i].id, leases[i].token, std::nullopt, transaction.now()});
  }
  GV_TRY(connection.execute_many(kRecord, histories));
  return connection.execute_many(kComplete, completions);
}

Result<app::JobState> JobQueue::fail(app::SharedTransaction& transaction,
                                     const app::JobLease& lease, const app::JobFailure& failure) {
  auto& connection = connection_of(transaction);
  const TimePoint now = transaction.now();
  GV_TRY(const auto attempt,
         connection.first(kAttempt, {lease.id, lease.token}, [](const sql::Row& row) {
           return Attempt{row.get<int>(0), row.get<int>(1), Millis{row.integer(2)},
                          Millis{row.integer(3)}};
         }));
  if (!attempt) return lost(lease);
  const bool retries = !failure.permanent && attempt->retry_count < attempt->retry_limit;
  Record record{.id = record_id(lease),
                .status = "failed",
                .error_code = failure.code,
                .error_message = failure.message,
                .will_retry = retries};
  if (retries) {
    record.next_retry_at =
        failure.retry_at.value_or(now + app::retry_delay(attempt->backoff, attempt->backoff_max,
                                                         attempt->retry_count + 1, failure.luck));
  }
  GV_TRY(held(connection.execute(kRecord, row_of(lease, record, now)), lease));
  GV_TRY(held(retries ? connection.execute(kRetry, {lease.id, lease.token, *record.next_retry_at})
                      : connection.execute(kFail, {lease.id, lease.token, now}),
              lease));
  if (retries) return app::JobState::Retry;
  GV_TRY(bury(transaction, lease, failure));
  return app::JobState::Failed;
}

Result<app::SweepCount> JobQueue::sweep(app::SharedTransaction& transaction, int limit) {
  auto& connection = connection_of(transaction);
  app::SweepCount count;
  GV_TRY(count.promoted, connection.execute(kPromote, {transaction.now(), limit}));
  GV_TRY(const auto expired, connection.all(kExpired, {transaction.now(), limit}, lease_of));
  for (const auto& lease : expired) {
    GV_TRY(fail(transaction, lease,
                {.code = "lease_expired",
                 .message = "the worker did not report in time",
                 .luck = luck_of(lease)}));
    ++count.expired;
  }
  return count;
}

Result<std::int64_t> JobQueue::take_back(app::SharedTransaction& transaction, int limit) {
  GV_TRY(const auto left, connection_of(transaction).all(kLeftActive, {limit}, lease_of));
  for (const auto& lease : left) {
    if (lease.token < kTakenMax) {
      GV_TRY(give_back(transaction, lease));
      continue;
    }
    GV_TRY(fail(transaction, lease,
                {.code = "worker_ended",
                 .message = "the process ended in the middle",
                 .retry_at = transaction.now()}));
  }
  return static_cast<std::int64_t>(left.size());
}

}  // namespace gv::store
