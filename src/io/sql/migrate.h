#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "io/sql/database.h"

namespace gv::sql {

/// One file of `db/migrations/<engine>/NNNN_name.sql`, as it was compiled in.
struct Migration {
  int version{0};
  std::string_view name;
  std::string_view script;
};

/// Where a store stands.
struct SchemaState {
  int applied{0};                        ///< migrations recorded
  std::vector<Migration> outstanding{};  ///< still to run, ascending
};

/// Compares what the store records with the migrations of this program (ascending from 0, without
/// gaps). Changes nothing.
/// Errors: SchemaMismatch, with the fix in its hint: a file changed after it had run, a gap, a
/// store that a newer program migrated.
Result<SchemaState> schema_state(Database& database, std::span<const Migration> migrations);

/// Runs what is outstanding, forward only, each file in a transaction of its own that also records
/// it, so a kill leaves whole migrations behind. The first line `-- gv:no-transaction` is for what
/// PostgreSQL refuses inside one (concurrent indexes); such a file has to bear running twice.
/// Several processes may start at once: each migration locks the record and looks again, so it
/// runs once. Stronger than a lease, which outlives the process that died with it.
///
/// Returns how many ran. Errors: those of `schema_state` and of the scripts.
Result<int> migrate(Database& database, std::span<const Migration> migrations, const Clock& clock,
                    std::string_view program_version);

}  // namespace gv::sql
