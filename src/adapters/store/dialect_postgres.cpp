#include "adapters/store/dialect.h"
#include "adapters/store/job_row.h"

namespace gv::store {
namespace {

// The rows are locked where they are found, and what another worker holds is passed over. A common
// table expression, since a sub-select with LIMIT may be run more than once by a nested loop.
const sql::Statement kClaim{"jobs.claim_postgres",
                            "WITH due AS MATERIALIZED (SELECT j.id " GV_RUNNABLE_JOBS
                            "FOR UPDATE OF j SKIP LOCKED) " GV_TAKE_JOBS
                            "WHERE id IN (SELECT due.id FROM due) RETURNING " GV_JOB_COLUMNS,
                            sql::Engine::Postgres};
const sql::Statement kClaimLimited{
    "jobs.claim_limited_postgres",
    "WITH due AS MATERIALIZED (SELECT j.id, j.account_id, j.priority, j.vtag, "
    "j.created_at " GV_RUNNABLE_JOBS "FOR UPDATE OF j SKIP LOCKED), " GV_WITHIN_LIMIT,
    sql::Engine::Postgres};

}  // namespace

const Dialect& postgres_dialect() {
  static const Dialect dialect{.claim_jobs = kClaim, .claim_jobs_limited = kClaimLimited};
  return dialect;
}

}  // namespace gv::store
