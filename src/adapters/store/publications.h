#pragma once

#include "app/ports/publications.h"

namespace gv::store {

class Publications final : public app::Publications {
 public:
  Result<bool> add(app::Transaction& transaction, const app::Publication& publication) override;
  Result<std::optional<app::Publication>> find(app::Transaction& transaction,
                                               std::string_view id) override;
  Result<std::vector<app::Publication>> list(app::Transaction& transaction,
                                             const std::optional<app::PublicationCursor>& before,
                                             int limit) override;
};

}  // namespace gv::store
