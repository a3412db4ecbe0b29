#include "seed.h"

#include <gtest/gtest.h>

#include "adapters/store/ad_tree.h"
#include "adapters/store/sql_store.h"
#include "io/sql/sqlite.h"
#include "io/sql/testing.h"

namespace gv::gvtest {
namespace {

TEST(Seed, FillsAStoreAndOnceMoreChangesNothing) {
  const sql::TemporaryFolder folder;
  const SeedOptions options{.database = folder.path("store.db"),
                            .ads = 60,
                            .days = 3,
                            .now = TimePoint(Millis{1'763'000'000'000})};
  app::AdSums first;
  for (int round = 0; round < 2; ++round) {
    ASSERT_TRUE(seed_store(options));
    const auto database = sql::open_sqlite({.path = options.database});
    const sql::ManualClock clock;
    store::SqlStore store(**database, clock);
    store::AdTree tree;
    const auto campaigns = store.read(
        app::AccountScope::of_system(AccountId("demo"), app::SystemTask::Test),
        [&](app::Transaction& transaction) {
          return tree.campaigns(transaction, {.from = options.now - Days{7}, .until = options.now});
        });
    ASSERT_TRUE(campaigns) << campaigns.error();
    ASSERT_EQ(campaigns->size(), 1u);
    EXPECT_EQ(campaigns->front().adsets, 2);
    EXPECT_EQ(campaigns->front().ads, 60);
    EXPECT_GT(campaigns->front().sums.impressions, 60 * 3 * 300);
    EXPECT_GT(campaigns->front().sums.pipeline_value_minor, 0);
    if (round == 0) first = campaigns->front().sums;
    EXPECT_EQ(campaigns->front().sums, first);
  }
}

}  // namespace
}  // namespace gv::gvtest
