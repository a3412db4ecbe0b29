#include "adapters/store/change_row.h"
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

const sql::Statement kClaimChanges{
    "pending_ad_changes.claim_postgres",
    "WITH due AS MATERIALIZED (" GV_DUE_CHANGES
    "FOR UPDATE OF c SKIP LOCKED), " GV_FIRST_OF_FIELD GV_TAKE_CHANGES
    "status = 'claimed' WHERE account_id = $1 AND id IN (SELECT firsts.id FROM firsts "
    "WHERE firsts.place = 1) RETURNING " GV_CHANGE_COLUMNS,
    sql::Engine::Postgres};
const sql::Statement kClaimToVerify{
    "pending_ad_changes.verify_postgres",
    "WITH unread AS MATERIALIZED (" GV_UNREAD_CHANGES
    "FOR UPDATE OF c SKIP LOCKED) " GV_TAKE_CHANGES
    "status = 'verifying' WHERE account_id = $1 AND id IN (SELECT unread.id FROM unread) "
    "RETURNING " GV_CHANGE_COLUMNS,
    sql::Engine::Postgres};

}  // namespace

const Dialect& postgres_dialect() {
  static const Dialect dialect{.claim_jobs = kClaim,
                               .claim_jobs_limited = kClaimLimited,
                               .claim_changes = kClaimChanges,
                               .claim_to_verify = kClaimToVerify};
  return dialect;
}

}  // namespace gv::store
