#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/revenue_store.h"
#include "base/currency.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// A request of a CRM as it came. Nothing of it is trusted.
struct CrmDelivery {
  std::string_view method;
  std::string_view target;  ///< path and query as received
  std::string_view body;
  /// A request header; empty where it was not sent.
  std::function<std::string_view(std::string_view name)> header;
};

/// Whose portal it is, and what the amounts of its deals are in.
struct PortalOwner {
  AccountId account;
  Currency currency;
};
/// Nothing: nobody connected that portal.
using OwnerOf = std::function<Result<std::optional<PortalOwner>>(std::string_view portal)>;

/// One event of a delivery.
struct CrmNotice {
  std::string portal;
  std::optional<AccountId> account;  ///< nothing: nobody connected the portal
  /// What it tells of deals, one row for each; empty without an account. Those that only say that
  /// a deal has to be fetched have a type the ledger does not know ("association").
  std::vector<CrmEvent> events;
};

struct CrmBatch {
  std::vector<CrmNotice> notices;
  std::size_t ignored{0};  ///< of no interest, or unreadable as an event
};

/// Verifies and reads what one CRM posts.
class CrmWebhook {
 public:
  virtual ~CrmWebhook() = default;
  /// "hubspot", as in `CrmEvent::crm` and in connections.
  [[nodiscard]] virtual std::string_view crm() const = 0;
  /// Errors: Unauthenticated (nothing of the body was read); UnusableInput, InvalidInput (verified,
  /// and no list of events); those of `owner_of`.
  virtual Result<CrmBatch> read(const CrmDelivery& delivery, TimePoint now,
                                const OwnerOf& owner_of) = 0;
  /// The events of a body that was verified when it came, and kept. Errors: as `read`.
  virtual Result<CrmBatch> read_kept(std::string_view body, TimePoint now,
                                     const OwnerOf& owner_of) = 0;
};

/// Secrets that senders sign with.
class WebhookSecrets {
 public:
  virtual ~WebhookSecrets() = default;
  /// All that are active; several during rotation, none where nothing is configured.
  [[nodiscard]] virtual std::vector<std::string> active(std::string_view source) const = 0;
};

}  // namespace gv::app
