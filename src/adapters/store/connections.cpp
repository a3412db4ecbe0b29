#include "adapters/store/connections.h"

#include <optional>
#include <string>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "adapters/store/access.h"
#include "base/check.h"
#include "io/json/json.h"
#include "io/json/loose.h"
#include "io/json/serialize.h"

#define GV_CONNECTION_COLUMNS                                                                  \
  "provider, external_account_id, display_name, credentials_enc, enc_key_id, scopes, status, " \
  "expires_at, last_ok_at, last_error, settings, created_at, updated_at"

namespace gv::store {
namespace {

const sql::Statement kPut{
    "platform_connections.put",
    "INSERT INTO platform_connections (account_id, " GV_CONNECTION_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13) "
    "ON CONFLICT (account_id, provider, external_account_id) DO UPDATE SET "
    "display_name = excluded.display_name, credentials_enc = excluded.credentials_enc, "
    "enc_key_id = excluded.enc_key_id, scopes = excluded.scopes, status = excluded.status, "
    "expires_at = excluded.expires_at, last_ok_at = excluded.last_ok_at, "
    "last_error = excluded.last_error, settings = excluded.settings, "
    "updated_at = excluded.updated_at"};
const sql::Statement kFind{"platform_connections.find",
                           "SELECT " GV_CONNECTION_COLUMNS
                           " FROM platform_connections WHERE account_id = $1 AND provider = $2 "
                           "AND external_account_id = $3"};
const sql::Statement kList{"platform_connections.list",
                           "SELECT " GV_CONNECTION_COLUMNS
                           " FROM platform_connections WHERE account_id = $1 AND provider = $2 "
                           "ORDER BY external_account_id"};
const sql::Statement kRemove{"platform_connections.remove",
                             "DELETE FROM platform_connections WHERE account_id = $1 "
                             "AND provider = $2 AND external_account_id = $3"};

std::string settings_text(const app::Connection& connection) {
  boost::json::object settings;
  for (const auto& [name, text] : connection.settings) settings[name] = text;
  return json::compact(settings);
}

std::map<std::string, std::string> settings_in(std::string_view text) {
  const auto parsed = json::parse(text, "platform_connections.settings");
  GV_CHECK(parsed.has_value() && parsed->is_object());
  std::map<std::string, std::string> settings;
  for (const auto& [name, setting] : parsed->get_object()) {
    settings.emplace(name, json::text_of(parsed->get_object(), name));
  }
  return settings;
}

app::Connection connection_row(const sql::Row& row) {
  return {.provider = row.get<std::string>(0),
          .external_id = row.get<std::string>(1),
          .display_name = row.get<std::optional<std::string>>(2),
          .sealed_credentials = row.blob(3),
          .sealing_key_id = row.get<std::string>(4),
          .scopes = row.get<std::string>(5),
          .settings = settings_in(row.text(10)),
          .status = row.get<std::string>(6),
          .expires_at = row.get<std::optional<TimePoint>>(7),
          .last_ok_at = row.get<std::optional<TimePoint>>(8),
          .last_error = row.get<std::optional<std::string>>(9),
          .created_at = row.time(11),
          .updated_at = row.time(12)};
}

}  // namespace

Result<void> Connections::put(app::Transaction& transaction, const app::Connection& connection) {
  GV_TRY(connection_of(transaction)
             .execute(kPut, {account_of(transaction), connection.provider, connection.external_id,
                             connection.display_name, sql::Blob{connection.sealed_credentials},
                             connection.sealing_key_id, connection.scopes, connection.status,
                             connection.expires_at, connection.last_ok_at, connection.last_error,
                             settings_text(connection), transaction.now()}));
  return {};
}

Result<std::optional<app::Connection>> Connections::find(app::Transaction& transaction,
                                                         std::string_view provider,
                                                         std::string_view external_id) {
  return connection_of(transaction)
      .first(kFind, {account_of(transaction), provider, external_id}, connection_row);
}

Result<std::vector<app::Connection>> Connections::list(app::Transaction& transaction,
                                                       std::string_view provider) {
  return connection_of(transaction).all(kList, {account_of(transaction), provider}, connection_row);
}

Result<bool> Connections::remove(app::Transaction& transaction, std::string_view provider,
                                 std::string_view external_id) {
  GV_TRY(const auto removed,
         connection_of(transaction)
             .execute(kRemove, {account_of(transaction), provider, external_id}));
  return removed == 1;
}

}  // namespace gv::store
