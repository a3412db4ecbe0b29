#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/access/audit.h"
#include "app/access/secrets.h"
#include "app/access/store_authenticator.h"
#include "app/ports/accounts.h"
#include "app/ports/passwords.h"

namespace gv::app {

/// An open account as its member sees it.
struct MemberAccount {
  Account account;
  std::string role;
};

/// Who is signed in.
struct Profile {
  User user;
  std::vector<MemberAccount> accounts;
  std::string csrf_token;
};

struct LoginRequest {
  std::string email;
  std::string password;
  std::optional<std::string> user_agent{};
};

/// A session just begun. `token` goes into the cookie and is stored nowhere.
struct Login {
  Profile profile;
  std::string token;
};

/// Signing in and out, and one's own profile.
class SignIn {
 public:
  SignIn(Store& store, Identities& identities, Accounts& accounts, AuditLog& audit,
         Passwords& passwords, StoreAuthenticator& authenticator, RandomBytes random)
      : store_(store),
        identities_(identities),
        accounts_(accounts),
        audit_(audit),
        passwords_(passwords),
        authenticator_(authenticator),
        random_(std::move(random)) {}

  /// Takes as long for an unknown address as for a wrong password. Ten failures lock a user for a
  /// quarter of an hour.
  /// Errors: Unauthenticated, with one message for everything; Unavailable.
  Result<Login> login(const LoginRequest& request, const Actor& actor);
  Result<void> logout(const std::string& token, const Actor& actor);

  /// Errors: NotFound.
  Result<Profile> profile(const Principal& principal);
  struct Changes {
    std::optional<std::string> name{};
    std::optional<std::string> locale{};
    std::optional<std::string> time_zone{};
  };
  /// Errors: NotFound.
  Result<Profile> update(const Principal& principal, const Changes& changes);

 private:
  Result<std::string> dummy_hash();
  Result<void> note_failure(const std::string& email);
  Result<std::vector<MemberAccount>> accounts_of(const std::string& user_id);
  Result<void> record(const std::string& user_id, const Actor& actor, const std::string& action);

  Store& store_;
  Identities& identities_;
  Accounts& accounts_;
  AuditLog& audit_;
  Passwords& passwords_;
  StoreAuthenticator& authenticator_;
  RandomBytes random_;
  std::mutex mutex_{};
  std::string dummy_{};  ///< what a password is compared with where there is no user
};

}  // namespace gv::app
