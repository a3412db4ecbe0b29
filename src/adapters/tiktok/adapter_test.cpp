#include "adapters/tiktok/adapter.h"

#include <gtest/gtest.h>

namespace gv::tiktok {
namespace {

TEST(Adapter, ATokenMakesAClientOfAnAdvertiser) {
  Adapter adapter({});
  app::OpenedAdAccount account{.external_id = "7", .currency = Currency::usd()};
  const auto without = adapter.platform(account);
  ASSERT_FALSE(without);
  EXPECT_EQ(without.error().code, ErrorCode::Forbidden);
  EXPECT_FALSE(adapter.reports(account));
  account.secrets["access_token"] = "t";
  EXPECT_EQ((*adapter.platform(account))->name(), "tiktok");
  EXPECT_EQ((*adapter.reports(account))->name(), "tiktok");
  EXPECT_EQ(adapter.sink(account).error().code, ErrorCode::NotAvailable);
}

}  // namespace
}  // namespace gv::tiktok
