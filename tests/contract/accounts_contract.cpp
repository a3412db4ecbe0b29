#include "contract/engines.h"

#include "adapters/store/accounts.h"

namespace gv::contract {
namespace {

using app::Account;
using app::AccountConfiguration;
using app::SharedTransaction;
using app::Transaction;

class AccountsContract : public Contract {
 protected:
  Result<void> configure(const app::AccountScope& scope, std::int64_t base, std::string document) {
    return store_.write(scope, [&](Transaction& transaction) {
      return accounts_.configure(transaction, base,
                                 {.document = document, .hash = "h", .changed_by = "u1"});
    });
  }
  std::optional<Account> find(const app::AccountScope& scope) {
    return *store_.read(scope,
                        [&](Transaction& transaction) { return accounts_.find(transaction); });
  }

  store::Accounts accounts_{};
};

TEST_P(AccountsContract, AnAccountIsMadeOnceAndFound) {
  const auto gamma = scope("gamma");
  const Account made{.id = gamma.account(),
                     .name = "Gamma Clinic",
                     .currency = "AED",
                     .time_zone = "Asia/Dubai",
                     .industry = "health",
                     .is_demo = true};
  const auto add = [&] {
    return store_.write(gamma, [&](Transaction& t) { return accounts_.add(t, made); });
  };

  ASSERT_TRUE(add());
  EXPECT_EQ(add().error().code, ErrorCode::Conflict);
  const auto found = find(gamma);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "Gamma Clinic");
  EXPECT_EQ(found->industry, "health");
  EXPECT_TRUE(found->is_demo);
  EXPECT_EQ(found->created_at, clock_.now());
  EXPECT_FALSE(find(scope("delta")));
}

TEST_P(AccountsContract, ListsInPages) {
  const auto page = [&](std::string_view after) {
    const auto accounts =
        *store_.read_shared([&](SharedTransaction& t) { return accounts_.list(t, after, 1); });
    return accounts.empty() ? "" : accounts[0].id.text();
  };

  EXPECT_EQ(page(""), "alpha");
  EXPECT_EQ(page("alpha"), "beta");
  EXPECT_EQ(page("beta"), "");
}

TEST_P(AccountsContract, UpdatesWhatMayChange) {
  auto account = *find(alpha_);
  account.name = "renamed";
  account.archived_at = clock_.now();
  account.is_demo = true;

  ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) { return accounts_.update(t, account); }));

  EXPECT_EQ(find(alpha_)->name, "renamed");
  EXPECT_EQ(find(alpha_)->archived_at, clock_.now());
  EXPECT_TRUE(find(alpha_)->is_demo);
}

TEST_P(AccountsContract, ConfigurationsAreNumberedAndKept) {
  ASSERT_TRUE(configure(alpha_, 0, R"({"a": 1})"));
  ASSERT_TRUE(configure(alpha_, 1, R"({"a": 2})"));
  ASSERT_TRUE(configure(beta_, 0, R"({"a": 3})"));

  const auto first =
      *store_.read(alpha_, [&](Transaction& t) { return accounts_.configuration(t, 1); });
  const auto all =
      *store_.read(alpha_, [&](Transaction& t) { return accounts_.configurations(t, 0, 10); });

  EXPECT_EQ(find(alpha_)->config_version, 2);
  EXPECT_EQ(first->document, R"({"a": 1})");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].version, 2);
}

TEST_P(AccountsContract, AChangeToAnOldVersionIsAConflict) {
  ASSERT_TRUE(configure(alpha_, 0, "{}"));

  EXPECT_EQ(configure(alpha_, 0, "{}").error().code, ErrorCode::Conflict);
  EXPECT_EQ(configure(scope("nobody"), 0, "{}").error().code, ErrorCode::NotFound);
}

GV_ON_EACH_ENGINE(AccountsContract);

}  // namespace
}  // namespace gv::contract
