#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/store/sql_store.h"
#include "app/ports/account_scope.h"
#include "io/sql/database.h"
#include "io/sql/testing.h"

namespace gv::contract {

/// SQLite, and PostgreSQL where `GV_TEST_POSTGRES` names the file that `tests/postgres` wrote.
[[nodiscard]] std::vector<sql::Engine> engines();

/// A migrated, empty store of one engine, gone when this is. On PostgreSQL a database of its own.
class FreshStore {
 public:
  explicit FreshStore(sql::Engine engine);
  ~FreshStore();
  FreshStore(const FreshStore&) = delete;
  FreshStore& operator=(const FreshStore&) = delete;

  /// As the program runs: on PostgreSQL as gv_worker, unable to leave its account.
  [[nodiscard]] sql::Database& database() { return *database_; }
  /// On PostgreSQL as another role; the empty one is a superuser. SQLite has no roles.
  [[nodiscard]] std::unique_ptr<sql::Database> open_as(std::string_view role) const;

 private:
  sql::Engine engine_;
  sql::TemporaryFolder folder_{};
  std::string name_{};
  std::unique_ptr<sql::Database> database_{};
};

/// Base of every contract: runs on each engine, with a clock that the test moves and two accounts.
class Contract : public testing::TestWithParam<sql::Engine> {
 protected:
  Contract();
  [[nodiscard]] static app::AccountScope scope(std::string_view account) {
    return app::AccountScope::of_system(AccountId(std::string(account)), app::SystemTask::Test);
  }
  /// A UUIDv7 that no other call returned.
  [[nodiscard]] std::string new_id();

  FreshStore fresh_;
  sql::ManualClock clock_{};
  store::SqlStore store_;
  const app::AccountScope alpha_{scope("alpha")};
  const app::AccountScope beta_{scope("beta")};

 private:
  std::uint64_t ids_{0};
};

/// "postgres", as in "Engines/EventLogContract.ReadsOn/postgres".
[[nodiscard]] std::string engine_name(const testing::TestParamInfo<sql::Engine>& engine);

#define GV_ON_EACH_ENGINE(suite)                                                       \
  INSTANTIATE_TEST_SUITE_P(Engines, suite, testing::ValuesIn(gv::contract::engines()), \
                           gv::contract::engine_name)

}  // namespace gv::contract
