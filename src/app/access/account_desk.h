#pragma once

#include <optional>
#include <string>

#include "app/access/account_book.h"
#include "app/access/audit.h"
#include "app/ports/accounts.h"
#include "app/ports/configuration_rules.h"
#include "app/ports/identities.h"

namespace gv::app {

/// An account that is to be opened.
struct AccountDraft {
  AccountId id{};  ///< letters, digits, '-' and '_'
  std::string name;
  std::string currency;   ///< ISO 4217
  std::string time_zone;  ///< IANA name
  std::optional<std::string> industry{};
  std::string preset{"service_business"};
};

/// Opens accounts: the row, its first configuration, its owner and the record of it, together.
class AccountDesk {
 public:
  AccountDesk(Store& store, Accounts& accounts, Identities& identities, AuditLog& audit,
              const ConfigurationRules& rules, AccountBook& book)
      : store_(store),
        accounts_(accounts),
        identities_(identities),
        audit_(audit),
        rules_(rules),
        book_(book) {}

  /// The first configuration of a draft. Errors: InvalidInput naming the field that is wrong.
  [[nodiscard]] Result<PatchedConfiguration> check(const AccountDraft& draft) const;
  /// As part of a transaction of the account. Errors: Conflict when the id is taken.
  Result<void> add(Transaction& transaction, const AccountDraft& draft,
                   const PatchedConfiguration& first, const std::string& owner, const Actor& actor);

  /// In a transaction of its own. Errors: of `check` and `add`.
  Result<Account> open(const AccountDraft& draft, const std::string& owner, const Actor& actor);
  /// Errors: NotFound.
  Result<Account> read(const AccountScope& scope);

 private:
  Store& store_;
  Accounts& accounts_;
  Identities& identities_;
  AuditLog& audit_;
  const ConfigurationRules& rules_;
  AccountBook& book_;
};

}  // namespace gv::app
