#pragma once

#include <vector>

#include "adapters/store/table_digests.h"
#include "base/result.h"
#include "io/sql/database.h"

namespace gv::store {

/// Copies every row of one store into another, of the same engine or the other one, and reads both
/// again to compare them: what is returned is equal on both sides. Nothing may write to either
/// meanwhile. Both have the schema of this program. A copy that broke off leaves some rows behind:
/// begin again with an empty store.
///
/// Errors: Conflict when `to` has rows already, or a table differs afterwards because `from`
/// changed; those of both databases.
Result<std::vector<TableDigest>> copy_store(sql::Database& from, sql::Database& to);

}  // namespace gv::store
