#include "io/sql/group_commit.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "io/sql/sqlite.h"
#include "io/sql/testing.h"

namespace gv::sql {
namespace {

const Statement kCreate{"test.group_create",
                        "CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY) STRICT"};
const Statement kInsert{"test.group_insert", "INSERT INTO notes (id) VALUES ($1)"};
const Statement kCount{"test.group_count", "SELECT count(*), coalesce(sum(id), 0) FROM notes"};

class Group : public testing::Test {
 protected:
  Group() : database_(*open_sqlite({.path = folder_.path("store.db")})) {
    EXPECT_TRUE(
        database_->write({}, [](Connection& connection) { return connection.execute(kCreate); }));
  }

  Result<std::int64_t> insert(std::int64_t id) {
    return database_->write(
        {}, [&](Connection& connection) { return connection.execute(kInsert, {id}); });
  }

  std::pair<std::int64_t, std::int64_t> count_and_sum() {
    return **database_->read({}, [](Connection& connection) {
      return connection.first(
          kCount, {}, [](const Row& row) { return std::pair(row.integer(0), row.integer(1)); });
    });
  }

  TemporaryFolder folder_{};
  std::unique_ptr<Database> database_;
};

TEST_F(Group, ManyWritersEachGetTheirOwnOutcome) {
  constexpr int kThreads = 8;
  constexpr int kWrites = 50;
  std::atomic<int> conflicts{0};
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kThreads; ++writer) {
    writers.emplace_back([&] {
      // All write the same keys: one of the eight succeeds with each.
      for (int id = 1; id <= kWrites; ++id) conflicts += insert(id) ? 0 : 1;
    });
  }
  for (auto& writer : writers) writer.join();

  EXPECT_EQ(conflicts, (kThreads - 1) * kWrites);
  EXPECT_EQ(count_and_sum(), std::pair(std::int64_t{kWrites}, std::int64_t{kWrites * 51 / 2}));
}

TEST_F(Group, WhoFailsOrThrowsTakesNobodyAlong) {
  std::atomic<int> stored{0};
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 6; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < 20; ++i) {
        const auto id = writer * 100 + i;
        try {
          const auto outcome =
              database_->write({}, [&](Connection& connection) -> Result<std::int64_t> {
                GV_TRY(const auto changed, connection.execute(kInsert, {id}));
                if (i % 3 == 1) return fail(ErrorCode::Refused, "work", "no");
                GV_CHECK(i % 3 != 2);
                return changed;
              });
          stored += outcome ? 1 : 0;
        } catch (const Bug&) {
        }
      }
    });
  }
  for (auto& writer : writers) writer.join();

  EXPECT_EQ(stored, 6 * 7);
  EXPECT_EQ(count_and_sum().first, 6 * 7);
}

TEST_F(Group, ALockHeldByAnotherProcessIsUnavailable) {
  auto other = *SqliteConnection::open({.path = folder_.path("store.db")},
                                       SqliteConnection::Mode::ReadWrite);
  auto impatient = *open_sqlite({.path = folder_.path("store.db"), .busy_timeout = Millis{0}});
  ASSERT_TRUE(other->control("BEGIN IMMEDIATE"));

  const auto refused =
      impatient->write({}, [](Connection& connection) { return connection.execute(kInsert, {1}); });
  ASSERT_TRUE(other->control("ROLLBACK"));
  const auto accepted =
      impatient->write({}, [](Connection& connection) { return connection.execute(kInsert, {1}); });

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Unavailable);
  EXPECT_TRUE(accepted);
}

}  // namespace
}  // namespace gv::sql
