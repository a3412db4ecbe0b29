// An upgrade that dies anywhere goes on where it stopped: after the n-th call to the disk nothing
// reaches it any more, as when the process is killed there.
#include <cstdlib>
#include <limits>

#include <gtest/gtest.h>

#include "adapters/store/migrations.h"
#include "io/sql/fault_vfs.h"
#include "io/sql/sqlite.h"
#include "io/sql/testing.h"

namespace gv::contract {
namespace {

using sql::FaultVfs;

const sql::Statement kSound{"test.migration_sound", "PRAGMA integrity_check"};
const sql::Statement kSchema{"test.migration_schema",
                             "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name"};

constexpr int kForEver = std::numeric_limits<int>::max() / 2;
constexpr int kStepOfSmoke = 29;  ///< prime, so that repeating patterns are hit at every phase

std::vector<std::string> lines_of(sql::Database& database, const sql::Statement& statement) {
  return *database.read({}, [&](sql::Connection& connection) {
    return connection.all(statement, {},
                          [](const sql::Row& row) { return row.get<std::string>(0); });
  });
}

/// Migrates until the disk fails; what it says does not matter.
void migrate_until_it_fails(const std::string& path) {
  auto database = sql::open_sqlite({.path = path, .vfs = FaultVfs::name()});
  if (database) (void)store::migrate_sqlite(**database, path, sql::ManualClock{}, "test");
}

std::vector<std::string> schema_after_migrating(const std::string& path) {
  auto database = *sql::open_sqlite({.path = path});
  const auto ran = store::migrate_sqlite(*database, path, sql::ManualClock{}, "test");
  EXPECT_TRUE(ran) << ran.error();
  EXPECT_EQ(lines_of(*database, kSound), std::vector<std::string>{"ok"});
  return lines_of(*database, kSchema);
}

TEST(MigrationFaults, AnUpgradeGoesOnWhereItStopped) {
  FaultVfs vfs;
  const sql::TemporaryFolder whole;
  const auto schema = schema_after_migrating(whole.path("store.db"));
  const int step = std::getenv("GV_PROVE") != nullptr ? 1 : kStepOfSmoke;
  int deaths = 0;
  for (int nth = 1;; nth += step) {
    const sql::TemporaryFolder folder;
    vfs.fail_from(nth, kForEver, sql::Fault::Io);
    migrate_until_it_fails(folder.path("store.db"));
    const bool died = vfs.calls() >= nth;
    vfs.heal();
    if (!died) break;
    ++deaths;
    ASSERT_EQ(schema_after_migrating(folder.path("store.db")), schema) << "died at call " << nth;
  }
  EXPECT_GT(deaths, 5);
}

}  // namespace
}  // namespace gv::contract
