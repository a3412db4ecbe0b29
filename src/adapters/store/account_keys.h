#pragma once

#include <vector>

#include "app/ports/account_keys.h"

namespace gv::store {

class AccountKeys final : public app::AccountKeys {
 public:
  Result<bool> add(app::Transaction& transaction, const app::SealedAccountKey& key) override;
  Result<std::vector<app::SealedAccountKey>> list(app::Transaction& transaction) override;
  Result<std::int64_t> destroy_retired(app::Transaction& transaction) override;
};

}  // namespace gv::store
