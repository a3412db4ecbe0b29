#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "io/sql/database.h"

namespace gv::sql {

/// How an SQLite file is opened.
struct SqliteOptions {
  std::string path;            ///< of the file, made when it is missing
  int readers{4};              ///< connections for reads, >= 1; opened when first needed
  Millis busy_timeout{5'000};  ///< how long to wait for a lock of another process
  std::string vfs{};           ///< SQLite's file layer; empty: the machine's
  bool read_only{false};       ///< for backups: nothing is made, nothing written, writes fail
};

/// Opens an SQLite store: WAL, synchronous=FULL, foreign keys on; one writer whose commits are
/// shared by all who wait (at most 2 ms or 500 statements of work each), and readers beside it.
///
/// Errors: NotFound (no such folder; no such file when `read_only`), UnusableInput (not a
/// database), Unavailable.
Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options);

}  // namespace gv::sql
