#include "adapters/store/job_board.h"

#include <optional>
#include <string>

#include "adapters/store/access.h"
#include "base/check.h"
#include "base/hash.h"

#define GV_VIEW_COLUMNS                                                           \
  "id, name, state, priority, retry_count, retry_limit, ordering_key, progress, " \
  "progress_note, output, created_at, start_after, started_at, completed_at"
#define GV_PAGE                                                                         \
  "(created_at < $2 OR (created_at = $2 AND id < $3)) AND ($4 = '' OR state = $4) AND " \
  "($5 = '' OR name = $5) ORDER BY created_at DESC, id DESC LIMIT $6"

namespace gv::store {
namespace {

const sql::Statement kList{
    "jobs.list", "SELECT " GV_VIEW_COLUMNS " FROM jobs WHERE account_id = $1 AND " GV_PAGE};
const sql::Statement kView{
    "jobs.view", "SELECT " GV_VIEW_COLUMNS " FROM jobs WHERE account_id = $1 AND id = $2"};
const sql::Statement kReporting{
    "jobs.reporting", "SELECT " GV_VIEW_COLUMNS
                      " FROM jobs WHERE account_id = $1 AND state = 'active' "
                      "AND progress IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT $2"};
const sql::Statement kAttempts{
    "job_execution_history.of_job",
    "SELECT attempt_number, status, error_code, error_message, worker, started_at, duration_ms, "
    "next_retry_at FROM job_execution_history WHERE account_id = $1 AND job_id = $2 "
    "ORDER BY started_at, attempt_number"};
const sql::Statement kAgain{
    "jobs.again",
    "UPDATE jobs SET state = 'created', retry_count = 0, start_after = $3, completed_at = NULL, "
    "output = NULL WHERE account_id = $1 AND id = $2 AND state IN ('failed', 'cancelled')"};
const sql::Statement kUnbury{"jobs.unbury", "DELETE FROM jobs WHERE account_id = $1 AND id = $2"};
const sql::Statement kQueues{"jobs.queues",
                             "SELECT name, state, count(*) FROM jobs WHERE account_id = $1 "
                             "GROUP BY name, state ORDER BY name, state"};

/// Later than every row: the start of the first page.
const app::JobCursor kNewest{TimePoint{Millis{253'402'300'799'000}},
                             "ffffffff-ffff-ffff-ffff-ffffffffffff"};

app::JobState state_of(std::string_view text) {
  const auto state = app::parse_job_state(text, "jobs.state");
  GV_CHECK(state.has_value());
  return *state;
}

app::JobView view_of(const sql::Row& row) {
  return {.id = row.get<std::string>(0),
          .name = row.get<std::string>(1),
          .state = state_of(row.text(2)),
          .priority = row.get<int>(3),
          .retry_count = row.get<int>(4),
          .retry_limit = row.get<int>(5),
          .subject = row.get<std::optional<std::string>>(6),
          .progress = row.get<std::optional<double>>(7),
          .progress_note = row.get<std::optional<std::string>>(8),
          .output = row.get<std::optional<std::string>>(9),
          .created_at = row.time(10),
          .start_after = row.time(11),
          .started_at = row.get<std::optional<TimePoint>>(12),
          .completed_at = row.get<std::optional<TimePoint>>(13)};
}

app::JobAttempt attempt_of(const sql::Row& row) {
  return {.number = row.get<int>(0),
          .status = row.get<std::string>(1),
          .error_code = row.get<std::optional<std::string>>(2),
          .error_message = row.get<std::optional<std::string>>(3),
          .worker = row.get<std::string>(4),
          .started_at = row.time(5),
          .duration_ms = row.get<std::optional<std::int64_t>>(6),
          .next_retry_at = row.get<std::optional<TimePoint>>(7)};
}

}  // namespace

Result<std::vector<app::JobView>> JobBoard::list(app::Transaction& transaction,
                                                 const app::JobFilter& filter) {
  const auto& before = filter.before ? *filter.before : kNewest;
  const std::string_view state = filter.state ? app::to_text(*filter.state) : "";
  const std::string_view name = filter.name ? std::string_view(*filter.name) : "";
  return connection_of(transaction)
      .all(kList,
           {account_of(transaction), before.created_at, before.id, state, name, filter.limit},
           view_of);
}

Result<std::optional<app::JobView>> JobBoard::find(app::Transaction& transaction,
                                                   std::string_view id) {
  return connection_of(transaction).first(kView, {account_of(transaction), id}, view_of);
}

Result<std::vector<app::JobView>> JobBoard::reporting(app::Transaction& transaction, int limit) {
  return connection_of(transaction).all(kReporting, {account_of(transaction), limit}, view_of);
}

Result<std::vector<app::JobAttempt>> JobBoard::attempts(app::Transaction& transaction,
                                                        std::string_view id) {
  return connection_of(transaction).all(kAttempts, {account_of(transaction), id}, attempt_of);
}

Result<bool> JobBoard::retry(app::Transaction& transaction, std::string_view id) {
  auto& connection = connection_of(transaction);
  GV_TRY(const auto queued,
         connection.execute(kAgain, {account_of(transaction), id, transaction.now()}));
  if (queued == 0) return false;
  // The dead letter has the id that burying gave it.
  GV_TRY(
      connection.execute(kUnbury, {account_of(transaction), uuid_v5(std::string(id) + ":dead")}));
  return true;
}

Result<std::vector<app::QueueCount>> JobBoard::queues(app::Transaction& transaction) {
  return connection_of(transaction)
      .all(kQueues, {account_of(transaction)}, [](const sql::Row& row) {
        return app::QueueCount{row.get<std::string>(0), state_of(row.text(1)), row.integer(2)};
      });
}

}  // namespace gv::store
