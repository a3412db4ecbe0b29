#pragma once

#include <string_view>
#include <vector>

#include "app/ports/quarantine.h"

namespace gv::store {

class Quarantine final : public app::Quarantine {
 public:
  Result<bool> add(app::SharedTransaction& transaction, const app::QuarantinedItem& item) override;
  Result<std::vector<app::QuarantinedItem>> waiting(app::SharedTransaction& transaction,
                                                    std::string_view source_ref,
                                                    int limit) override;
  Result<bool> resolve(app::SharedTransaction& transaction, std::string_view id) override;
};

}  // namespace gv::store
