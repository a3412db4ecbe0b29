#pragma once

#include <string_view>
#include <vector>

#include "app/ports/accounts.h"

namespace gv::store {

class Accounts final : public app::Accounts {
 public:
  Result<void> add(app::Transaction& transaction, const app::Account& account) override;
  Result<std::optional<app::Account>> find(app::Transaction& transaction) override;
  Result<void> update(app::Transaction& transaction, const app::Account& account) override;
  Result<std::vector<app::Account>> list(app::SharedTransaction& transaction,
                                         std::string_view after, int limit) override;
  Result<app::AccountsRevision> revision(app::SharedTransaction& transaction) override;
  Result<void> configure(app::Transaction& transaction, std::int64_t base,
                         const app::AccountConfiguration& configuration) override;
  Result<std::optional<app::AccountConfiguration>> configuration(app::Transaction& transaction,
                                                                 std::int64_t version) override;
  Result<std::vector<app::AccountConfiguration>> configurations(app::Transaction& transaction,
                                                                std::int64_t before,
                                                                int limit) override;
};

}  // namespace gv::store
