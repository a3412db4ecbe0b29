#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "io/sql/database.h"

namespace gv::sql {

/// How a PostgreSQL server is reached.
struct PostgresOptions {
  /// libpq URI ("postgresql://gv@db.example/gv?sslmode=verify-full"). `pooler=transaction` in its
  /// query says that a pooler hands out another server connection for each transaction: then
  /// nothing is prepared and nothing is set for longer than a transaction.
  std::string url;
  std::string role{};                  ///< `SET ROLE`; empty: as the connection logs in
  std::size_t connections_max{20};     ///< of this process, >= 1
  Millis wait_max{5'000};              ///< for a free connection
  Millis idle_check{30'000};           ///< idle longer: asked whether it still lives
  Millis idle_in_transaction{60'000};  ///< the server ends transactions that do nothing
};

/// Opens a PostgreSQL store and makes the first connection. Each transaction sets
/// `gv.account_id`, which row-level security compares, for itself alone. Transactions that end in
/// a serialization failure or a deadlock run again, at most three times, after a random pause.
/// While the server cannot be reached, attempts to connect are spaced out (0.1 s doubling to
/// 2 s) and calls in between fail at once. A server that is silent for five seconds counts as gone,
/// unless the URL has other `connect_timeout`, `tcp_user_timeout` or `keepalives_...`.
///
/// Errors: Unavailable (the server's reason), InvalidInput (the URL).
Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options);

}  // namespace gv::sql
