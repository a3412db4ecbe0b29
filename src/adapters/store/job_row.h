#pragma once

#include "app/ports/job_queue.h"
#include "io/sql/row.h"

/// What `job_of` reads, in its order.
#define GV_JOB_COLUMNS                                                                        \
  "id, lock_token, name, account_id, data, state, priority, vtag, retry_count, retry_limit, " \
  "backoff_ms, expire_in_s, ordering_key, traceparent, output, created_at, started_at, "      \
  "locked_until"

/// The runnable jobs of queue $1, best first, but for those whose ordering key an older live job
/// holds.
#define GV_RUNNABLE_JOBS                                                                     \
  "FROM jobs AS j WHERE j.name = $1 AND j.state = 'created' AND (j.ordering_key IS NULL OR " \
  "NOT EXISTS (SELECT 1 FROM jobs AS older WHERE older.name = $1 "                           \
  "AND older.ordering_key = j.ordering_key "                                                 \
  "AND coalesce(older.account_id, '') = coalesce(j.account_id, '') "                         \
  "AND older.state IN ('scheduled', 'created', 'active', 'retry') "                          \
  "AND (older.created_at < j.created_at OR "                                                 \
  "(older.created_at = j.created_at AND older.id < j.id)))) "                                \
  "ORDER BY j.priority DESC, j.vtag, j.created_at, j.id LIMIT $5 "

#define GV_TAKE_JOBS                                                                \
  "UPDATE jobs SET state = 'active', locked_by = $2, lock_token = lock_token + 1, " \
  "locked_until = $3, started_at = $4 "

/// Of those in `due`, the ones that keep their account within $6 active jobs.
#define GV_WITHIN_LIMIT                                                                \
  "ranked AS (SELECT id, account_id, row_number() OVER (PARTITION BY account_id "      \
  "ORDER BY priority DESC, vtag, created_at, id) AS place FROM due) " GV_TAKE_JOBS     \
  "WHERE id IN (SELECT r.id FROM ranked AS r WHERE r.account_id IS NULL OR r.place + " \
  "(SELECT count(*) FROM jobs AS a WHERE a.name = $1 AND a.state = 'active' "          \
  "AND a.account_id = r.account_id) <= $6) RETURNING " GV_JOB_COLUMNS

namespace gv::store {

[[nodiscard]] app::Job job_of(const sql::Row& row);

}  // namespace gv::store
