#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "app/ports/account_directory.h"
#include "app/ports/authenticator.h"

namespace gv::app {

/// Keys and sessions in a table: for tests, and for what has no store.
class InMemoryAuthenticator : public Authenticator {
 public:
  void add_key(std::string key, Principal principal);
  void add_session(std::string token, Principal principal);
  void remove(const std::string& secret);

  [[nodiscard]] Result<Principal> authenticate(const Credentials& credentials) override;
  [[nodiscard]] std::optional<Result<Principal>> recall(const Credentials& credentials) override;

 private:
  std::mutex mutex_;
  std::map<std::string, Principal, std::less<>> by_secret_;  ///< "key:..." and "session:..."
};

/// Accounts in a table that does not change.
class InMemoryAccounts : public AccountDirectory {
 public:
  explicit InMemoryAccounts(std::map<AccountId, Currency> accounts)
      : accounts_(std::move(accounts)) {}
  [[nodiscard]] Result<AccountFacts> find(const AccountId& account) const override;

 private:
  const std::map<AccountId, Currency> accounts_;
};

}  // namespace gv::app
