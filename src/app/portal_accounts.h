#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "app/ports/accounts.h"
#include "app/ports/connections.h"
#include "app/ports/store.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// Which account an outside account (CRM portal, shop) is connected to.
///
/// No statement reaches across accounts, so the table is gathered account by account and kept; it
/// is gathered again when it is older than `kept_for`, or after `forget`. Where two accounts claim
/// one portal (two processes may connect it at once), the older connection holds. Safe to use from
/// many threads. O(accounts) to gather, O(log n) to ask.
class PortalAccounts {
 public:
  PortalAccounts(Store& store, Accounts& accounts, Connections& connections, const Clock& clock,
                 Millis kept_for = Millis{60'000})
      : store_(store),
        accounts_(accounts),
        connections_(connections),
        clock_(clock),
        kept_for_(kept_for) {}

  /// Nothing where nobody connected it. Errors: those of the store.
  Result<std::optional<AccountId>> account_of(std::string_view provider,
                                              std::string_view external_id);
  /// A connection was added or removed.
  void forget();

 private:
  struct Claim {
    AccountId account;
    TimePoint since{};
  };
  using Claims = std::map<std::string, Claim, std::less<>>;
  Result<Claims> gather(std::string_view provider);

  Store& store_;
  Accounts& accounts_;
  Connections& connections_;
  const Clock& clock_;
  const Millis kept_for_;
  std::mutex mutex_;
  std::map<std::string, std::pair<TimePoint, Claims>, std::less<>> by_provider_;
};

}  // namespace gv::app
