#include "adapters/store/accounts.h"

#include <limits>
#include <optional>
#include <string>

#include "adapters/store/access.h"
#include "base/check.h"

#define GV_ACCOUNT_COLUMNS                                                                 \
  "id, name, currency, time_zone, industry, status, is_demo, config_version, created_at, " \
  "archived_at"
#define GV_CONFIGURATION_COLUMNS "version, config, config_hash, changed_by, change_note, created_at"

namespace gv::store {
namespace {

const sql::Statement kAdd{"accounts.add", "INSERT INTO accounts (" GV_ACCOUNT_COLUMNS
                                          ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
const sql::Statement kFind{"accounts.find",
                           "SELECT " GV_ACCOUNT_COLUMNS " FROM accounts WHERE id = $1"};
const sql::Statement kUpdate{
    "accounts.update",
    "UPDATE accounts SET name = $2, time_zone = $3, industry = $4, status = $5, archived_at = $6, "
    "is_demo = $7 WHERE id = $1"};
const sql::Statement kList{"accounts.list", "SELECT " GV_ACCOUNT_COLUMNS
                                            " FROM accounts WHERE id > $1 ORDER BY id LIMIT $2"};
const sql::Statement kRevision{
    "accounts.revision",
    "SELECT count(*), CAST(coalesce(sum(config_version), 0) AS BIGINT), count(archived_at) "
    "FROM accounts"};
const sql::Statement kMoveVersion{
    "accounts.move_version",
    "UPDATE accounts SET config_version = $2 + 1 WHERE id = $1 AND config_version = $2"};
const sql::Statement kAddConfiguration{
    "account_configurations.add",
    "INSERT INTO account_configurations (account_id, " GV_CONFIGURATION_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const sql::Statement kConfiguration{
    "account_configurations.find",
    "SELECT " GV_CONFIGURATION_COLUMNS
    " FROM account_configurations WHERE account_id = $1 AND version = $2"};
const sql::Statement kConfigurations{
    "account_configurations.list",
    "SELECT " GV_CONFIGURATION_COLUMNS
    " FROM account_configurations WHERE account_id = $1 AND version < $2 "
    "ORDER BY version DESC LIMIT $3"};

app::Account account_of_row(const sql::Row& row) {
  return {.id = row.get<AccountId>(0),
          .name = row.get<std::string>(1),
          .currency = row.get<std::string>(2),
          .time_zone = row.get<std::string>(3),
          .industry = row.get<std::optional<std::string>>(4),
          .status = row.get<std::string>(5),
          .is_demo = row.boolean(6),
          .config_version = row.integer(7),
          .created_at = row.time(8),
          .archived_at = row.get<std::optional<TimePoint>>(9)};
}

app::AccountConfiguration configuration_of(const sql::Row& row) {
  return {.version = row.integer(0),
          .document = row.get<std::string>(1),
          .hash = row.get<std::string>(2),
          .changed_by = row.get<std::string>(3),
          .note = row.get<std::optional<std::string>>(4),
          .created_at = row.time(5)};
}

tl::unexpected<Error> no_account(const std::string& id) {
  return fail(ErrorCode::NotFound, "account", "there is none called \"" + id + "\"");
}

}  // namespace

Result<void> Accounts::add(app::Transaction& transaction, const app::Account& account) {
  GV_CHECK(account.id == transaction.scope().account());
  GV_TRY(connection_of(transaction)
             .execute(kAdd, {account.id, account.name, account.currency, account.time_zone,
                             account.industry, account.status, account.is_demo,
                             account.config_version, transaction.now(), account.archived_at}));
  return {};
}

Result<std::optional<app::Account>> Accounts::find(app::Transaction& transaction) {
  return connection_of(transaction).first(kFind, {account_of(transaction)}, account_of_row);
}

Result<void> Accounts::update(app::Transaction& transaction, const app::Account& account) {
  GV_CHECK(account.id == transaction.scope().account());
  GV_TRY(const auto changed,
         connection_of(transaction)
             .execute(kUpdate, {account.id, account.name, account.time_zone, account.industry,
                                account.status, account.archived_at, account.is_demo}));
  if (changed == 0) return no_account(account.id.text());
  return {};
}

Result<std::vector<app::Account>> Accounts::list(app::SharedTransaction& transaction,
                                                 std::string_view after, int limit) {
  return connection_of(transaction).all(kList, {after, limit}, account_of_row);
}

Result<app::AccountsRevision> Accounts::revision(app::SharedTransaction& transaction) {
  GV_TRY(const auto revision,
         connection_of(transaction).first(kRevision, {}, [](const sql::Row& row) {
           return app::AccountsRevision{row.integer(0), row.integer(1), row.integer(2)};
         }));
  return *revision;
}

Result<void> Accounts::configure(app::Transaction& transaction, std::int64_t base,
                                 const app::AccountConfiguration& configuration) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  GV_TRY(const auto moved, connection.execute(kMoveVersion, {account, base}));
  if (moved == 0) {
    GV_TRY(const auto known, find(transaction));
    if (!known) return no_account(account);
    return fail(ErrorCode::Conflict, "configuration",
                "version " + std::to_string(known->config_version) + " is in force, the change " +
                    "was made to version " + std::to_string(base));
  }
  GV_TRY(connection.execute(kAddConfiguration,
                            {account, base + 1, configuration.document, configuration.hash,
                             configuration.changed_by, configuration.note, transaction.now()}));
  return {};
}

Result<std::optional<app::AccountConfiguration>> Accounts::configuration(
    app::Transaction& transaction, std::int64_t version) {
  return connection_of(transaction)
      .first(kConfiguration, {account_of(transaction), version}, configuration_of);
}

Result<std::vector<app::AccountConfiguration>> Accounts::configurations(
    app::Transaction& transaction, std::int64_t before, int limit) {
  const auto below = before == 0 ? std::numeric_limits<std::int64_t>::max() : before;
  return connection_of(transaction)
      .all(kConfigurations, {account_of(transaction), below, limit}, configuration_of);
}

}  // namespace gv::store
