#include "io/sql/migrate.h"

#include <vector>

#include <gtest/gtest.h>

#include "io/sql/sqlite.h"
#include "io/sql/testing.h"

namespace gv::sql {
namespace {

const std::vector<Migration> kTwo{
    {0, "first", "CREATE TABLE a (x TEXT) STRICT;\n"},
    {1, "second", "CREATE TABLE b (x TEXT) STRICT;\nINSERT INTO b VALUES ('kept');\n"}};
const Statement kReadB{"test.migrate_read", "SELECT x FROM b"};

class Migrating : public testing::Test {
 protected:
  Migrating() : database_(*open_sqlite({.path = folder_.path("store.db")})) {}

  Result<int> run(std::span<const Migration> migrations) {
    return migrate(*database_, migrations, clock_, "test");
  }
  Error refusal(std::span<const Migration> migrations) {
    const auto outcome = run(migrations);
    return outcome ? Error{} : outcome.error();
  }

  TemporaryFolder folder_{};
  ManualClock clock_{};
  std::unique_ptr<Database> database_;
};

TEST_F(Migrating, RunsEachFileOnce) {
  EXPECT_EQ(*run(std::span(kTwo).first(1)), 1);
  EXPECT_EQ(*run(kTwo), 1);
  EXPECT_EQ(*run(kTwo), 0);

  const auto rows = database_->read({}, [](Connection& connection) {
    return connection.all(kReadB, {}, [](const Row& row) { return row.get<std::string>(0); });
  });
  EXPECT_EQ(*rows, std::vector<std::string>{"kept"});
}

TEST_F(Migrating, RefusesAFileThatChangedAfterItRan) {
  ASSERT_TRUE(run(kTwo));
  auto changed = kTwo;
  changed[0].script = "CREATE TABLE a (x TEXT, y TEXT) STRICT;\n";

  const auto error = refusal(changed);

  EXPECT_EQ(error.code, ErrorCode::SchemaMismatch);
  EXPECT_EQ(error.message, "migration 0000_first is not the one that ran on this store (first)");
  EXPECT_FALSE(error.hint.empty());
}

TEST_F(Migrating, RefusesAStoreOfANewerProgram) {
  ASSERT_TRUE(run(kTwo));

  const auto error = refusal(std::span(kTwo).first(1));

  EXPECT_EQ(error.code, ErrorCode::SchemaMismatch);
  EXPECT_EQ(error.message, "migration 0001_second is unknown: a newer program made this store");
}

TEST_F(Migrating, RefusesAGapInTheRecord) {
  ASSERT_TRUE(run(kTwo));
  ASSERT_TRUE(database_->bare({}, [](Connection& connection) {
    return connection.run_script("DELETE FROM schema_migrations WHERE version = 0");
  }));

  const auto error = refusal(kTwo);

  EXPECT_EQ(error.code, ErrorCode::SchemaMismatch);
  EXPECT_EQ(error.message, "migration 0000_first is missing from the record of this store");
}

TEST_F(Migrating, AFileThatFailsHalfwayLeavesNothingAndSaysWhich) {
  const std::vector<Migration> broken{
      kTwo[0],
      {1, "broken", "CREATE TABLE c (x TEXT) STRICT; INSERT INTO a VALUES (zeroblob(1));"}};

  const auto error = refusal(broken);

  EXPECT_EQ(error.where, "migration 0001_broken");
  EXPECT_EQ(*run(kTwo), 1);
  EXPECT_TRUE(database_->write({}, [](Connection& connection) {
    return connection.run_script("CREATE TABLE c (x TEXT) STRICT");
  }));
}

TEST(MigrationChecksum, IsTheSha256OfTheFile) {
  const TemporaryFolder folder;
  auto database = *open_sqlite({.path = folder.path("store.db")});
  static const Statement kChecksum{"test.checksum", "SELECT checksum FROM schema_migrations"};
  const std::vector<Migration> one{{0, "t", "CREATE TABLE t(a TEXT);\n"}};
  ASSERT_TRUE(migrate(*database, one, ManualClock{}, "test"));

  const auto checksum = database->read({}, [](Connection& connection) {
    return connection.first(kChecksum, {}, [](const Row& row) { return row.get<std::string>(0); });
  });

  // golden: sha256sum of the file
  EXPECT_EQ(**checksum, "bd7d1108ae8bdda0b0296cd764add15b9bcf62c4c819deed3a5fe28c54c5eb49");
}

}  // namespace
}  // namespace gv::sql
