#pragma once

#include <string_view>

#include "app/ports/inbound_events.h"

namespace gv::store {

class InboundEvents final : public app::InboundEvents {
 public:
  Result<bool> add(app::Transaction& transaction, const app::InboundEvent& event) override;
  Result<std::optional<app::InboundEvent>> find(app::Transaction& transaction,
                                                std::string_view name,
                                                std::string_view id) override;
  Result<void> settle(app::Transaction& transaction, const app::InboundEvent& event) override;
};

}  // namespace gv::store
