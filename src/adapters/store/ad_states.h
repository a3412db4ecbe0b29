#pragma once

#include "app/ports/ad_states.h"

namespace gv::store {

class AdStates final : public app::AdStates {
 public:
  Result<std::optional<app::StoredAdState>> find(app::Transaction& transaction,
                                                 std::string_view ad_id) override;
  Result<std::vector<app::StoredAdState>> list(app::Transaction& transaction,
                                               std::string_view after, int limit) override;
  Result<void> put(app::Transaction& transaction, const app::StoredAdState& state) override;
};

}  // namespace gv::store
