#include "io/sql/sqlite.h"

#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/check.h"
#include "io/sql/testing.h"

namespace gv::sql {
namespace {

using namespace std::chrono_literals;

const Statement kCreate{
    "test.create",
    "CREATE TABLE kinds (id TEXT NOT NULL PRIMARY KEY, count INTEGER, share REAL, "
    "known INTEGER, at INTEGER, bytes BLOB) STRICT"};
const Statement kInsert{"test.insert",
                        "INSERT INTO kinds (id, count, share, known, at, bytes) "
                        "VALUES ($1, $2, $3, $4, $5, $6)"};
// Out of order and twice, as SQLite would number them by appearance.
const Statement kSelect{"test.select",
                        "SELECT id, count, share, known, at, bytes FROM kinds "
                        "WHERE count = $2 OR id = $1 OR id = $1"};
const Statement kCount{"test.count", "SELECT count(*) FROM kinds"};
const Statement kBroken{"test.broken", "SELECT FROM nowhere"};
const Bulk kLoad{"test.load", "kinds", {"id", "count"}, OnConflict::Skip};

class Sqlite : public testing::Test {
 protected:
  Sqlite() : database_(*open_sqlite({.path = folder_.path("store.db")})) {
    const auto made =
        database_->write({}, [](Connection& connection) { return connection.execute(kCreate); });
    EXPECT_TRUE(made);
  }

  Result<std::int64_t> insert(std::string_view id, std::int64_t count = 1) {
    return database_->write({}, [&](Connection& connection) {
      return connection.execute(
          kInsert, {id, count, std::nullopt, std::nullopt, std::nullopt, std::nullopt});
    });
  }

  std::int64_t count() {
    const auto rows = database_->read({}, [](Connection& connection) {
      return connection.first(kCount, {}, [](const Row& row) { return row.integer(0); });
    });
    return **rows;
  }

  TemporaryFolder folder_{};
  std::unique_ptr<Database> database_;
};

TEST_F(Sqlite, EveryTypeComesBackAsItWas) {
  const TimePoint at{1'700'000'000'123ms};
  const std::string bytes("\0\xff\n", 3);
  const auto largest = std::numeric_limits<std::int64_t>::max();
  ASSERT_TRUE(database_->write({}, [&](Connection& connection) {
    return connection.execute(kInsert, {"", largest, 0.1, true, at, Blob{bytes}});
  }));

  const auto seen = database_->read({}, [&](Connection& connection) {
    return connection.first(kSelect, {"", 0}, [&](const Row& row) {
      EXPECT_EQ(row.get<std::string>(0), "");
      EXPECT_EQ(row.get<std::int64_t>(1), largest);
      EXPECT_EQ(row.get<double>(2), 0.1);
      EXPECT_EQ(row.get<bool>(3), true);
      EXPECT_EQ(row.get<std::optional<TimePoint>>(4), at);
      EXPECT_EQ(row.blob(5), bytes);
      return true;
    });
  });

  ASSERT_TRUE(seen) << seen.error();
  EXPECT_TRUE(*seen);
}

TEST_F(Sqlite, NullIsNothingAndNotZero) {
  ASSERT_TRUE(insert("a"));

  const auto share = database_->read({}, [](Connection& connection) {
    return connection.first(kSelect, {"a", 0},
                            [](const Row& row) { return row.get<std::optional<double>>(2); });
  });

  EXPECT_EQ(**share, std::nullopt);
}

TEST_F(Sqlite, ATakenKeyIsAConflictAndLeavesTheRestAlone) {
  ASSERT_TRUE(insert("a"));

  const auto again = insert("a");

  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::Conflict);
  EXPECT_EQ(again.error().where, "test.insert");
  EXPECT_EQ(count(), 1);
}

TEST_F(Sqlite, AnErrorOfTheWorkUndoesIt) {
  const auto outcome = database_->write({}, [&](Connection& connection) -> Result<int> {
    GV_TRY(connection.execute(kInsert,
                              {"a", 1, std::nullopt, std::nullopt, std::nullopt, std::nullopt}));
    return fail(ErrorCode::Refused, "work", "changed its mind");
  });

  EXPECT_EQ(outcome.error().code, ErrorCode::Refused);
  EXPECT_EQ(count(), 0);
}

TEST_F(Sqlite, ABugInTheWorkUndoesItAndReachesItsCaller) {
  EXPECT_THROW((void)database_->write({},
                                      [](Connection& connection) -> Result<std::int64_t> {
                                        GV_TRY(connection.execute(
                                            kInsert, {"a", 1, std::nullopt, std::nullopt,
                                                      std::nullopt, std::nullopt}));
                                        return connection.execute(kBroken);
                                      }),
               Bug);
  EXPECT_EQ(count(), 0);
  EXPECT_TRUE(insert("b"));
}

TEST_F(Sqlite, AWrongNumberOfParametersIsABug) {
  EXPECT_THROW((void)database_->write(
                   {}, [](Connection& connection) { return connection.execute(kInsert, {"a"}); }),
               Bug);
}

TEST_F(Sqlite, ReadersCannotWrite) {
  const auto outcome = database_->read({}, [](Connection& connection) {
    return connection.execute(kInsert,
                              {"a", 1, std::nullopt, std::nullopt, std::nullopt, std::nullopt});
  });

  ASSERT_FALSE(outcome);
  EXPECT_EQ(count(), 0);
}

TEST_F(Sqlite, ABulkLoadSkipsWhatIsThere) {
  ASSERT_TRUE(insert("a"));
  const std::vector<std::vector<Param>> rows{{"a", 5}, {"b", 6}, {"c", std::nullopt}};

  const auto loaded = database_->write(
      {}, [&](Connection& connection) { return connection.bulk_load(kLoad, rows); });

  EXPECT_EQ(*loaded, 2);
  EXPECT_EQ(count(), 3);
}

TEST_F(Sqlite, ABackupIsACompleteStoreOfItsOwn) {
  ASSERT_TRUE(insert("a"));

  folder_.write("copy.db.partial", "what a backup that died left behind");

  ASSERT_TRUE(database_->backup(folder_.path("copy.db")));

  database_ = *open_sqlite({.path = folder_.path("copy.db")});
  EXPECT_EQ(count(), 1);
}

TEST_F(Sqlite, ABackupReplacesNothing) {
  const auto outcome = database_->backup(folder_.path("store.db"));

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::Conflict);
}

TEST(SqliteOpening, SaysWhatIsWrong) {
  const TemporaryFolder folder;
  folder.write("text.db", "this is not a database, though long enough for a header of one");

  EXPECT_EQ(open_sqlite({.path = folder.path("none/store.db")}).error().code, ErrorCode::NotFound);
  EXPECT_EQ(open_sqlite({.path = folder.path("text.db")}).error().code, ErrorCode::UnusableInput);
}

}  // namespace
}  // namespace gv::sql
