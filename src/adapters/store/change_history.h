#pragma once

#include <vector>

#include "app/ports/change_history.h"

namespace gv::store {

class ChangeHistory final : public app::ChangeHistory {
 public:
  Result<void> append(app::Transaction& transaction, const app::ChangeRecord& record) override;
  Result<std::vector<app::ChangeRecord>> list(app::Transaction& transaction,
                                              const app::ChangeFilter& filter) override;
  Result<std::vector<execute::AttemptEnd>> ends(app::Transaction& transaction,
                                                std::string_view platform, int limit) override;
};

}  // namespace gv::store
