// A store copied into the other engine and back holds the same: every table, every type, NULLs,
// more rows than a page, several accounts.
#include "contract/engines.h"
#include "contract/tables.h"

#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "adapters/store/copy_store.h"
#include "adapters/store/manifest.h"

namespace gv::contract {
namespace {

using store::Cell;
using store::Cells;
using store::Page;
using store::StoreTable;

const sql::Statement kChange{"test.copy_change", "UPDATE leases SET holder = 'x' WHERE name = $1"};
const sql::Statement kSpell{"test.copy_spell", "UPDATE schedules SET data = $1"};

constexpr int kRows = 3;
constexpr int kRowsOfEvents = 2'100;  ///< three pages
constexpr TimePoint kStart{Millis{1'735'689'600'123}};

/// Equal for all columns of a type, so that every reference finds its row.
Cell cell_of(char type, int row) {
  switch (type) {
    case 'I':
      return std::int64_t{row};
    case 'L':
    case 'M':
      return (std::int64_t{1} << 60) + row;
    case 'F':
      return 0.1 + row;
    case 'B':
      return row % 2 == 0;
    case 'S':
      return kStart + std::chrono::hours{24 * 20} * (row % 7) + Millis{row};
    case 'U':
      return fmt::format("00000000-0000-4000-8000-{:012}", row);
    case 'D':
      return fmt::format("2025-01-{:02}", 1 + row % 28);
    case 'J':
      return fmt::format(R"({{"b": {}, "a": [1.5, null, "\u00fc\\"]}})", row);
    case 'X':
      return std::string("\0\xff\t\n\\", 5) + std::to_string(row);
    default:
      return fmt::format("t\u00e4\t\\{}", row);
  }
}

std::string account_of(int row) { return std::get<std::string>(cell_of('T', row)); }

/// The columns that may be NULL, as "table.column".
std::set<std::string> nullable_columns() {
  std::set<std::string> names;
  for (const auto& table : listed_tables()) {
    for (const auto& column : table.columns) {
      if (column.nullable) names.insert(table.name + "." + column.name);
    }
  }
  return names;
}

std::vector<Cells> rows_of(const StoreTable& table) {
  static const auto nullable = nullable_columns();
  std::vector<Cells> rows;
  for (int row = 0; row < (table.name == "events" ? kRowsOfEvents : kRows); ++row) {
    Cells cells;
    for (std::size_t i = 0; i < table.types.size(); ++i) {
      const auto column = table.load.columns()[i + (table.of_account ? 1 : 0)];
      const bool is_null = row == 1 && nullable.contains(fmt::format("{}.{}", table.name, column));
      cells.push_back(is_null ? Cell{} : cell_of(table.types[i], row));
    }
    if (table.key.empty()) return {cells};
    rows.push_back(std::move(cells));
  }
  return rows;
}

void load(sql::Database& database, const Page& page) {
  std::vector<std::vector<sql::Param>> rows;
  for (const auto& cells : page.rows) rows.push_back(store::params_of(page.table, cells));
  const auto loaded = database.write({.account = page.account}, [&](sql::Connection& connection) {
    return connection.bulk_load(page.table.load, rows);
  });
  ASSERT_TRUE(loaded) << page.table.name << ": " << loaded.error();
}

void fill(sql::Database& database) {
  for (const auto& table : store::store_tables()) {
    const auto rows = rows_of(table);
    if (!table.of_account) load(database, {table, {}, rows});
    for (int i = 0; table.of_account && i < kRows; ++i) {
      load(database, {table, account_of(i), rows});
    }
  }
}

class CopyContract : public testing::TestWithParam<sql::Engine> {
 protected:
  CopyContract() { fill(first_.database()); }
  FreshStore first_{sql::Engine::Sqlite};
  FreshStore other_{GetParam()};
};

TEST_P(CopyContract, ThereAndBackIsTheSame) {
  FreshStore last(sql::Engine::Sqlite);

  const auto there = store::copy_store(first_.database(), other_.database());
  ASSERT_TRUE(there) << there.error();
  const auto back = store::copy_store(other_.database(), last.database());

  ASSERT_TRUE(back) << back.error();
  EXPECT_EQ(*there, *back);
  EXPECT_EQ(*store::digest_tables(first_.database()), *back);
  for (const auto& digest : *back) EXPECT_GE(digest.rows, 1) << digest.table;
}

TEST_P(CopyContract, RowsThatAreThereAreNotMixedWithOthers) {
  ASSERT_TRUE(store::copy_store(first_.database(), other_.database()));

  const auto again = store::copy_store(first_.database(), other_.database());

  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::Conflict);
  EXPECT_EQ(again.error().where, "accounts");
}

TEST_P(CopyContract, OneChangedCellChangesTheDigest) {
  ASSERT_TRUE(store::copy_store(first_.database(), other_.database()));
  ASSERT_EQ(*other_.database().write({},
                                     [](sql::Connection& connection) {
                                       return connection.execute(kChange, {account_of(2)});
                                     }),
            1);

  const auto before = *store::digest_tables(first_.database());
  const auto after = *store::digest_tables(other_.database());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i] == after[i], before[i].table != "leases") << before[i].table;
  }
}

TEST_P(CopyContract, JsonCountsByItsValue) {
  const auto digest = [&](std::string_view json) {
    EXPECT_TRUE(first_.database().write(
        {}, [&](sql::Connection& connection) { return connection.execute(kSpell, {json}); }));
    return *store::digest_tables(first_.database());
  };

  const auto one = digest(R"({"a":1,"b":[2.0,true]})");

  EXPECT_EQ(one, digest(R"({ "b": [2, true], "a": 1e0 })"));
  EXPECT_NE(one, digest(R"({"a":1,"b":[2.0,false]})"));
}

TEST_P(CopyContract, EqualStoresHaveEqualManifests) {
  FreshStore last(sql::Engine::Sqlite);
  ASSERT_TRUE(store::copy_store(first_.database(), other_.database()));
  ASSERT_TRUE(store::copy_store(other_.database(), last.database()));

  const auto manifest = store::manifest(first_.database(), "of the file");

  ASSERT_TRUE(manifest) << manifest.error();
  EXPECT_EQ(*manifest, *store::manifest(other_.database(), "of the file"));
  EXPECT_EQ(*manifest, *store::manifest(last.database(), "of the file"));
  EXPECT_THAT(*manifest, testing::HasSubstr("\"rows\": 6300"));
}

GV_ON_EACH_ENGINE(CopyContract);

}  // namespace
}  // namespace gv::contract
