#pragma once

#include "contract/engines.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/hubspot/webhook_source.h"
#include "adapters/sealing/master_key.h"
#include "adapters/store/accounts.h"
#include "adapters/store/connections.h"
#include "adapters/store/conversion_outbox.h"
#include "adapters/store/conversions.h"
#include "adapters/store/job_queue.h"
#include "adapters/store/quarantine.h"
#include "adapters/store/revenue_store.h"
#include "app/fold_deal.h"
#include "app/receive_crm_events.h"
#include "app/run_jobs.h"

namespace gv::contract {

/// One property change as HubSpot tells it.
struct Told {
  int day{0};
  std::string property;  ///< "dealstage", "amount"
  std::string value;
};

/// A signed body with these changes of one deal.
[[nodiscard]] std::string body_of(std::string_view portal, std::string_view deal,
                                  const std::vector<Told>& changes);

class OneSecret final : public app::WebhookSecrets {
 public:
  [[nodiscard]] std::vector<std::string> active(std::string_view) const override {
    return {"gv-test-secret"};
  }
};

/// From a POST to the ledger, over the real repositories and any store.
class CrmPortal {
 public:
  /// `dataset_id`: of both accounts, for conversion events; empty: nobody is told.
  CrmPortal(app::Store& store, const Clock& clock, const std::string& dataset_id = "");

  Result<app::CrmReceipt> deliver(const std::string& body);
  Result<app::CrmReceipt> replay(std::string_view portal);
  /// Accounts alpha and beta have the portals 62515 and 777.
  void connect(const app::AccountScope& scope, std::string_view portal);

  [[nodiscard]] std::vector<app::LedgerPosting> postings(const app::AccountScope& scope,
                                                         std::string_view deal);
  [[nodiscard]] std::optional<app::CrmDeal> deal(const app::AccountScope& scope,
                                                 std::string_view deal);
  [[nodiscard]] std::size_t waiting(std::string_view source);

  store::RevenueStore revenue{};
  store::Conversions conversions{};
  store::JobQueue jobs{};
  app::InMemorySettings settings;
  app::OnlyPipeline pipelines{settings};
  store::ConversionOutbox outbox{};
  const sealing::MasterKey sealer{*sealing::MasterKey::parse(std::string(64, '7'), "key")};
  app::AnnounceDeal announce{outbox, jobs, settings, sealer};
  app::FoldDeal fold{revenue, conversions, jobs, pipelines, &announce};
  app::JobRunner runner;
  app::PortalAccounts portals;

 private:
  app::Store& store_;
  const Clock& clock_;
  store::Accounts accounts_{};
  store::Connections connections_{};
  store::Quarantine quarantine_{};
  OneSecret secrets_;
  hubspot::WebhookSource webhook_{secrets_, {.public_url = "https://hooks.example.com"}};
  app::ReceiveCrmEvents receive_;
};

}  // namespace gv::contract
