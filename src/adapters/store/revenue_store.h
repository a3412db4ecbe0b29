#pragma once

#include <string_view>
#include <vector>

#include "app/ports/revenue_store.h"

namespace gv::store {

class RevenueStore final : public app::RevenueStore {
 public:
  Result<std::vector<bool>> add_events(app::Transaction& transaction,
                                       std::span<const app::CrmEvent> events) override;
  Result<std::vector<app::CrmEvent>> events_of(app::Transaction& transaction, std::string_view crm,
                                               std::string_view deal_id) override;
  Result<void> set_event_state(app::Transaction& transaction, std::string_view crm,
                               std::string_view deal_id, std::string_view key,
                               std::string_view state) override;
  Result<std::optional<app::CrmDeal>> deal(app::Transaction& transaction, std::string_view crm,
                                           std::string_view deal_id) override;
  Result<void> put_deal(app::Transaction& transaction, const app::CrmDeal& deal) override;
  Result<std::vector<app::CrmDeal>> deals(app::Transaction& transaction, std::string_view after_crm,
                                          std::string_view after_deal, int limit) override;
  Result<void> post(app::Transaction& transaction,
                    std::span<const app::LedgerPosting> postings) override;
  Result<std::vector<app::LedgerPosting>> postings_of(app::Transaction& transaction,
                                                      std::string_view crm,
                                                      std::string_view deal_id) override;
};

}  // namespace gv::store
