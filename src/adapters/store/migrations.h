#pragma once

#include <span>

#include "io/sql/migrate.h"

namespace gv::store {

/// Every file of `db/migrations/<engine>`, ascending from 0, as compiled in.
[[nodiscard]] std::span<const sql::Migration> migrations(sql::Engine engine);

/// Makes an SQLite store fit this program. Where migrations are outstanding and the store has data,
/// a copy named `<path>.before-NNNN` is made first (NNNN: the first outstanding one); a copy of
/// that name from an earlier try is kept. Returns how many ran. Errors: those of `sql::migrate` and
/// of the backup.
Result<int> migrate_sqlite(sql::Database& database, const std::string& path, const Clock& clock,
                           std::string_view program_version);

}  // namespace gv::store
