#pragma once

#include <vector>

#include "app/ports/holds.h"

namespace gv::store {

class Holds final : public app::Holds {
 public:
  Result<void> engage(app::SharedTransaction& transaction, const app::Hold& hold) override;
  Result<bool> clear(app::SharedTransaction& transaction, std::string_view id,
                     std::string_view by) override;
  Result<std::vector<app::Hold>> in_force(app::Transaction& transaction) override;
  Result<std::vector<app::Hold>> list(app::Transaction& transaction, int limit) override;
  Result<std::optional<app::Hold>> find(app::Transaction& transaction,
                                        std::string_view id) override;
};

}  // namespace gv::store
