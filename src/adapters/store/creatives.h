#pragma once

#include "app/ports/creatives.h"

namespace gv::store {

class Creatives final : public app::Creatives {
 public:
  Result<void> add(app::Transaction& transaction, const app::Creative& creative) override;
  Result<std::optional<app::Creative>> find(app::Transaction& transaction,
                                            std::string_view id) override;
  Result<std::vector<app::Creative>> list(app::Transaction& transaction,
                                          const app::CreativeFilter& filter) override;
  Result<bool> approve(app::Transaction& transaction, std::string_view id,
                       std::string_view by) override;
};

}  // namespace gv::store
