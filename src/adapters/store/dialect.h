#pragma once

#include "io/sql/engine.h"
#include "io/sql/statement.h"

namespace gv::store {

/// The statements that cannot be shared, each taking the same parameters and giving the same
/// columns on both engines.
struct Dialect {
  /// $1 queue, $2 worker, $3 locked until, $4 now, $5 batch.
  const sql::Statement& claim_jobs;
  /// The same, and $6: jobs of one account that may be active at once.
  const sql::Statement& claim_jobs_limited;
  /// $1 account, $2 worker, $3 leased until, $4 now, $5 batch, $6 the least urgent priority,
  /// $7 whether videos are claimed, or everything else.
  const sql::Statement& claim_changes;
  /// The first six of them.
  const sql::Statement& claim_to_verify;
};

[[nodiscard]] const Dialect& sqlite_dialect();
[[nodiscard]] const Dialect& postgres_dialect();

[[nodiscard]] inline const Dialect& dialect_of(sql::Engine engine) {
  return engine == sql::Engine::Sqlite ? sqlite_dialect() : postgres_dialect();
}

}  // namespace gv::store
