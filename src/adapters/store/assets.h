#pragma once

#include "app/ports/assets.h"

namespace gv::store {

class Assets final : public app::Assets {
 public:
  Result<app::AddedAsset> add(app::Transaction& transaction, const app::Asset& asset) override;
  Result<std::optional<app::Asset>> find(app::Transaction& transaction,
                                         std::string_view id) override;
  Result<std::vector<app::Asset>> list(app::Transaction& transaction,
                                       const app::AssetFilter& filter) override;
  Result<std::int64_t> count(app::Transaction& transaction,
                             const app::AssetFilter& filter) override;
  Result<std::optional<app::Asset>> remove(app::Transaction& transaction,
                                           std::string_view id) override;
  Result<bool> hold_deleted(app::Transaction& transaction, std::string_view id) override;
  Result<bool> is_stored(app::Transaction& transaction, std::string_view sha256) override;
};

}  // namespace gv::store
