// Sessions and API keys of Identities.
#include <optional>
#include <string>

#include "adapters/store/access.h"
#include "adapters/store/identities.h"

#define GV_SESSION_COLUMNS \
  "id_hash, user_id, csrf_secret, created_at, last_seen_at, expires_at, ip_prefix, user_agent"
#define GV_API_KEY_COLUMNS                                                                   \
  "id, account_id, name, key_prefix, key_hash, scopes, created_by, created_at, expires_at, " \
  "last_used_at, revoked_at"

namespace gv::store {
namespace {

const sql::Statement kAddSession{"sessions.add", "INSERT INTO sessions (" GV_SESSION_COLUMNS
                                                 ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
const sql::Statement kSession{"sessions.find",
                              "SELECT " GV_SESSION_COLUMNS
                              " FROM sessions WHERE id_hash = $1 AND expires_at > $2"};
const sql::Statement kSessionsOf{"sessions.of_user",
                                 "SELECT " GV_SESSION_COLUMNS
                                 " FROM sessions WHERE user_id = $1 AND expires_at > $2 "
                                 "ORDER BY created_at, id_hash"};
const sql::Statement kTouchSession{
    "sessions.touch", "UPDATE sessions SET last_seen_at = $2, expires_at = $3 WHERE id_hash = $1"};
const sql::Statement kEndSession{"sessions.end", "DELETE FROM sessions WHERE id_hash = $1"};
const sql::Statement kEndSessionsOf{"sessions.end_of_user",
                                    "DELETE FROM sessions WHERE user_id = $1"};
const sql::Statement kAddKey{"api_keys.add",
                             "INSERT INTO api_keys (" GV_API_KEY_COLUMNS
                             ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
const sql::Statement kKey{"api_keys.by_prefix",
                          "SELECT " GV_API_KEY_COLUMNS
                          " FROM api_keys WHERE key_prefix = $1 AND revoked_at IS NULL "
                          "AND (expires_at IS NULL OR expires_at > $2)"};
const sql::Statement kKeysOf{"api_keys.of_account",
                             "SELECT " GV_API_KEY_COLUMNS
                             " FROM api_keys WHERE account_id = $1 ORDER BY created_at, id"};
const sql::Statement kTouchKey{"api_keys.touch",
                               "UPDATE api_keys SET last_used_at = $2 WHERE id = $1"};
const sql::Statement kRevokeKey{
    "api_keys.revoke", "UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL"};
const sql::Statement kExpireKey{
    "api_keys.expire",
    "UPDATE api_keys SET expires_at = CASE WHEN expires_at < $2 THEN expires_at ELSE $2 END "
    "WHERE id = $1 AND revoked_at IS NULL"};

app::Session session_of(const sql::Row& row) {
  return {.id_hash = row.blob(0),
          .user_id = row.get<std::string>(1),
          .csrf_secret = row.blob(2),
          .created_at = row.time(3),
          .last_seen_at = row.time(4),
          .expires_at = row.time(5),
          .ip_prefix = row.get<std::optional<std::string>>(6),
          .user_agent = row.get<std::optional<std::string>>(7)};
}

app::ApiKey key_of(const sql::Row& row) {
  return {.id = row.get<std::string>(0),
          .account = row.get<std::optional<AccountId>>(1),
          .name = row.get<std::string>(2),
          .prefix = row.get<std::string>(3),
          .secret_hash = row.blob(4),
          .scopes = row.get<std::string>(5),
          .created_by = row.get<std::optional<std::string>>(6),
          .created_at = row.time(7),
          .expires_at = row.get<std::optional<TimePoint>>(8),
          .last_used_at = row.get<std::optional<TimePoint>>(9),
          .revoked_at = row.get<std::optional<TimePoint>>(10)};
}

}  // namespace

Result<void> Identities::add_session(app::SharedTransaction& transaction,
                                     const app::Session& session) {
  GV_TRY(connection_of(transaction)
             .execute(kAddSession,
                      {sql::Blob{session.id_hash}, session.user_id, sql::Blob{session.csrf_secret},
                       transaction.now(), transaction.now(), session.expires_at, session.ip_prefix,
                       session.user_agent}));
  return {};
}

Result<std::optional<app::Session>> Identities::session(app::SharedTransaction& transaction,
                                                        std::string_view id_hash) {
  return connection_of(transaction)
      .first(kSession, {sql::Blob{id_hash}, transaction.now()}, session_of);
}

Result<void> Identities::touch_session(app::SharedTransaction& transaction,
                                       std::string_view id_hash, TimePoint expires_at) {
  GV_TRY(connection_of(transaction)
             .execute(kTouchSession, {sql::Blob{id_hash}, transaction.now(), expires_at}));
  return {};
}

Result<bool> Identities::end_session(app::SharedTransaction& transaction,
                                     std::string_view id_hash) {
  GV_TRY(const auto ended, connection_of(transaction).execute(kEndSession, {sql::Blob{id_hash}}));
  return ended == 1;
}

Result<std::vector<app::Session>> Identities::sessions_of(app::SharedTransaction& transaction,
                                                          std::string_view user_id) {
  return connection_of(transaction).all(kSessionsOf, {user_id, transaction.now()}, session_of);
}

Result<std::int64_t> Identities::end_sessions_of(app::SharedTransaction& transaction,
                                                 std::string_view user_id) {
  return connection_of(transaction).execute(kEndSessionsOf, {user_id});
}

Result<void> Identities::add_api_key(app::SharedTransaction& transaction, const app::ApiKey& key) {
  GV_TRY(
      connection_of(transaction)
          .execute(kAddKey, {key.id, key.account, key.name, key.prefix, sql::Blob{key.secret_hash},
                             key.scopes, key.created_by, transaction.now(), key.expires_at,
                             key.last_used_at, key.revoked_at}));
  return {};
}

Result<std::optional<app::ApiKey>> Identities::api_key(app::SharedTransaction& transaction,
                                                       std::string_view prefix) {
  return connection_of(transaction).first(kKey, {prefix, transaction.now()}, key_of);
}

Result<std::vector<app::ApiKey>> Identities::api_keys_of(app::SharedTransaction& transaction,
                                                         const AccountId& account) {
  return connection_of(transaction).all(kKeysOf, {account}, key_of);
}

Result<void> Identities::touch_api_key(app::SharedTransaction& transaction, std::string_view id) {
  GV_TRY(connection_of(transaction).execute(kTouchKey, {id, transaction.now()}));
  return {};
}

Result<bool> Identities::revoke_api_key(app::SharedTransaction& transaction, std::string_view id) {
  GV_TRY(const auto revoked,
         connection_of(transaction).execute(kRevokeKey, {id, transaction.now()}));
  return revoked == 1;
}

Result<bool> Identities::expire_api_key(app::SharedTransaction& transaction, std::string_view id,
                                        TimePoint at) {
  GV_TRY(const auto changed, connection_of(transaction).execute(kExpireKey, {id, at}));
  return changed == 1;
}

}  // namespace gv::store
