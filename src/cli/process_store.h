#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/api/system.h"
#include "adapters/store/sql_store.h"
#include "io/file/file_lock.h"
#include "io/sql/database.h"

namespace gv::cli {

/// Where a process keeps what it must not lose.
struct StoreOptions {
  std::string data_dir{};  ///< empty: `data_dir_default`
  std::string db{};  ///< "sqlite:///path", "postgres://..."; empty: geminivideo.db in data_dir
  bool auto_migrate{false};  ///< SQLite always migrates by itself
};

/// $XDG_DATA_HOME/geminivideo, else ~/.local/share/geminivideo. Errors: NotFound: neither is set.
[[nodiscard]] Result<std::string> data_dir_default();

/// The path in "sqlite:///path"; nothing when `url` is of another kind.
[[nodiscard]] std::optional<std::string> sqlite_path(std::string_view url);

/// The store of this process, open and migrated, its data directory made (0700).
class ProcessStore {
 public:
  /// Errors: Conflict when another process serves the same SQLite file; SchemaMismatch when
  /// PostgreSQL has migrations outstanding and may not migrate by itself; InvalidInput for an
  /// unknown kind of address; those of opening and migrating. `clock` outlives it.
  [[nodiscard]] static Result<std::unique_ptr<ProcessStore>> open(const StoreOptions& options,
                                                                  const Clock& clock);

  [[nodiscard]] app::Store& store() { return store_; }
  [[nodiscard]] sql::Database& database() { return *database_; }
  [[nodiscard]] const std::string& data_dir() const { return data_dir_; }
  /// Of the newest migration, "0010".
  [[nodiscard]] std::string schema_version() const;
  /// Database, migrations and disk. They refer to this.
  [[nodiscard]] std::vector<api::ReadinessCheck> checks();

 private:
  ProcessStore(std::string data_dir, std::optional<file::FileLock> lock,
               std::unique_ptr<sql::Database> database, const Clock& clock);

  std::string data_dir_;
  std::optional<file::FileLock> lock_;
  std::unique_ptr<sql::Database> database_;
  store::SqlStore store_;
};

}  // namespace gv::cli
