#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "cli/session.h"
#include "io/sql/database.h"

namespace gv::cli {

/// Where a store is: an SQLite file or a PostgreSQL server.
struct StoreLocation {
  sql::Engine engine{sql::Engine::Sqlite};
  std::string path;  ///< of the file
  std::string url;   ///< of the server
  bool by_default{false};

  /// For people: the path, or the URL without its password.
  [[nodiscard]] std::string spoken() const;
};

/// Reads "sqlite:///absolute/path", "sqlite:relative/path", "postgres://..." or "postgresql://...".
/// Errors: InvalidInput naming the option.
[[nodiscard]] Result<StoreLocation> parse_location(std::string_view option, const std::string& url);

/// `--data-dir`, else $XDG_DATA_HOME/geminivideo, else ~/.local/share/geminivideo. Errors:
/// ConfigRange without --data-dir and $HOME.
[[nodiscard]] Result<std::string> data_folder(const Globals& globals);

/// `--db`, else $DATABASE_URL unless `--data-dir` is given, else geminivideo.db in the data folder.
/// Errors: InvalidInput; those of `data_folder`.
[[nodiscard]] Result<StoreLocation> location_of(const Globals& globals);

/// What to do about a file that is not there.
enum class Missing { Refuse, Make };

/// Opens the store; `Make` makes file and folder (0700). Errors: NotFound, those of the driver.
[[nodiscard]] Result<std::unique_ptr<sql::Database>> open_store(const StoreLocation& location,
                                                                Missing missing);

/// Runs the outstanding migrations, on SQLite after a copy of the file. How many ran.
[[nodiscard]] Result<int> migrate_store(sql::Database& database, const StoreLocation& location);

/// Errors: SchemaMismatch, with the command to run, when migrations are outstanding.
[[nodiscard]] Result<void> require_migrated(sql::Database& database, const StoreLocation& location);

}  // namespace gv::cli
