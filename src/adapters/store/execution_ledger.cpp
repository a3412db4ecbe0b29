#include "adapters/store/execution_ledger.h"

#include "adapters/store/access.h"
#include "adapters/store/change_row.h"

namespace gv::store {
namespace {

// The account's event head is the lock that orders its appends; the same row orders its sends.
const sql::Statement kLockLedger{
    "mutation_ledger.lock",
    "INSERT INTO account_event_heads (account_id, last_seq) VALUES ($1, 0) "
    "ON CONFLICT (account_id) DO UPDATE SET last_seq = account_event_heads.last_seq"};
const sql::Statement kAddSent{
    "mutation_ledger.add",
    "INSERT INTO mutation_ledger (account_id, id, platform, entity_type, entity_id, change_id, "
    "operations, sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
const sql::Statement kSentSince{
    "mutation_ledger.since",
    "SELECT id, platform, entity_type, entity_id, change_id, operations, sent_at "
    "FROM mutation_ledger WHERE account_id = $1 AND platform = $2 AND sent_at > $3 "
    "ORDER BY sent_at, id"};
const sql::Statement kAddBudget{
    "budget_history.add",
    "INSERT INTO budget_history (account_id, platform, level, unit_id, valid_from, "
    "daily_budget_minor, change_id) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (account_id, platform, level, unit_id, valid_from) DO UPDATE SET "
    "daily_budget_minor = excluded.daily_budget_minor, change_id = excluded.change_id"};
#define GV_OF_UNIT "account_id = $1 AND platform = $2 AND level = $3 AND unit_id = $4 "
const sql::Statement kBudgets{
    "budget_history.since",
    "SELECT valid_from, daily_budget_minor FROM budget_history WHERE " GV_OF_UNIT
    "AND valid_from >= coalesce((SELECT max(valid_from) FROM budget_history WHERE " GV_OF_UNIT
    "AND valid_from <= $5), $5) ORDER BY valid_from"};

app::SentMutation sent_of(const sql::Row& row) {
  return {.id = row.get<std::string>(0),
          .platform = row.get<std::string>(1),
          .entity = {sound(execute::parse_entity_level(row.text(2), "entity_type")),
                     row.get<std::string>(3)},
          .change_id = row.get<std::optional<std::string>>(4),
          .operations = row.get<int>(5),
          .sent_at = row.time(6)};
}

}  // namespace

Result<void> ExecutionLedger::lock(app::Transaction& transaction) {
  GV_TRY(connection_of(transaction).execute(kLockLedger, {account_of(transaction)}));
  return {};
}

Result<void> ExecutionLedger::add(app::Transaction& transaction,
                                  std::span<const app::SentMutation> sent) {
  std::vector<std::vector<sql::Param>> rows;
  for (const auto& one : sent) {
    rows.push_back({account_of(transaction), one.id, one.platform,
                    execute::to_text(one.entity.level), one.entity.id, one.change_id,
                    one.operations, one.sent_at});
  }
  GV_TRY(connection_of(transaction).execute_many(kAddSent, rows));
  return {};
}

Result<std::vector<app::SentMutation>> ExecutionLedger::sent_since(app::Transaction& transaction,
                                                                   std::string_view platform,
                                                                   TimePoint since) {
  return connection_of(transaction)
      .all(kSentSince, {account_of(transaction), platform, since}, sent_of);
}

Result<void> ExecutionLedger::add_budget(app::Transaction& transaction,
                                         const app::KnownBudget& budget) {
  GV_TRY(connection_of(transaction)
             .execute(kAddBudget, {account_of(transaction), budget.platform,
                                   execute::to_text(budget.unit.level), budget.unit.id, budget.from,
                                   budget.daily_minor, budget.change_id}));
  return {};
}

Result<std::vector<belief::BudgetStep>> ExecutionLedger::budgets(app::Transaction& transaction,
                                                                 std::string_view platform,
                                                                 const app::EntityRef& unit,
                                                                 TimePoint since) {
  return connection_of(transaction)
      .all(kBudgets,
           {account_of(transaction), platform, execute::to_text(unit.level), unit.id, since},
           [](const sql::Row& row) {
             return belief::BudgetStep{row.time(0), row.integer(1)};
           });
}

}  // namespace gv::store
