#include "adapters/store/job_queue.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "adapters/store/access.h"
#include "adapters/store/dialect.h"
#include "adapters/store/job_row.h"
#include "base/check.h"

#define GV_NEW_JOB                                                                               \
  "INSERT INTO jobs (id, name, account_id, priority, vtag, state, data, retry_count, "           \
  "retry_limit, backoff_ms, expire_in_s, start_after, singleton_key, ordering_key, lock_token, " \
  "traceparent, created_at, keep_until) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, "    \
  "$11, $12, $13, 0, $14, $15, $16)"

namespace gv::store {
namespace {

constexpr std::int64_t kTagsPerShare = 1'000;
constexpr const char* kVirtualTime = "";  ///< the account key of the queue's own tag
constexpr const char* kNobody = "*";      ///< that of jobs without an account

// $3 is what the new jobs add to the account's tag, whose end is returned.
const sql::Statement kReserveTags{
    "job_fairness.reserve",
    "INSERT INTO job_fairness (job_name, account_key, finish_tag) VALUES ($1, $2, coalesce(("
    "SELECT v.finish_tag FROM job_fairness AS v WHERE v.job_name = $1 AND v.account_key = ''), 0)"
    " + $3) ON CONFLICT (job_name, account_key) DO UPDATE SET finish_tag = "
    "CASE WHEN excluded.finish_tag - $3 > job_fairness.finish_tag "
    "THEN excluded.finish_tag ELSE job_fairness.finish_tag + $3 END RETURNING finish_tag"};
const sql::Statement kAdvanceTime{
    "job_fairness.advance",
    "INSERT INTO job_fairness (job_name, account_key, finish_tag) VALUES ($1, $2, $3) "
    "ON CONFLICT (job_name, account_key) DO UPDATE SET finish_tag = excluded.finish_tag "
    "WHERE job_fairness.finish_tag < excluded.finish_tag"};
const sql::Statement kAdd{"jobs.add", GV_NEW_JOB};
const sql::Statement kAddOnce{"jobs.add_once", GV_NEW_JOB " ON CONFLICT DO NOTHING"};
const sql::Statement kFind{"jobs.find", "SELECT " GV_JOB_COLUMNS " FROM jobs WHERE id = $1"};
const sql::Statement kFindOfAccount{"jobs.find_of_account",
                                    "SELECT " GV_JOB_COLUMNS
                                    " FROM jobs WHERE id = $1 AND account_id = $2"};
const sql::Statement kNextStart{
    "jobs.next_start",
    "SELECT min(start_after) FROM jobs WHERE name = $1 AND state IN ('scheduled', 'created', "
    "'retry')"};
// From name to name: a queue of a million jobs is one look.
const sql::Statement kRunnableQueues{
    "jobs.runnable_queues",
    "WITH RECURSIVE queue (name) AS (SELECT min(name) FROM jobs WHERE state = 'created' "
    "UNION ALL SELECT (SELECT min(j.name) FROM jobs AS j WHERE j.state = 'created' "
    "AND j.name > queue.name) FROM queue WHERE queue.name IS NOT NULL) "
    "SELECT name FROM queue WHERE name IS NOT NULL"};
const sql::Statement kSomethingDue{
    "jobs.something_due",
    "SELECT 1 FROM jobs WHERE state IN ('scheduled', 'retry') AND start_after <= $1 LIMIT 1"};
const sql::Statement kSomethingExpired{
    "jobs.something_expired",
    "SELECT 1 FROM jobs WHERE state = 'active' AND locked_until < $1 LIMIT 1"};
const sql::Statement kDepths{"jobs.depths",
                             "SELECT name, count(*), min(created_at) FROM jobs "
                             "WHERE state = 'created' GROUP BY name ORDER BY name"};
const sql::Statement kCancel{
    "jobs.cancel",
    "UPDATE jobs SET state = 'cancelled', completed_at = $2, locked_until = NULL WHERE id = $1 "
    "AND state IN ('scheduled', 'created', 'active', 'retry')"};
const sql::Statement kCancelOfAccount{
    "jobs.cancel_of_account",
    "UPDATE jobs SET state = 'cancelled', completed_at = $2, locked_until = NULL WHERE id = $1 "
    "AND account_id = $3 AND state IN ('scheduled', 'created', 'active', 'retry')"};

std::int64_t tag_step(const app::NewJob& job) {
  GV_CHECK(job.weight >= 1);
  return std::max<std::int64_t>(1, kTagsPerShare / job.weight);
}

sql::Param account_param(const app::SharedTransaction& transaction) {
  const auto* account = transaction.account();
  return account == nullptr ? sql::Param(std::nullopt) : sql::Param(*account);
}

std::vector<sql::Param> row_of(const app::NewJob& job, const app::SharedTransaction& transaction,
                               std::int64_t tag) {
  const TimePoint now = transaction.now();
  const TimePoint start = job.start_after.value_or(now);
  const auto state = app::to_text(start > now ? app::JobState::Scheduled : app::JobState::Created);
  return {job.id,
          job.name,
          account_param(transaction),
          job.priority,
          tag,
          state,
          job.data,
          job.retry_limit,
          job.backoff.count(),
          std::chrono::ceil<std::chrono::seconds>(job.expire_in).count(),
          start,
          job.singleton_key,
          job.ordering_key,
          job.traceparent,
          now,
          now + job.keep_for};
}

bool goes_before(const app::Job& a, const app::Job& b) {
  return std::tuple(-a.priority, a.vtag, a.created_at, std::string_view(a.lease.id)) <
         std::tuple(-b.priority, b.vtag, b.created_at, std::string_view(b.lease.id));
}

/// Adds the rows; which of them, where singleton keys may refuse some.
Result<std::vector<bool>> add(sql::Connection& connection,
                              const std::vector<std::vector<sql::Param>>& rows, bool may_refuse) {
  if (!may_refuse) {
    GV_TRY(connection.execute_many(kAdd, rows));
    return std::vector<bool>(rows.size(), true);
  }
  std::vector<bool> added;
  for (const auto& row : rows) {
    GV_TRY(const auto count, connection.execute(kAddOnce, row));
    added.push_back(count == 1);
  }
  return added;
}

}  // namespace

Result<std::vector<bool>> JobQueue::enqueue(app::SharedTransaction& transaction,
                                            std::span<const app::NewJob> jobs) {
  if (jobs.empty()) return std::vector<bool>{};
  auto& connection = connection_of(transaction);
  std::int64_t span = 0;
  bool may_refuse = false;
  for (const auto& job : jobs) {
    GV_CHECK(job.name == jobs.front().name);
    span += tag_step(job);
    may_refuse = may_refuse || job.singleton_key.has_value();
  }
  const auto* account = transaction.account();
  const std::string_view key = account != nullptr ? std::string_view(account->text()) : kNobody;
  GV_TRY(const auto end, connection.first(kReserveTags, {jobs.front().name, key, span},
                                          [](const sql::Row& row) { return row.integer(0); }));
  std::int64_t tag = *end - span;
  std::vector<std::vector<sql::Param>> rows;
  for (const auto& job : jobs) {
    rows.push_back(row_of(job, transaction, tag));
    tag += tag_step(job);
  }
  return add(connection, rows, may_refuse);
}

Result<std::vector<app::Job>> JobQueue::claim(app::SharedTransaction& transaction,
                                              const app::JobClaim& request) {
  auto& connection = connection_of(transaction);
  const auto& dialect = dialect_of(connection.engine());
  const TimePoint now = transaction.now();
  std::vector<sql::Param> params{request.name, request.worker, now + request.lease, now,
                                 request.batch};
  if (request.per_account) params.emplace_back(*request.per_account);
  GV_TRY(auto jobs,
         connection.all(request.per_account ? dialect.claim_jobs_limited : dialect.claim_jobs,
                        params, job_of));
  if (jobs.empty()) return jobs;
  std::sort(jobs.begin(), jobs.end(), goes_before);
  const auto latest = std::max_element(
      jobs.begin(), jobs.end(), [](const auto& a, const auto& b) { return a.vtag < b.vtag; });
  GV_TRY(connection.execute(kAdvanceTime, {request.name, kVirtualTime, latest->vtag}));
  return jobs;
}

Result<bool> JobQueue::cancel(app::SharedTransaction& transaction, std::string_view id) {
  auto& connection = connection_of(transaction);
  const auto* account = transaction.account();
  GV_TRY(const auto cancelled,
         account == nullptr
             ? connection.execute(kCancel, {id, transaction.now()})
             : connection.execute(kCancelOfAccount, {id, transaction.now(), *account}));
  return cancelled == 1;
}

Result<std::optional<TimePoint>> JobQueue::next_start(app::SharedTransaction& transaction,
                                                      std::string_view name) {
  GV_TRY(const auto first,
         connection_of(transaction).first(kNextStart, {name}, [](const sql::Row& row) {
           return row.get<std::optional<TimePoint>>(0);
         }));
  return first.value_or(std::nullopt);
}

Result<std::optional<app::Job>> JobQueue::find(app::SharedTransaction& transaction,
                                               std::string_view id) {
  auto& connection = connection_of(transaction);
  const auto* account = transaction.account();
  return account == nullptr ? connection.first(kFind, {id}, job_of)
                            : connection.first(kFindOfAccount, {id, *account}, job_of);
}

Result<app::JobsAhead> JobQueue::ahead(app::SharedTransaction& transaction) {
  auto& connection = connection_of(transaction);
  const auto one = [](const sql::Row& row) { return row.integer(0); };
  app::JobsAhead ahead;
  GV_TRY(const auto due, connection.first(kSomethingDue, {transaction.now()}, one));
  GV_TRY(const auto expired, connection.first(kSomethingExpired, {transaction.now()}, one));
  ahead.sweeps = due || expired;
  GV_TRY(ahead.queues, connection.all(kRunnableQueues, {},
                                      [](const sql::Row& row) { return row.get<std::string>(0); }));
  return ahead;
}

Result<std::vector<app::QueueDepth>> JobQueue::depths(app::SharedTransaction& transaction) {
  return connection_of(transaction).all(kDepths, {}, [](const sql::Row& row) {
    return app::QueueDepth{row.get<std::string>(0), row.integer(1), row.time(2)};
  });
}

}  // namespace gv::store
