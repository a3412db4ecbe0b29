// Every migrated store has the tables of db/tables.txt, on both engines, and nothing else.
#include "contract/engines.h"
#include "contract/tables.h"

#include <map>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "adapters/store/migrations.h"
#include "base/hash.h"
#include "io/file/file.h"

namespace gv::contract {
namespace {

using sql::Connection;
using sql::Engine;
using sql::Row;
using sql::Statement;

const Statement kSqliteTables{"test.sqlite_tables",
                              "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT "
                              "LIKE 'sqlite_%' ORDER BY name",
                              Engine::Sqlite};
const Statement kSqliteColumns{
    "test.sqlite_columns", "SELECT name, type, \"notnull\" FROM pragma_table_info($1) ORDER BY cid",
    Engine::Sqlite};
const Statement kSqliteKeys{
    "test.sqlite_keys",
    "SELECT il.name, il.origin, ii.name FROM pragma_index_list($1) AS il, "
    "pragma_index_info(il.name) AS ii WHERE il.origin IN ('pk', 'u') ORDER BY il.name, ii.seqno",
    Engine::Sqlite};
const Statement kSqliteForeignKeys{
    "test.sqlite_foreign_keys",
    "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list($1) ORDER BY id, seq",
    Engine::Sqlite};
const Statement kPostgresTables{
    "test.postgres_tables",
    "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition "
    "AND relnamespace = 'public'::regnamespace ORDER BY 1",
    Engine::Postgres};
const Statement kPostgresColumns{
    "test.postgres_columns",
    "SELECT column_name::text, data_type::text, is_nullable = 'NO' FROM information_schema.columns "
    "WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position",
    Engine::Postgres};
const Statement kPostgresConstraints{
    "test.postgres_constraints",
    "SELECT pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE conrelid = to_regclass($1) AND contype IN ('p', 'u', 'f')",
    Engine::Postgres};
const Statement kPolicies{
    "test.postgres_policies",
    "SELECT c.relname::text FROM pg_class AS c WHERE c.relrowsecurity AND c.relforcerowsecurity "
    "AND EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid)",
    Engine::Postgres};

const std::map<std::string, std::pair<std::string, std::string>> kTypes{
    {"", {"TEXT", "text"}},        {"U", {"TEXT", "uuid"}},
    {"I", {"INTEGER", "integer"}}, {"L", {"INTEGER", "bigint"}},
    {"M", {"INTEGER", "bigint"}},  {"F", {"REAL", "double precision"}},
    {"B", {"INTEGER", "boolean"}}, {"S", {"INTEGER", "timestamp with time zone"}},
    {"D", {"TEXT", "date"}},       {"J", {"TEXT", "jsonb"}},
    {"X", {"BLOB", "bytea"}}};

std::string text_of(const Row& row) { return row.get<std::string>(0); }

/// "id uuid not null", one a column.
std::vector<std::string> listed_columns(const Table& table, Engine engine) {
  std::vector<std::string> columns;
  for (const auto& column : table.columns) {
    const auto& [sqlite, postgres] = kTypes.at(column.letter);
    columns.push_back(column.name + " " + (engine == Engine::Sqlite ? sqlite : postgres) +
                      (column.nullable ? "" : " not null"));
  }
  return columns;
}

std::vector<std::string> actual_columns(Connection& connection, const std::string& table) {
  const bool sqlite = connection.engine() == Engine::Sqlite;
  return *connection.all(sqlite ? kSqliteColumns : kPostgresColumns, {table}, [](const Row& row) {
    return row.get<std::string>(0) + " " + row.get<std::string>(1) +
           (row.boolean(2) ? " not null" : "");
  });
}

std::string joined(const std::vector<std::string>& columns) {
  std::string list;
  for (const auto& column : columns) list += (list.empty() ? "" : ", ") + column;
  return list;
}

std::set<std::string> sqlite_constraints(Connection& connection, const std::string& table) {
  std::map<std::string, std::vector<std::string>> keys;
  EXPECT_TRUE(connection.each(kSqliteKeys, {table}, [&](const Row& row) -> Result<void> {
    const bool primary = row.text(1) == "pk";
    keys[(primary ? "PRIMARY KEY (" : "UNIQUE (") + std::string("|") + row.get<std::string>(0)]
        .push_back(row.get<std::string>(2));
    return {};
  }));
  std::set<std::string> constraints;
  for (const auto& [name, columns] : keys) {
    constraints.insert(name.substr(0, name.find('|')) + joined(columns) + ")");
  }
  std::map<std::int64_t, std::vector<std::vector<std::string>>> references;
  EXPECT_TRUE(connection.each(kSqliteForeignKeys, {table}, [&](const Row& row) -> Result<void> {
    references[row.integer(0)].push_back(
        {row.get<std::string>(1), row.get<std::string>(2), row.get<std::string>(3)});
    return {};
  }));
  for (const auto& [id, columns] : references) {
    std::vector<std::string> from;
    std::vector<std::string> to;
    for (const auto& column : columns) {
      from.push_back(column[1]);
      to.push_back(column[2]);
    }
    constraints.insert("FOREIGN KEY (" + joined(from) + ") REFERENCES " + columns[0][0] + "(" +
                       joined(to) + ")");
  }
  return constraints;
}

std::set<std::string> actual_constraints(Connection& connection, const std::string& table) {
  if (connection.engine() == Engine::Sqlite) return sqlite_constraints(connection, table);
  const auto list = *connection.all(kPostgresConstraints, {table}, text_of);
  return {list.begin(), list.end()};
}

class SchemaConformance : public testing::TestWithParam<Engine> {
 protected:
  template <class Body>
  void look(Body body) {
    const auto done = database_->read({}, [&](Connection& connection) -> Result<void> {
      body(connection);
      return {};
    });
    ASSERT_TRUE(done) << done.error();
  }
  FreshStore fresh_{GetParam()};
  std::unique_ptr<sql::Database> database_{fresh_.open_as("")};
};

TEST_P(SchemaConformance, HasTheListedTablesAndNoOthers) {
  std::vector<std::string> listed{"schema_migrations"};
  for (const auto& table : listed_tables()) listed.push_back(table.name);

  look([&](Connection& connection) {
    const auto tables = connection.all(
        connection.engine() == Engine::Sqlite ? kSqliteTables : kPostgresTables, {}, text_of);
    EXPECT_THAT(*tables, testing::UnorderedElementsAreArray(listed));
  });
}

TEST_P(SchemaConformance, ColumnsTypesAndNullabilityAreAsListed) {
  look([&](Connection& connection) {
    for (const auto& table : listed_tables()) {
      EXPECT_EQ(actual_columns(connection, table.name), listed_columns(table, GetParam()))
          << table.name;
    }
  });
}

TEST_P(SchemaConformance, KeysAreAsListed) {
  look([&](Connection& connection) {
    for (const auto& table : listed_tables()) {
      EXPECT_EQ(actual_constraints(connection, table.name), table.constraints) << table.name;
    }
  });
}

TEST_P(SchemaConformance, AccountTablesAreUnderRowLevelSecurity) {
  if (GetParam() == Engine::Sqlite) GTEST_SKIP() << "SQLite has no row-level security";
  look([&](Connection& connection) {
    const auto list = *connection.all(kPolicies, {}, text_of);
    const std::set<std::string> secured(list.begin(), list.end());
    for (const auto& table : listed_tables()) {
      EXPECT_TRUE(!table.of_account || secured.contains(table.name)) << table.name;
    }
  });
}

GV_ON_EACH_ENGINE(SchemaConformance);

TEST(Migrations, AreCompiledInByteForByte) {
  for (const Engine engine : {Engine::Sqlite, Engine::Postgres}) {
    for (const auto& migration : store::migrations(engine)) {
      const auto path = fmt::format(GV_SOURCE_DIR "/db/migrations/{}/{:04}_{}.sql", to_text(engine),
                                    migration.version, migration.name);
      const auto bytes = file::read(path);
      ASSERT_TRUE(bytes) << bytes.error();
      EXPECT_EQ(sha256_hex(migration.script), sha256_hex(*bytes)) << path;
    }
  }
}

}  // namespace
}  // namespace gv::contract
