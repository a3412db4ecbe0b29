// What PersonalData forgets because its time is over.
#include "adapters/store/access.h"
#include "adapters/store/personal_data.h"

namespace gv::store {
namespace {

// A batch each: a delete of everything at once would hold the writer of SQLite for seconds.
const sql::Statement kForgetClickKeys{
    "event_keys.forget_clicks",
    "DELETE FROM event_keys WHERE account_id = $1 AND source = 'click' AND source_key IN "
    "(SELECT click_id FROM click_tracking WHERE account_id = $1 AND expires_at <= $2 "
    "ORDER BY expires_at, click_id LIMIT 5000)"};
const sql::Statement kForgetClicks{
    "click_tracking.forget",
    "DELETE FROM click_tracking WHERE account_id = $1 AND click_id IN "
    "(SELECT click_id FROM click_tracking WHERE account_id = $1 AND expires_at <= $2 "
    "ORDER BY expires_at, click_id LIMIT 5000)"};
const sql::Statement kForgetFingerprints{
    "click_tracking.forget_fingerprints",
    "UPDATE click_tracking SET fp_hash = NULL WHERE account_id = $1 AND click_id IN "
    "(SELECT click_id FROM click_tracking WHERE account_id = $1 AND fp_hash IS NOT NULL "
    "AND click_timestamp <= $2 LIMIT 5000)"};
const sql::Statement kForgetClients{
    "click_tracking.forget_clients",
    "UPDATE click_tracking SET ip_ua_enc = NULL WHERE account_id = $1 AND click_id IN "
    "(SELECT click_id FROM click_tracking WHERE account_id = $1 AND ip_ua_enc IS NOT NULL "
    "AND click_timestamp <= $2 LIMIT 5000)"};
const sql::Statement kForgetLinks{
    "identity_links.forget",
    "DELETE FROM identity_links WHERE account_id = $1 AND expires_at <= $2"};
const sql::Statement kForgetTouches{
    "touchpoints.forget",
    "DELETE FROM touchpoints WHERE account_id = $1 AND id IN "
    "(SELECT id FROM touchpoints WHERE account_id = $1 AND at <= $2 LIMIT 5000)"};
const sql::Statement kForgetAttempts{
    "attribution_performance_log.forget",
    "DELETE FROM attribution_performance_log WHERE account_id = $1 AND id IN "
    "(SELECT id FROM attribution_performance_log WHERE account_id = $1 AND created_at <= $2 "
    "LIMIT 5000)"};

}  // namespace

Result<app::ErasedRows> PersonalData::forget(app::Transaction& transaction,
                                             const app::RetentionHorizons& horizons) {
  app::ErasedRows rows;
  const auto run = [&](const sql::Statement& statement, TimePoint until) {
    return connection_of(transaction).execute(statement, {account_of(transaction), until});
  };
  GV_TRY(run(kForgetClickKeys, horizons.clicks));
  GV_TRY(rows.clicks, run(kForgetClicks, horizons.clicks));
  GV_TRY(const auto fingerprints, run(kForgetFingerprints, horizons.fingerprints));
  GV_TRY(const auto clients, run(kForgetClients, horizons.clients));
  rows.hashes = fingerprints + clients;
  GV_TRY(rows.links, run(kForgetLinks, transaction.now()));
  GV_TRY(rows.touches, run(kForgetTouches, horizons.touches));
  GV_TRY(run(kForgetAttempts, horizons.attempts));
  return rows;
}

}  // namespace gv::store
