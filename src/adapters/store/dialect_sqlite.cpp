#include "adapters/store/dialect.h"
#include "adapters/store/job_row.h"

namespace gv::store {
namespace {

// One writer at a time: what is selected cannot be taken by another before the update.
const sql::Statement kClaim{"jobs.claim_sqlite",
                            GV_TAKE_JOBS "WHERE id IN (SELECT j.id " GV_RUNNABLE_JOBS
                                         ") RETURNING " GV_JOB_COLUMNS,
                            sql::Engine::Sqlite};
const sql::Statement kClaimLimited{
    "jobs.claim_limited_sqlite",
    "WITH due AS MATERIALIZED (SELECT j.id, j.account_id, j.priority, j.vtag, "
    "j.created_at " GV_RUNNABLE_JOBS "), " GV_WITHIN_LIMIT,
    sql::Engine::Sqlite};

}  // namespace

const Dialect& sqlite_dialect() {
  static const Dialect dialect{.claim_jobs = kClaim, .claim_jobs_limited = kClaimLimited};
  return dialect;
}

}  // namespace gv::store
