#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "io/sql/database.h"

namespace gv::store {

/// What a store that nobody writes to holds, as text that two equal stores share: schema version,
/// rows and hash of every table, the last event number of every account; and `file_sha256` as it
/// was given. JSON, a line for each. Runs SQLite's own check of the file first.
///
/// Errors: UnusableInput (the file is damaged), SchemaMismatch (of another version than this
/// program), those of the database. Cost: reads the store twice.
Result<std::string> manifest(sql::Database& database, std::string_view file_sha256);

}  // namespace gv::store
