#pragma once

#include "app/ports/uploads.h"

namespace gv::store {

class Uploads final : public app::Uploads {
 public:
  Result<void> add(app::Transaction& transaction, const app::Upload& upload) override;
  Result<std::optional<app::Upload>> find(app::Transaction& transaction,
                                          std::string_view id) override;
  Result<bool> advance(app::Transaction& transaction, std::string_view id, std::int64_t from,
                       std::int64_t to) override;
  Result<bool> finish(app::Transaction& transaction, const app::Upload& upload, std::int64_t from,
                      std::string_view asset_id) override;
  Result<bool> remove(app::Transaction& transaction, std::string_view id) override;
  Result<std::vector<std::string>> remove_expired(app::Transaction& transaction,
                                                  int limit) override;
};

}  // namespace gv::store
