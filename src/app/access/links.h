#pragma once

#include <optional>
#include <string>

#include "app/access/secrets.h"
#include "app/ports/identities.h"

namespace gv::app {

/// Secrets that sign one user in, once. They are kept beside API keys and are none: they reach no
/// account.
class SignInLinks {
 public:
  SignInLinks(Identities& identities, RandomBytes random)
      : identities_(identities), random_(std::move(random)) {}

  /// For whoever runs the program: good for ten minutes.
  Result<std::string> make(SharedTransaction& transaction, const std::string& user_id);
  /// For a member of `account`: good for a week, and only while that membership and its role stand,
  /// it is their only one, and they have no password. Otherwise who invited them could enter other
  /// accounts as them.
  Result<std::string> invite(SharedTransaction& transaction, const std::string& user_id,
                             const AccountId& account);

  struct Found {
    std::string id;  ///< what `spend` takes
    User user;
  };
  /// Whom the code would sign in; nothing when it is not good for that.
  Result<std::optional<Found>> find(SharedTransaction& transaction, const std::string& code);
  /// False when it was spent meanwhile.
  Result<bool> spend(SharedTransaction& transaction, const Found& found);

 private:
  Result<std::string> add(SharedTransaction& transaction, const std::string& user_id,
                          std::string purpose, Millis life);
  Result<bool> still_good(SharedTransaction& transaction, const ApiKey& row, const User& user);

  Identities& identities_;
  RandomBytes random_;
};

}  // namespace gv::app
