#include "adapters/store/idempotency_keys.h"

#include <optional>
#include <string>

#include "adapters/store/access.h"
#include "base/check.h"

namespace gv::store {
namespace {

// An expired key is free again: the new request takes its row over.
const sql::Statement kBegin{
    "idempotency_keys.begin",
    "INSERT INTO idempotency_keys (account_id, idem_key, route, fingerprint, state, created_at, "
    "expires_at) VALUES ($1, $2, $3, $4, 'running', $5, $6) "
    "ON CONFLICT (account_id, idem_key) DO UPDATE SET route = excluded.route, "
    "fingerprint = excluded.fingerprint, state = excluded.state, response_status = NULL, "
    "response_body = NULL, created_at = excluded.created_at, expires_at = excluded.expires_at "
    "WHERE idempotency_keys.expires_at <= excluded.created_at"};
const sql::Statement kRead{
    "idempotency_keys.read",
    "SELECT route, fingerprint, state, response_status, response_body FROM idempotency_keys "
    "WHERE account_id = $1 AND idem_key = $2"};
const sql::Statement kFinish{
    "idempotency_keys.finish",
    "UPDATE idempotency_keys SET state = 'done', response_status = $3, response_body = $4 "
    "WHERE account_id = $1 AND idem_key = $2 AND state = 'running'"};
const sql::Statement kRelease{
    "idempotency_keys.release",
    "DELETE FROM idempotency_keys WHERE account_id = $1 AND idem_key = $2 AND state = 'running'"};
const sql::Statement kPurge{
    "idempotency_keys.purge",
    "DELETE FROM idempotency_keys WHERE account_id = $1 AND idem_key IN (SELECT idem_key "
    "FROM idempotency_keys WHERE account_id = $1 AND expires_at <= $2 "
    "ORDER BY expires_at LIMIT $3)"};

app::KeyedAnswer answer_of(const sql::Row& row, const app::KeyedRequest& request) {
  using Kind = app::KeyedAnswer::Kind;
  if (row.text(0) != request.route || row.blob(1) != request.fingerprint) return {Kind::Differs};
  if (row.text(2) == "running") return {Kind::Running};
  return {Kind::Done, app::StoredResponse{row.get<int>(3), row.blob(4)}};
}

}  // namespace

Result<app::KeyedAnswer> IdempotencyKeys::begin(app::Transaction& transaction,
                                                const app::KeyedRequest& request) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  GV_TRY(const auto taken, connection.execute(kBegin, {account, request.key, request.route,
                                                       sql::Blob{request.fingerprint},
                                                       transaction.now(), request.expires_at}));
  if (taken == 1) return app::KeyedAnswer{};
  GV_TRY(const auto answer,
         connection.first(kRead, {account, request.key},
                          [&](const sql::Row& row) { return answer_of(row, request); }));
  GV_CHECK(answer.has_value());
  return *answer;
}

Result<void> IdempotencyKeys::finish(app::Transaction& transaction, std::string_view key,
                                     const app::StoredResponse& response) {
  GV_TRY(const auto changed, connection_of(transaction)
                                 .execute(kFinish, {account_of(transaction), key, response.status,
                                                    sql::Blob{response.body}}));
  if (changed == 1) return {};
  return fail(ErrorCode::Conflict, "idempotency key", "is not running any more");
}

Result<void> IdempotencyKeys::release(app::Transaction& transaction, std::string_view key) {
  GV_TRY(connection_of(transaction).execute(kRelease, {account_of(transaction), key}));
  return {};
}

Result<std::int64_t> IdempotencyKeys::purge(app::Transaction& transaction, int limit) {
  return connection_of(transaction)
      .execute(kPurge, {account_of(transaction), transaction.now(), limit});
}

}  // namespace gv::store
