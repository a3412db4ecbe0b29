#pragma once

#include "base/result.h"
#include "base/time.h"
#include "io/sql/database.h"

namespace gv::store {

/// Runs the outstanding migrations and makes the partitions of this month and the three after it.
/// As a login that may take the role gv_owner. Returns how many migrations ran.
Result<int> migrate_postgres(sql::Database& database, const Clock& clock,
                             std::string_view program_version);

/// Makes the monthly partitions from that of `from` on, where they are missing; how many. Without
/// them rows land in the default partitions, which still works. For gv_worker, daily.
Result<int> create_partitions(sql::Database& database, TimePoint from, int months);
Result<int> create_partitions(sql::Connection& connection, TimePoint from, int months);
/// How many months beyond the running one always have theirs.
inline constexpr int kPartitionsAhead = 3;

/// Whether row-level security holds for the role that the connections work as: owners of tables,
/// superusers and roles with BYPASSRLS are above it.
/// Errors: Refused, with the fix in its hint.
Result<void> check_runtime_role(sql::Database& database);

}  // namespace gv::store
