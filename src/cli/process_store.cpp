#include "cli/process_store.h"

#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "adapters/store/migrations.h"
#include "adapters/store/postgres_schema.h"
#include "cli/store_location.h"
#include "cli/version.h"
#include "io/sql/postgres.h"
#include "io/sql/sqlite.h"

namespace gv::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kFreeBytesMin = 1ULL << 30;
constexpr double kFreeShareMin = 0.05;
/// Below row-level security, and with the rights of the jobs that run in the same process.
constexpr std::string_view kRuntimeRole = "gv_worker";

const sql::Statement kPing{"store.ping", "SELECT 1"};

/// Made with all its parents; only for its owner.
Result<void> make_private(const std::string& folder) {
  std::error_code trouble;
  if (fs::is_directory(folder, trouble)) return {};
  fs::create_directories(folder, trouble);
  if (!trouble) fs::permissions(folder, fs::perms::owner_all, trouble);
  if (!trouble) return {};
  return fail(ErrorCode::NotFound, folder, "cannot be made: " + trouble.message(),
              "name a folder that can be written with --data-dir");
}

Result<std::unique_ptr<sql::Database>> open_file(const std::string& path, const Clock& clock) {
  GV_TRY(auto database, sql::open_sqlite({.path = path}));
  GV_TRY(store::migrate_sqlite(*database, path, clock, kVersion));
  return database;
}

Result<std::unique_ptr<sql::Database>> open_server(const std::string& url, bool auto_migrate,
                                                   const Clock& clock) {
  GV_TRY(auto login, sql::open_postgres({.url = url, .connections_max = 1}));
  GV_TRY(const auto state, sql::schema_state(*login, store::migrations(sql::Engine::Postgres)));
  if (!state.outstanding.empty() && !auto_migrate) {
    return fail(
        ErrorCode::SchemaMismatch, "--db",
        fmt::format("{} of {} migrations have not run on this database", state.outstanding.size(),
                    state.outstanding.size() + static_cast<std::size_t>(state.applied)),
        "geminivideo migrate up --db URL  or  geminivideo serve --auto-migrate");
  }
  if (auto_migrate) GV_TRY(store::migrate_postgres(*login, clock, kVersion));
  GV_TRY(auto database, sql::open_postgres({.url = url, .role = std::string(kRuntimeRole)}));
  GV_TRY(store::check_runtime_role(*database));
  return database;
}

Result<void> check_disk(const std::string& folder) {
  std::error_code trouble;
  const auto space = fs::space(folder, trouble);
  if (trouble) return fail(ErrorCode::Unavailable, "disk", "cannot be asked for its free space");
  const auto share = static_cast<double>(space.available) / static_cast<double>(space.capacity);
  if (space.available >= kFreeBytesMin && share >= kFreeShareMin) return {};
  return fail(ErrorCode::StorageFull, "disk",
              fmt::format("{} MiB ({:.1f} %) are free; 1024 MiB and 5 % are wanted",
                          space.available >> 20U, share * 100.0));
}

}  // namespace

Result<std::unique_ptr<ProcessStore>> ProcessStore::open(const Globals& globals, bool auto_migrate,
                                                         const Clock& clock) {
  GV_TRY(const auto location, location_of(globals));
  GV_TRY(auto folder, data_folder(globals));
  GV_TRY(make_private(folder));
  std::optional<file::FileLock> lock;
  std::unique_ptr<sql::Database> database;
  if (location.engine == sql::Engine::Postgres) {
    GV_TRY(database, open_server(location.url, auto_migrate, clock));
  } else {
    auto held = file::FileLock::take(location.path + ".lock");
    if (!held && held.error().code == ErrorCode::Conflict) {
      return fail(ErrorCode::Conflict, location.path, "is served by another process already",
                  "end that one first, or name another file with --db");
    }
    GV_TRY(auto taken, std::move(held));
    lock.emplace(std::move(taken));
    GV_TRY(database, open_file(location.path, clock));
  }
  return std::unique_ptr<ProcessStore>(
      new ProcessStore(std::move(folder), std::move(lock), std::move(database), clock));
}

ProcessStore::ProcessStore(std::string data_dir, std::optional<file::FileLock> lock,
                           std::unique_ptr<sql::Database> database, const Clock& clock)
    : data_dir_(std::move(data_dir)),
      lock_(std::move(lock)),
      database_(std::move(database)),
      store_(*database_, clock) {}

std::string ProcessStore::schema_version() const {
  return fmt::format("{:04}", store::migrations(database_->engine()).back().version);
}

std::vector<api::ReadinessCheck> ProcessStore::checks() {
  const auto ping = [this]() -> Result<void> {
    GV_TRY(database_->read({.timeout = Millis(2'000)}, [](sql::Connection& connection) {
      return connection.first(kPing, {}, [](const sql::Row& row) { return row.integer(0); });
    }));
    return {};
  };
  const auto migrated = [this]() -> Result<void> {
    GV_TRY(const auto state, sql::schema_state(*database_, store::migrations(database_->engine())));
    if (state.outstanding.empty()) return {};
    return fail(ErrorCode::SchemaMismatch, "migrations", "migrations are outstanding");
  };
  return {{"database", ping}, {"migrations", migrated}, {"disk", [this] {
                                                           return check_disk(data_dir_);
                                                         }}};
}

}  // namespace gv::cli
