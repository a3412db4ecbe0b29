#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/api/system.h"
#include "adapters/store/sql_store.h"
#include "cli/session.h"
#include "io/file/file_lock.h"
#include "io/sql/database.h"

namespace gv::cli {

/// The store of this process, open and migrated, its data directory made (0700).
class ProcessStore {
 public:
  /// `auto_migrate`: on PostgreSQL too; SQLite always migrates by itself. `clock` outlives it.
  /// Errors: Conflict when another process serves the same SQLite file; SchemaMismatch when
  /// PostgreSQL has migrations outstanding and may not migrate by itself; those of `location_of`,
  /// of opening and of migrating.
  [[nodiscard]] static Result<std::unique_ptr<ProcessStore>> open(const Globals& globals,
                                                                  bool auto_migrate,
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
