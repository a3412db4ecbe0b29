// The disk fails at the n-th call, for every n that a scripted day makes: what was acknowledged is
// there afterwards, what was never told is not, and the file is sound.
#include <cstdlib>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "io/sql/fault_vfs.h"
#include "io/sql/sqlite.h"
#include "io/sql/testing.h"

namespace gv::sql {
namespace {

const Statement kCreate{"test.fault_create",
                        "CREATE TABLE IF NOT EXISTS facts (id INTEGER NOT NULL PRIMARY KEY, "
                        "body TEXT NOT NULL) STRICT"};
const Statement kAdd{"test.fault_add", "INSERT INTO facts (id, body) VALUES ($1, $2)"};
const Statement kDrop{"test.fault_drop", "DELETE FROM facts WHERE id = $1"};
const Statement kIds{"test.fault_ids", "SELECT id FROM facts"};
const Statement kCheck{"test.fault_check", "PRAGMA integrity_check"};

constexpr int kFacts = 12;
constexpr int kStepOfSmoke = 7;

/// What the writer was told.
struct Told {
  std::set<std::int64_t> present{};
  /// Refused, so there is no promise: when the flush of a commit fails, its bytes may have arrived.
  std::set<std::int64_t> unknown{};
};

/// One day: facts of very different size come, every third goes again.
Told live_through(const std::string& path, const char* vfs) {
  Told told;
  auto database = open_sqlite({.path = path, .vfs = vfs});
  if (!database) return told;
  const auto write = [&](const Statement& statement, const Params& params) {
    return (*database)->write(
        {}, [&](Connection& connection) { return connection.execute(statement, params); });
  };
  if (!write(kCreate, {})) return told;
  for (std::int64_t id = 1; id <= kFacts; ++id) {
    const std::string body(static_cast<std::size_t>(id % 4) * 9'000, 'x');
    (write(kAdd, {id, body}) ? told.present : told.unknown).insert(id);
    if (id % 3 != 0) continue;
    if (!write(kDrop, {id})) told.unknown.insert(id);
    told.present.erase(id);
  }
  return told;
}

std::set<std::int64_t> ids_in(Database& database) {
  std::set<std::int64_t> ids;
  EXPECT_TRUE(
      database.write({}, [](Connection& connection) { return connection.execute(kCreate); }));
  EXPECT_TRUE(database.read({}, [&](Connection& connection) {
    return connection.each(kIds, {}, [&](const Row& row) -> Result<void> {
      ids.insert(row.integer(0));
      return {};
    });
  }));
  return ids;
}

std::string soundness(Database& database) {
  return **database.read({}, [](Connection& connection) {
    return connection.first(kCheck, {}, [](const Row& row) { return row.get<std::string>(0); });
  });
}

class DiskFault : public testing::TestWithParam<Fault> {};

TEST_P(DiskFault, NothingAcknowledgedIsLostWhereverItStrikes) {
  FaultVfs vfs;
  const bool full_run = std::getenv("GV_PROVE") != nullptr;
  int struck = 0;
  for (int nth = 1;; nth += full_run ? 1 : kStepOfSmoke) {
    const TemporaryFolder folder;
    vfs.fail_from(nth, 1, GetParam());
    const Told told = live_through(folder.path("store.db"), FaultVfs::name());
    const bool reached = vfs.calls() >= nth;
    vfs.heal();
    if (!reached) break;
    ++struck;

    auto database = open_sqlite({.path = folder.path("store.db")});
    ASSERT_TRUE(database) << "call " << nth << ": " << database.error();
    ASSERT_EQ(soundness(**database), "ok") << "call " << nth;
    const auto ids = ids_in(**database);
    for (const auto id : told.present) ASSERT_TRUE(ids.contains(id)) << "call " << nth;
    for (const auto id : ids) {
      ASSERT_TRUE(told.present.contains(id) || told.unknown.contains(id)) << "call " << nth;
    }
  }
  RecordProperty("struck", struck);
  EXPECT_GT(struck, full_run ? 60 : 8);
}

TEST_P(DiskFault, AStoreThatFailedServesAgainOnceTheDiskHeals) {
  FaultVfs vfs;
  const TemporaryFolder folder;
  auto database = *open_sqlite({.path = folder.path("store.db"), .vfs = FaultVfs::name()});
  ASSERT_TRUE(
      database->write({}, [](Connection& connection) { return connection.execute(kCreate); }));
  const auto add = [&](std::int64_t id) {
    return database->write({}, [&](Connection& connection) {
      return connection.execute(kAdd, {id, "x"});
    });
  };
  vfs.fail_from(1, 1'000, GetParam());

  const auto refused = add(1);
  vfs.heal();
  const auto accepted = add(2);

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code,
            GetParam() == Fault::Full ? ErrorCode::StorageFull : ErrorCode::Unavailable);
  EXPECT_TRUE(accepted);
  EXPECT_EQ(ids_in(*database), std::set<std::int64_t>{2});
}

INSTANTIATE_TEST_SUITE_P(Faults, DiskFault, testing::Values(Fault::Io, Fault::Full),
                         [](const auto& fault) {
                           return fault.param == Fault::Io ? "Io" : "Full";
                         });

}  // namespace
}  // namespace gv::sql
