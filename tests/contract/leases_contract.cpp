#include "contract/engines.h"

#include "adapters/store/leases.h"

namespace gv::contract {
namespace {

using app::SharedTransaction;
using namespace std::chrono_literals;

class LeasesContract : public Contract {
 protected:
  std::optional<std::int64_t> acquire(std::string_view holder) {
    return *store_.write_shared([&](SharedTransaction& transaction) {
      return leases_.acquire(transaction, "scheduler", holder, 30s);
    });
  }
  bool release(std::string_view holder) {
    return *store_.write_shared([&](SharedTransaction& transaction) {
      return leases_.release(transaction, "scheduler", holder);
    });
  }

  store::Leases leases_{};
};

TEST_P(LeasesContract, OneHoldsItUntilItRunsOut) {
  const auto first = acquire("a");

  EXPECT_TRUE(first);
  EXPECT_FALSE(acquire("b"));
  clock_.advance(20s);
  EXPECT_TRUE(acquire("a"));
  clock_.advance(29s);
  EXPECT_FALSE(acquire("b"));
  clock_.advance(1s);
  EXPECT_GT(acquire("b"), first);
}

TEST_P(LeasesContract, AReleasedOneIsFreeAndItsTokenGrowsOn) {
  const auto first = acquire("a");

  EXPECT_FALSE(release("b"));
  EXPECT_TRUE(release("a"));
  EXPECT_GT(acquire("b"), first);
}

TEST_P(LeasesContract, TheOnlyProcessOfAStoreOwesNothingToItsForerunner) {
  const auto first = acquire("a");

  ASSERT_TRUE(store_.write_shared(
      [&](SharedTransaction& transaction) { return leases_.end_all(transaction); }));
  EXPECT_GT(acquire("b"), first);
}

GV_ON_EACH_ENGINE(LeasesContract);

}  // namespace
}  // namespace gv::contract
