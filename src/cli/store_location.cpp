#include "cli/store_location.h"

#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "adapters/store/migrations.h"
#include "adapters/store/postgres_schema.h"
#include "cli/machine_clock.h"
#include "cli/version.h"
#include "io/sql/postgres.h"
#include "io/sql/sqlite.h"

namespace gv::cli {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

/// Makes the folder of the file, for its owner alone. One that is there keeps its permissions.
Result<void> make_folder(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code trouble;
  if (folder.empty() || std::filesystem::is_directory(folder, trouble)) return {};
  if (std::filesystem::create_directories(folder, trouble)) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, trouble);
  }
  if (!trouble) return {};
  return fail(ErrorCode::Refused, folder.string(), "cannot be made: " + trouble.message());
}

}  // namespace

std::string StoreLocation::spoken() const {
  if (engine == sql::Engine::Sqlite) return path;
  const auto begin = url.find("://") + 3;
  const auto at = url.find('@', begin);
  const auto colon = url.find(':', begin);
  if (at == std::string::npos || colon > at) return url;
  return url.substr(0, colon) + url.substr(at);
}

Result<StoreLocation> parse_location(std::string_view option, const std::string& url) {
  if (url.starts_with("postgres://") || url.starts_with("postgresql://")) {
    return StoreLocation{.engine = sql::Engine::Postgres, .url = url};
  }
  constexpr std::string_view kScheme = "sqlite:";
  if (url.starts_with(kScheme)) {
    std::string path = url.substr(kScheme.size());
    if (path.starts_with("///")) path.erase(0, 2);
    if (!path.empty() && !path.starts_with("//")) return StoreLocation{.path = path};
  }
  // Not the text itself: a URL may hold a password.
  return fail(ErrorCode::InvalidInput, std::string(option),
              "must be sqlite:///path/to/file, sqlite:file or postgres://user@host/database");
}

Result<std::string> data_folder(const Globals& globals) {
  if (!globals.data_dir.empty()) return globals.data_dir;
  if (const auto data = variable("XDG_DATA_HOME"); data.starts_with('/')) {
    return data + "/geminivideo";
  }
  if (const auto home = variable("HOME"); home.starts_with('/')) {
    return home + "/.local/share/geminivideo";
  }
  return fail(ErrorCode::ConfigRange, "--data-dir",
              "is not given, and neither XDG_DATA_HOME nor HOME is set");
}

Result<StoreLocation> location_of(const Globals& globals) {
  if (!globals.db.empty()) return parse_location("--db", globals.db);
  if (const auto url = variable("DATABASE_URL"); globals.data_dir.empty() && !url.empty()) {
    return parse_location("DATABASE_URL", url);
  }
  GV_TRY(const auto folder, data_folder(globals));
  return StoreLocation{.path = folder + "/geminivideo.db", .by_default = true};
}

Result<std::unique_ptr<sql::Database>> open_store(const StoreLocation& location, Missing missing) {
  if (location.engine == sql::Engine::Postgres) return sql::open_postgres({.url = location.url});
  std::error_code trouble;
  if (missing == Missing::Make) {
    GV_TRY(make_folder(location.path));
  } else if (!std::filesystem::exists(location.path, trouble)) {
    return fail(ErrorCode::NotFound, location.path, "there is no store",
                "geminivideo migrate up  makes one; --db or --data-dir  names another");
  }
  return sql::open_sqlite({.path = location.path});
}

Result<int> migrate_store(sql::Database& database, const StoreLocation& location) {
  const MachineClock clock;
  if (location.engine == sql::Engine::Postgres) {
    return store::migrate_postgres(database, clock, kVersion);
  }
  return store::migrate_sqlite(database, location.path, clock, kVersion);
}

Result<void> require_migrated(sql::Database& database, const StoreLocation& location) {
  GV_TRY(const auto state, sql::schema_state(database, store::migrations(database.engine())));
  if (state.outstanding.empty()) return {};
  const auto option = location.engine == sql::Engine::Sqlite ? "sqlite:" + location.path : "URL";
  return fail(ErrorCode::SchemaMismatch, location.spoken(),
              fmt::format("{} of {} migrations have not run", state.outstanding.size(),
                          state.outstanding.size() + static_cast<std::size_t>(state.applied)),
              "geminivideo migrate up --db " + option);
}

}  // namespace gv::cli
