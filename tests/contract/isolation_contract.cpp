// Row-level security by itself: the filter of the statements left out on purpose.
#include "contract/engines.h"

#include "adapters/store/event_log.h"
#include "adapters/store/postgres_schema.h"

namespace gv::contract {
namespace {

const sql::Statement kAllHeads{"test.all_heads",
                               "SELECT h.last_seq FROM account_event_heads AS h "
                               "WHERE h.account_id = $1 OR h.account_id <> $1"};
const sql::Statement kTouchAll{"test.touch_all",
                               "UPDATE account_event_heads SET last_seq = last_seq + 1 "
                               "WHERE account_id = $1 OR account_id <> $1"};
const sql::Statement kAddHead{
    "test.add_head", "INSERT INTO account_event_heads (account_id, last_seq) VALUES ($1, 0)"};

class RowSecurity : public Contract {
 protected:
  void SetUp() override {
    if (GetParam() == sql::Engine::Sqlite) GTEST_SKIP() << "SQLite has no row-level security";
    for (const auto& scope : {alpha_, beta_}) {
      ASSERT_TRUE(store_.write(scope, [&](app::Transaction& transaction) {
        return store::EventLog().append(transaction,
                                        std::vector{app::NewEvent{.type = "a", .source = "test"}});
      }));
    }
    app_ = fresh_.open_as("gv_app");
  }
  std::size_t heads_seen(const sql::Access& access) {
    return app_
        ->read(access,
               [](sql::Connection& connection) {
                 return connection.all(kAllHeads, {"x"},
                                       [](const sql::Row& row) { return row.integer(0); });
               })
        ->size();
  }
  std::unique_ptr<sql::Database> app_{};
};

TEST_P(RowSecurity, ShowsTheRowsOfTheAccountAlone) {
  EXPECT_EQ(heads_seen({.account = "alpha"}), 1u);
  EXPECT_EQ(heads_seen({.account = "nobody"}), 0u);
}

TEST_P(RowSecurity, ShowsNothingWithoutAnAccount) {
  EXPECT_EQ(heads_seen({.account = "alpha"}), 1u);
  // The same pooled connection: what the last transaction set is gone.
  EXPECT_EQ(heads_seen({}), 0u);
}

TEST_P(RowSecurity, LetsOnlyTheRowsOfTheAccountBeChanged) {
  const auto touched = app_->write({.account = "alpha"}, [](sql::Connection& connection) {
    return connection.execute(kTouchAll, {"x"});
  });
  const auto added = app_->write({.account = "alpha"}, [](sql::Connection& connection) {
    return connection.execute(kAddHead, {"beta"});
  });

  EXPECT_EQ(*touched, 1);
  EXPECT_EQ(added.error().code, ErrorCode::Refused);
}

TEST_P(RowSecurity, RefusesToServeAsARoleAboveIt) {
  EXPECT_TRUE(store::check_runtime_role(*app_));
  EXPECT_TRUE(store::check_runtime_role(fresh_.database()));
  EXPECT_EQ(store::check_runtime_role(*fresh_.open_as("")).error().code, ErrorCode::Refused);
  EXPECT_EQ(store::check_runtime_role(*fresh_.open_as("gv_owner")).error().code,
            ErrorCode::Refused);
}

TEST_P(RowSecurity, PartitionsAreMadeOnceByTheWorker) {
  const TimePoint november{Millis{1'763'000'000'000}};

  const auto first = store::create_partitions(fresh_.database(), november, 2);
  const auto again = store::create_partitions(fresh_.database(), november, 2);

  ASSERT_TRUE(first) << first.error();
  EXPECT_GT(*first, 0);
  EXPECT_EQ(*again, 0);
  EXPECT_EQ(store::create_partitions(*app_, november, 1).error().code, ErrorCode::Refused);
}

GV_ON_EACH_ENGINE(RowSecurity);

}  // namespace
}  // namespace gv::contract
