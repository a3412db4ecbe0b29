#pragma once

#include "app/ports/conversion_outbox.h"

namespace gv::store {

class ConversionOutbox final : public app::ConversionOutbox {
 public:
  Result<bool> add(app::Transaction& transaction, const app::OutboxEvent& event) override;
  Result<std::optional<app::OutboxEvent>> find(app::Transaction& transaction,
                                               std::string_view id) override;
  Result<void> replace_payload(app::Transaction& transaction, std::string_view id,
                               std::string_view sealed) override;
  Result<std::vector<app::OutboxEvent>> due(app::Transaction& transaction, int limit) override;
  Result<std::vector<app::OutboxEvent>> pending(app::Transaction& transaction,
                                                std::string_view after, int limit) override;
  Result<bool> settle(app::Transaction& transaction, const app::OutboxEvent& event) override;
  Result<void> wake(app::Transaction& transaction) override;
  Result<std::optional<TimePoint>> next_due(app::Transaction& transaction) override;
  Result<std::vector<app::OutboxEvent>> list(app::Transaction& transaction,
                                             const app::OutboxFilter& filter) override;
};

}  // namespace gv::store
