#include "adapters/store/holds.h"

#include <optional>
#include <string>

#include "adapters/store/access.h"
#include "adapters/store/change_row.h"

#define GV_HOLD_COLUMNS \
  "id, scope, target_id, reason, engaged_by, engaged_at, expires_at, cleared_by, cleared_at"
#define GV_HOLDS            \
  "SELECT " GV_HOLD_COLUMNS \
  " FROM execution_holds WHERE (account_id IS NULL OR account_id = $1) AND "

namespace gv::store {
namespace {

const sql::Statement kEngage{
    "execution_holds.engage",
    "INSERT INTO execution_holds (account_id, id, scope, target_id, reason, engaged_by, "
    "engaged_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING"};
#define GV_CLEAR "UPDATE execution_holds SET cleared_by = $2, cleared_at = $3 WHERE id = $1 "
#define GV_UNCLEARED "AND cleared_at IS NULL AND (expires_at IS NULL OR expires_at > $3) "
const sql::Statement kClearHold{"execution_holds.clear",
                                GV_CLEAR GV_UNCLEARED "AND account_id = $4"};
const sql::Statement kClearGlobal{"execution_holds.clear_global",
                                  GV_CLEAR GV_UNCLEARED "AND account_id IS NULL"};
const sql::Statement kInForce{"execution_holds.in_force", GV_HOLDS
                              "cleared_at IS NULL AND (expires_at IS NULL OR expires_at > $2) "
                              "ORDER BY engaged_at, id"};
const sql::Statement kListHolds{"execution_holds.list",
                                GV_HOLDS "engaged_at <= $2 ORDER BY engaged_at DESC, id LIMIT $3"};
const sql::Statement kFindHold{"execution_holds.find", GV_HOLDS "id = $2"};

app::Hold hold_of(const sql::Row& row) {
  return {.id = row.get<std::string>(0),
          .scope = sound(app::parse_hold_scope(row.text(1), "scope")),
          .target = row.get<std::optional<std::string>>(2),
          .reason = row.get<std::string>(3),
          .engaged_by = row.get<std::string>(4),
          .engaged_at = row.time(5),
          .expires_at = row.get<std::optional<TimePoint>>(6),
          .cleared_by = row.get<std::optional<std::string>>(7),
          .cleared_at = row.get<std::optional<TimePoint>>(8)};
}

}  // namespace

Result<void> Holds::engage(app::SharedTransaction& transaction, const app::Hold& hold) {
  const auto* account = transaction.account();
  const auto owner = account == nullptr ? sql::Param(std::nullopt) : sql::Param(*account);
  GV_TRY(connection_of(transaction)
             .execute(kEngage, {owner, hold.id, app::to_text(hold.scope), hold.target, hold.reason,
                                hold.engaged_by, transaction.now(), hold.expires_at}));
  return {};
}

Result<bool> Holds::clear(app::SharedTransaction& transaction, std::string_view id,
                          std::string_view by) {
  auto& connection = connection_of(transaction);
  const auto* account = transaction.account();
  GV_TRY(const auto cleared,
         account == nullptr
             ? connection.execute(kClearGlobal, {id, by, transaction.now()})
             : connection.execute(kClearHold, {id, by, transaction.now(), *account}));
  return cleared == 1;
}

Result<std::vector<app::Hold>> Holds::in_force(app::Transaction& transaction) {
  return connection_of(transaction)
      .all(kInForce, {account_of(transaction), transaction.now()}, hold_of);
}

Result<std::vector<app::Hold>> Holds::list(app::Transaction& transaction, int limit) {
  return connection_of(transaction)
      .all(kListHolds, {account_of(transaction), transaction.now(), limit}, hold_of);
}

Result<std::optional<app::Hold>> Holds::find(app::Transaction& transaction, std::string_view id) {
  return connection_of(transaction).first(kFindHold, {account_of(transaction), id}, hold_of);
}

}  // namespace gv::store
