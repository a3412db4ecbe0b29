#include "adapters/store/change_row.h"
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

const sql::Statement kClaimChanges{
    "pending_ad_changes.claim_sqlite",
    "WITH due AS MATERIALIZED (" GV_DUE_CHANGES "), " GV_FIRST_OF_FIELD GV_TAKE_CHANGES
    "status = 'claimed' WHERE account_id = $1 AND id IN (SELECT firsts.id FROM firsts "
    "WHERE firsts.place = 1) RETURNING " GV_CHANGE_COLUMNS,
    sql::Engine::Sqlite};
const sql::Statement kClaimToVerify{
    "pending_ad_changes.verify_sqlite",
    GV_TAKE_CHANGES "status = 'verifying' WHERE account_id = $1 AND id IN (" GV_UNREAD_CHANGES
                    ") RETURNING " GV_CHANGE_COLUMNS,
    sql::Engine::Sqlite};

}  // namespace

const Dialect& sqlite_dialect() {
  static const Dialect dialect{.claim_jobs = kClaim,
                               .claim_jobs_limited = kClaimLimited,
                               .claim_changes = kClaimChanges,
                               .claim_to_verify = kClaimToVerify};
  return dialect;
}

}  // namespace gv::store
