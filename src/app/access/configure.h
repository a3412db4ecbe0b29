#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/access/account_book.h"
#include "app/access/audit.h"

namespace gv::app {

/// One version of a configuration and what it changed against the one before.
struct ConfigurationVersion {
  AccountConfiguration configuration;
  std::vector<std::string> changed;
};

/// What became of a change: `patched.errors` tells why nothing was stored.
struct ConfigurationChange {
  PatchedConfiguration patched;
  std::int64_t version{0};  ///< in force afterwards
};

/// Reads and changes the configuration of an account, version by version.
class Configure {
 public:
  Configure(Store& store, Accounts& accounts, AuditLog& audit, const ConfigurationRules& rules,
            AccountBook& book)
      : store_(store), accounts_(accounts), audit_(audit), rules_(rules), book_(book) {}

  [[nodiscard]] const ConfigurationRules& rules() const { return rules_; }
  /// The version in force; version 0 is an empty document. Errors: NotFound.
  Result<AccountConfiguration> current(const AccountScope& scope);
  /// Errors: NotFound.
  Result<EffectiveConfiguration> effective(const AccountScope& scope,
                                           const AccountConfiguration& configuration);
  /// Stores nothing. Errors: NotFound, UnusableInput.
  Result<PatchedConfiguration> validate(const AccountScope& scope, const std::string& patch);
  /// Errors: Stale when `base` is not in force any more; NotFound, UnusableInput.
  Result<ConfigurationChange> patch(const AccountScope& scope, std::int64_t base,
                                    const std::string& patch,
                                    const std::optional<std::string>& note, const Actor& actor);
  /// Makes a new version of an old one. Errors: NotFound, Stale.
  Result<ConfigurationChange> rollback(const AccountScope& scope, std::int64_t base,
                                       std::int64_t to_version, const Actor& actor);
  /// Newest first, up to `limit` before `before` (0: from the newest).
  Result<std::vector<ConfigurationVersion>> history(const AccountScope& scope, std::int64_t before,
                                                    int limit);

 private:
  Result<Account> account_of(Transaction& transaction);
  Result<AccountConfiguration> in_force(Transaction& transaction, const Account& account);
  Result<void> store_version(Transaction& transaction, std::int64_t base,
                             const PatchedConfiguration& next,
                             const std::optional<std::string>& note, const std::string& action,
                             const Actor& actor);

  Store& store_;
  Accounts& accounts_;
  AuditLog& audit_;
  const ConfigurationRules& rules_;
  AccountBook& book_;
};

}  // namespace gv::app
