#include "adapters/store/account_keys.h"

#include <optional>
#include <string>

#include "adapters/store/access.h"

#define GV_ACCOUNT_KEY_COLUMNS "key_id, wrapped_key, active_from, retire_at, destroyed_at"

namespace gv::store {
namespace {

const sql::Statement kAddAccountKey{"account_keys.add",
                                    "INSERT INTO account_keys (account_id, " GV_ACCOUNT_KEY_COLUMNS
                                    ") VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING"};
const sql::Statement kLiveAccountKeys{"account_keys.list",
                                      "SELECT " GV_ACCOUNT_KEY_COLUMNS
                                      " FROM account_keys WHERE account_id = $1 "
                                      "AND destroyed_at IS NULL ORDER BY active_from DESC, key_id"};
const sql::Statement kDestroyAccountKeys{
    "account_keys.destroy_retired",
    "UPDATE account_keys SET wrapped_key = $3, destroyed_at = $2 WHERE account_id = $1 "
    "AND destroyed_at IS NULL AND retire_at <= $2"};

app::SealedAccountKey account_key_of(const sql::Row& row) {
  return {.id = row.get<std::string>(0),
          .sealed = row.blob(1),
          .active_from = row.time(2),
          .retire_at = row.time(3),
          .destroyed_at = row.get<std::optional<TimePoint>>(4)};
}

}  // namespace

Result<bool> AccountKeys::add(app::Transaction& transaction, const app::SealedAccountKey& key) {
  GV_TRY(const auto added,
         connection_of(transaction)
             .execute(kAddAccountKey, {account_of(transaction), key.id, sql::Blob{key.sealed},
                                       key.active_from, key.retire_at, key.destroyed_at}));
  return added == 1;
}

Result<std::vector<app::SealedAccountKey>> AccountKeys::list(app::Transaction& transaction) {
  return connection_of(transaction)
      .all(kLiveAccountKeys, {account_of(transaction)}, account_key_of);
}

Result<std::int64_t> AccountKeys::destroy_retired(app::Transaction& transaction) {
  return connection_of(transaction)
      .execute(kDestroyAccountKeys, {account_of(transaction), transaction.now(), sql::Blob{""}});
}

}  // namespace gv::store
