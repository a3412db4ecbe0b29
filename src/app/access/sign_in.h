#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/access/audit.h"
#include "app/access/links.h"
#include "app/access/second_factor.h"
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
  std::optional<std::string> code{};  ///< of the second factor, where it is on
};

struct PasswordChange {
  std::optional<std::string> current{};  ///< none: of a user who has none yet
  std::string next;
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
         Passwords& passwords, StoreAuthenticator& authenticator, const SecondFactor& second_factor,
         RandomBytes random)
      : store_(store),
        identities_(identities),
        accounts_(accounts),
        audit_(audit),
        passwords_(passwords),
        authenticator_(authenticator),
        second_factor_(second_factor),
        links_(identities, random),
        random_(std::move(random)) {}

  /// Takes as long for an unknown address as for a wrong password. Ten failures lock a user for a
  /// quarter of an hour. A second factor that cannot be opened fits no code.
  /// Errors: Unauthenticated, with one message for everything; Unavailable.
  Result<Login> login(const LoginRequest& request, const Actor& actor);
  /// By a link that is good for this once, without a second factor: who runs the program may make
  /// one, and who is invited has no password yet. Errors: Unauthenticated,
  /// without spending the link while the user is locked.
  Result<Login> follow_link(const std::string& code, const std::optional<std::string>& user_agent,
                            const Actor& actor);
  /// A code for `follow_link`, for whoever runs the program. Errors: NotFound.
  Result<std::string> make_link(const std::string& email);
  Result<void> logout(const std::string& token, const Actor& actor);

  /// Sets another password, ends every session of the user and begins a new one.
  /// Errors: InvalidInput, `where` is "current" or "new"; Unauthenticated while the user is locked;
  /// NotFound, Unavailable.
  Result<Login> change_password(const Principal& principal, const PasswordChange& change,
                                const Actor& actor);
  /// Of the user, oldest first.
  Result<std::vector<Session>> sessions(const Principal& principal);
  /// Errors: NotFound, for a session of somebody else too.
  Result<void> end_session(const Principal& principal, const std::string& id_hash,
                           const Actor& actor);
  /// All but the one of `token`.
  Result<void> end_other_sessions(const Principal& principal, const std::string& token,
                                  const Actor& actor);

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
  Result<void> check_code(User& user, const std::optional<std::string>& code, TimePoint now);
  /// Errors: Unauthenticated when the user is locked or gone by now; those of `also`.
  Result<Login> begin(const User& user, const std::optional<std::string>& user_agent,
                      const Actor& actor,
                      const std::function<Result<void>(SharedTransaction&, User&)>& also);
  Result<void> end_all(const Principal& principal, const Actor& actor,
                       const std::function<bool(const Session&)>& chosen);
  Result<void> note_failure(const std::string& user_id);
  Result<std::vector<MemberAccount>> accounts_of(const std::string& user_id);
  Result<void> record(const std::string& user_id, const Actor& actor, const std::string& action);

  Store& store_;
  Identities& identities_;
  Accounts& accounts_;
  AuditLog& audit_;
  Passwords& passwords_;
  StoreAuthenticator& authenticator_;
  const SecondFactor& second_factor_;
  SignInLinks links_;
  RandomBytes random_;
  std::mutex mutex_{};
  std::string dummy_{};  ///< what a password is compared with where there is no user
};

}  // namespace gv::app
