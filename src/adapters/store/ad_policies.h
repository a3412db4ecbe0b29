#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "app/ports/ad_policies.h"

namespace gv::store {

class AdPolicies final : public app::AdPolicies {
 public:
  Result<std::optional<app::AdPolicy>> find(app::Transaction& transaction,
                                            std::string_view ad_id) override;
  Result<std::vector<app::AdPolicy>> in_force(app::Transaction& transaction) override;
  Result<bool> put(app::Transaction& transaction, const app::AdPolicy& policy) override;
};

}  // namespace gv::store
