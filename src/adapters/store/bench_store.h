#pragma once

#include <memory>
#include <optional>
#include <string>

#include "adapters/store/sql_store.h"
#include "io/sql/database.h"
#include "io/sql/testing.h"

namespace gv::store {

/// Address of a PostgreSQL database that benchmarks may use up: `GV_BENCH_POSTGRES`.
[[nodiscard]] std::optional<std::string> bench_postgres();

/// A migrated store to measure, whose clock stands still: an SQLite file in a temporary folder,
/// flushed to disk at every commit, or the PostgreSQL database `url` with what is in it.
class BenchStore {
 public:
  explicit BenchStore(const std::optional<std::string>& url = {});

  [[nodiscard]] SqlStore& store() { return store_; }
  [[nodiscard]] TimePoint now() const { return clock_.now(); }

 private:
  sql::TemporaryFolder folder_{};
  sql::ManualClock clock_{};
  std::unique_ptr<sql::Database> database_;
  SqlStore store_{*database_, clock_};
};

}  // namespace gv::store
