#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/access/account_book.h"
#include "app/access/audit.h"
#include "app/ports/accounts.h"
#include "app/ports/configuration_rules.h"
#include "app/ports/identities.h"

namespace gv::app {

/// An account that is to be opened.
struct AccountDraft {
  AccountId id{};  ///< a slug: [a-z0-9][a-z0-9_-]{0,62}
  std::string name;
  std::string currency;   ///< ISO 4217
  std::string time_zone;  ///< IANA name
  std::optional<std::string> industry{};
  std::string preset{"service_business"};
};

/// What may be changed of an account once it is open.
struct AccountChanges {
  std::optional<std::string> name{};
  std::optional<std::string> time_zone{};
  std::optional<std::string> industry{};
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
  /// Those that `principal` may read, ascending by id.
  Result<std::vector<Account>> list(const Principal& principal);
  /// Errors: NotFound, InvalidInput.
  Result<Account> change(const AccountScope& scope, const AccountChanges& changes,
                         const Actor& actor);
  /// Nobody reaches an archived account any more, though its rows are kept.
  /// Errors: Forbidden, unless `principal` is an owner who is signed in; NotFound.
  Result<void> archive(const AccountScope& scope, const Principal& principal, const Actor& actor);

 private:
  Store& store_;
  Accounts& accounts_;
  Identities& identities_;
  AuditLog& audit_;
  const ConfigurationRules& rules_;
  AccountBook& book_;
};

}  // namespace gv::app
