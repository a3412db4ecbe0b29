#pragma once

#include <string>

#include "app/ports/store.h"
#include "io/sql/connection.h"

/// How a repository is written.
///
/// 1. The port is an interface of `app/ports/<noun>.h` over plain structs. Every method takes
///    `Transaction&` (rows of an account) or `SharedTransaction&` (tables of nobody) first, never
///    an account id, and says its errors.
/// 2. `adapters/store/<noun>.{h,cpp}` keeps it: `class Noun final : public app::Noun`, without
/// state
///    beside references it was built with. `connection_of(transaction)` gives the connection,
///    `account_of(transaction)` the account, `transaction.now()` the instant.
/// 3. SQL stands at the head of the .cpp as `const sql::Statement kVerb{"table.verb", "..."}`:
/// shared
///    by both engines, `account_id = $1` first in every condition and key of an account table,
///    times bound. What cannot be shared stands in `dialect_sqlite.cpp` and `dialect_postgres.cpp`
///    and is reached through `dialect_of`.
/// 4. A row becomes a struct in one function, `thing_of(const sql::Row&)`, over a column list that
///    is a macro, so that every statement that reads it lists the same columns.
/// 5. Ids of type U are checked where they enter the program: PostgreSQL refuses what is no UUID,
///    SQLite finds no row. JSON comes back with its keys in the engine's order.
/// 6. What must be unique is a key, and `Conflict` or `ON CONFLICT` tells; never look first and
/// then
///    insert. What must not be overwritten is guarded in the UPDATE's condition, and the count of
///    changed rows tells.
/// 7. `tests/contract/<noun>_contract.cpp` runs every promise of the port on each engine.
namespace gv::store {

/// The connection behind a transaction that `SqlStore` opened.
[[nodiscard]] sql::Connection& connection_of(app::SharedTransaction& transaction);

/// Whose rows it may touch.
[[nodiscard]] inline const std::string& account_of(const app::Transaction& transaction) {
  return transaction.scope().account().text();
}

}  // namespace gv::store
