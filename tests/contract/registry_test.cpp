// No statement of the program reaches rows of an account without naming the account.
#include "contract/account_filter.h"
#include "contract/tables.h"

#include <set>

#include <gmock/gmock.h>

#include "io/sql/statement.h"

namespace gv::contract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::set<std::string> account_tables() {
  std::set<std::string> names;
  for (const auto& table : listed_tables()) {
    if (table.of_account) names.insert(table.name);
  }
  return names;
}

TEST(AccountFilter, RefusesWhatIsNotHeldToOneAccount) {
  const std::set<std::string> tables{"events", "clips", "assets"};

  EXPECT_THAT(unheld_tables("SELECT 1 FROM events WHERE account_id = $1", tables), IsEmpty());
  EXPECT_THAT(unheld_tables("SELECT 1 FROM events WHERE seq = $1", tables),
              ElementsAre("from events"));
  EXPECT_THAT(unheld_tables("SELECT 1 FROM events WHERE account_id = $1 OR seq = $2", tables),
              ElementsAre("from events"));
  EXPECT_THAT(unheld_tables("SELECT account_id FROM events", tables), ElementsAre("from events"));
  EXPECT_THAT(unheld_tables("SELECT 'account_id = $1' FROM events", tables),
              ElementsAre("from events"));
  EXPECT_THAT(unheld_tables("UPDATE clips SET rank = $2 WHERE id = $1", tables),
              ElementsAre("update clips"));
  EXPECT_THAT(unheld_tables("DELETE FROM clips WHERE account_id = $1 AND id = $2", tables),
              IsEmpty());
}

TEST(AccountFilter, LooksIntoEveryQuery) {
  const std::set<std::string> tables{"events", "clips", "assets"};

  EXPECT_THAT(unheld_tables("SELECT 1 FROM clips WHERE account_id = $1 AND id IN "
                            "(SELECT id FROM events WHERE seq > $2)",
                            tables),
              ElementsAre("from events"));
  EXPECT_THAT(unheld_tables("SELECT 1 FROM clips WHERE id IN "
                            "(SELECT id FROM events WHERE account_id = $1)",
                            tables),
              ElementsAre("from clips"));
}

TEST(AccountFilter, JoinsPassTheAccountOn) {
  const std::set<std::string> tables{"events", "clips", "assets"};

  EXPECT_THAT(unheld_tables("SELECT 1 FROM clips AS c JOIN assets AS a ON a.account_id = "
                            "c.account_id AND a.id = c.asset_id WHERE c.account_id = $1",
                            tables),
              IsEmpty());
  EXPECT_THAT(unheld_tables("SELECT 1 FROM clips AS c JOIN assets AS a ON a.id = c.asset_id "
                            "WHERE c.account_id = $1",
                            tables),
              ElementsAre("join assets"));
}

TEST(AccountFilter, InsertsSayTheAccountFirst) {
  const std::set<std::string> tables{"events", "clips"};

  EXPECT_THAT(unheld_tables("INSERT INTO clips (account_id, id) VALUES ($1, $2) "
                            "ON CONFLICT (account_id, id) DO UPDATE SET id = excluded.id",
                            tables),
              IsEmpty());
  EXPECT_THAT(unheld_tables("INSERT INTO clips (id, account_id) VALUES ($1, $2)", tables),
              ElementsAre("into clips"));
  EXPECT_THAT(unheld_tables("INSERT INTO clips (account_id, id) VALUES ('other', $2)", tables),
              ElementsAre("into clips"));
}

TEST(StatementRegistry, HoldsEveryStatementToOneAccount) {
  const auto tables = account_tables();
  for (const auto* statement : sql::registered_statements()) {
    if (statement->name().starts_with("test.")) continue;  // some break the rule on purpose
    EXPECT_THAT(unheld_tables(statement->text(), tables), IsEmpty()) << statement->name();
  }
  for (const auto* bulk : sql::registered_bulk_loads()) {
    EXPECT_EQ(bulk->of_account(), tables.contains(std::string(bulk->table()))) << bulk->name();
  }
}

TEST(StatementRegistry, NamesAreUnique) {
  std::set<std::string_view> names;
  for (const auto* statement : sql::registered_statements()) {
    EXPECT_TRUE(names.insert(statement->name()).second) << statement->name();
  }
}

TEST(StatementRegistry, NoStatementReadsAClock) {
  for (const auto* statement : sql::registered_statements()) {
    const auto text = statement->text();
    EXPECT_EQ(text.find("now()"), std::string_view::npos) << statement->name();
    EXPECT_EQ(text.find("CURRENT_TIME"), std::string_view::npos) << statement->name();
  }
}

}  // namespace
}  // namespace gv::contract
