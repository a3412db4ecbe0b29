#include "io/sql/migrate.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "base/check.h"
#include "base/hash.h"

namespace gv::sql {
namespace {

constexpr std::string_view kNoTransaction = "-- gv:no-transaction";

const Statement kCreateSqlite{
    "schema_migrations.create_sqlite",
    "CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER NOT NULL PRIMARY KEY, "
    "name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL, "
    "duration_ms INTEGER NOT NULL, app_version TEXT NOT NULL) STRICT",
    Engine::Sqlite};
const Statement kCreatePostgres{
    "schema_migrations.create_postgres",
    "CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER NOT NULL PRIMARY KEY, "
    "name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TIMESTAMPTZ NOT NULL, "
    "duration_ms BIGINT NOT NULL, app_version TEXT NOT NULL)",
    Engine::Postgres};
const Statement kLockPostgres{"schema_migrations.lock",
                              "LOCK TABLE schema_migrations IN EXCLUSIVE MODE", Engine::Postgres};
const Statement kExistsSqlite{
    "schema_migrations.exists_sqlite",
    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'",
    Engine::Sqlite};
const Statement kExistsPostgres{"schema_migrations.exists_postgres",
                                "SELECT 1 WHERE to_regclass('schema_migrations') IS NOT NULL",
                                Engine::Postgres};
const Statement kApplied{"schema_migrations.applied",
                         "SELECT version, name, checksum FROM schema_migrations ORDER BY version"};
const Statement kRecord{
    "schema_migrations.record",
    "INSERT INTO schema_migrations (version, name, checksum, applied_at, duration_ms, app_version) "
    "VALUES ($1, $2, $3, $4, $5, $6)"};

struct Applied {
  int version;
  std::string name;
  std::string checksum;
};

tl::unexpected<Error> mismatch(std::string message, std::string hint) {
  return fail(ErrorCode::SchemaMismatch, "schema", std::move(message), std::move(hint));
}

Result<std::vector<Applied>> read_applied(Connection& connection) {
  const bool sqlite = connection.engine() == Engine::Sqlite;
  GV_TRY(const auto exists, connection.first(sqlite ? kExistsSqlite : kExistsPostgres, {},
                                             [](const Row&) { return true; }));
  if (!exists) return std::vector<Applied>{};
  return connection.all(kApplied, {}, [](const Row& row) {
    return Applied{row.get<int>(0), row.get<std::string>(1), row.get<std::string>(2)};
  });
}

Result<void> check_one(const Applied& applied, std::size_t position,
                       std::span<const Migration> migrations) {
  if (position >= migrations.size()) {
    return mismatch(fmt::format("migration {:04}_{} is unknown: a newer program made this store",
                                applied.version, applied.name),
                    "start the newer program, or restore the backup made before the upgrade");
  }
  const Migration& ours = migrations[position];
  if (applied.version != ours.version) {
    return mismatch(fmt::format("migration {:04}_{} is missing from the record of this store",
                                ours.version, ours.name),
                    "restore a backup; the table schema_migrations must not be edited");
  }
  if (applied.name != ours.name || applied.checksum != sha256_hex(ours.script)) {
    return mismatch(fmt::format("migration {:04}_{} is not the one that ran on this store ({})",
                                ours.version, ours.name, applied.name),
                    "use the program that made this store, or restore the original file: what "
                    "has run is never edited");
  }
  return {};
}

Result<SchemaState> compare(const std::vector<Applied>& applied,
                            std::span<const Migration> migrations) {
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    GV_CHECK(migrations[i].version == static_cast<int>(i));
  }
  for (std::size_t i = 0; i < applied.size(); ++i) GV_TRY(check_one(applied[i], i, migrations));
  const auto rest = migrations.subspan(applied.size());
  return SchemaState{static_cast<int>(applied.size()), {rest.begin(), rest.end()}};
}

std::int64_t steady_ms() {
  return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// What a migrator needs besides the migration.
struct Run {
  std::span<const Migration> migrations;
  TimePoint at;
  std::string_view program_version;
};

/// Runs one migration and records it; false when another process already has.
Result<bool> run_one(Connection& connection, const Migration& migration, const Run& run) {
  if (connection.engine() == Engine::Postgres) GV_TRY(connection.execute(kLockPostgres));
  GV_TRY(const auto applied, read_applied(connection));
  GV_TRY(compare(applied, run.migrations));
  if (static_cast<int>(applied.size()) > migration.version) return false;
  const auto started = steady_ms();
  auto done = connection.run_script(migration.script);
  if (!done) {
    done.error().where = fmt::format("migration {:04}_{}", migration.version, migration.name);
    return tl::unexpected<Error>(done.error());
  }
  GV_TRY(
      connection.execute(kRecord, {migration.version, migration.name, sha256_hex(migration.script),
                                   run.at, steady_ms() - started, run.program_version}));
  return true;
}

/// As `run_one`, statement by statement: the record comes after, so a kill in between runs the
/// script again.
Result<bool> run_bare(Database& database, const Access& access, const Migration& migration,
                      const Run& run) {
  GV_TRY(database.bare(
      access, [&](Connection& connection) { return connection.run_script(migration.script); }));
  Migration recorded = migration;
  return database.write(access, [&](Connection& connection) -> Result<bool> {
    GV_TRY(const auto applied, read_applied(connection));
    if (static_cast<int>(applied.size()) > recorded.version) return false;
    GV_TRY(
        connection.execute(kRecord, {recorded.version, recorded.name, sha256_hex(recorded.script),
                                     run.at, std::int64_t{0}, run.program_version}));
    return true;
  });
}

}  // namespace

Result<SchemaState> schema_state(Database& database, std::span<const Migration> migrations) {
  return database.read(Access{}, [&](Connection& connection) -> Result<SchemaState> {
    GV_TRY(const auto applied, read_applied(connection));
    return compare(applied, migrations);
  });
}

Result<int> migrate(Database& database, std::span<const Migration> migrations, const Clock& clock,
                    std::string_view program_version) {
  GV_TRY(const auto state, schema_state(database, migrations));
  if (state.outstanding.empty()) return 0;
  const Access access{.timeout = std::chrono::hours{1}};
  GV_TRY(database.write(access, [](Connection& connection) {
    return connection.execute(connection.engine() == Engine::Sqlite ? kCreateSqlite
                                                                    : kCreatePostgres);
  }));
  int count = 0;
  for (const Migration& migration : state.outstanding) {
    const Run run{migrations, clock.now(), program_version};
    GV_TRY(const bool ran, migration.script.starts_with(kNoTransaction)
                               ? run_bare(database, access, migration, run)
                               : database.write(access, [&](Connection& connection) {
                                   return run_one(connection, migration, run);
                                 }));
    count += ran ? 1 : 0;
  }
  return count;
}

}  // namespace gv::sql
