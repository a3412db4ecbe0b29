#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "app/portal_accounts.h"
#include "app/ports/crm_webhook.h"
#include "app/ports/job_queue.h"
#include "app/ports/quarantine.h"
#include "app/ports/revenue_store.h"
#include "app/ports/settings_source.h"
#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// What became of the events of one delivery.
struct CrmReceipt {
  std::int64_t accepted{0};    ///< new: their job is queued, or they wait for their account
  std::int64_t duplicates{0};  ///< known before
  std::int64_t ignored{0};     ///< of no interest
};

/// Takes what a CRM posts. When it returns a receipt, every event that counts as accepted is on
/// disk together with the job that will fold it; nothing is valued and nobody is called before.
class ReceiveCrmEvents {
 public:
  struct Ports {
    Store& store;
    RevenueStore& revenue;
    JobQueue& jobs;
    Quarantine& quarantine;
    PortalAccounts& portals;
    const SettingsSource& settings;
    const Clock& clock;
  };
  explicit ReceiveCrmEvents(const Ports& ports) : ports_(ports) {}

  /// Errors: Unauthenticated; UnusableInput, InvalidInput for a verified body that is no list of
  /// events, which is kept in quarantine; those of the store, after which the sender has to send
  /// everything again.
  Result<CrmReceipt> run(CrmWebhook& webhook, const CrmDelivery& delivery);

  /// Takes what came of `portal` before it was connected, oldest first; nothing while it is not.
  /// Breaking off leaves the rest waiting, and what is taken twice counts once. Errors: those of
  /// the store.
  Result<CrmReceipt> replay(CrmWebhook& webhook, std::string_view portal);

 private:
  Result<std::optional<PortalOwner>> owner_of(std::string_view crm, std::string_view portal);
  Result<void> take_kept(CrmWebhook& webhook, std::string_view portal, const QuarantinedItem& item,
                         CrmReceipt& receipt);
  Result<void> take(const AccountId& account, std::span<CrmNotice> notices, CrmReceipt& receipt);
  Result<bool> keep(std::string_view reason, const std::string& source, std::string_view body);

  Ports ports_;
};

}  // namespace gv::app
