#pragma once

#include <string_view>
#include <vector>

#include "app/ports/connections.h"

namespace gv::store {

class Connections final : public app::Connections {
 public:
  Result<void> put(app::Transaction& transaction, const app::Connection& connection) override;
  Result<std::optional<app::Connection>> find(app::Transaction& transaction,
                                              std::string_view provider,
                                              std::string_view external_id) override;
  Result<std::vector<app::Connection>> list(app::Transaction& transaction,
                                            std::string_view provider) override;
  Result<bool> remove(app::Transaction& transaction, std::string_view provider,
                      std::string_view external_id) override;
};

}  // namespace gv::store
