#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/access/audit.h"
#include "app/access/links.h"
#include "app/access/store_authenticator.h"

namespace gv::app {

/// A user in an account.
struct Member {
  User user;
  std::string role;
  TimePoint since{};
};

struct Invitation {
  std::string email;
  std::string role;
  std::optional<std::string> name{};
};

/// `code` signs a new user in once, so that they choose a password; nobody else is sent one.
struct Invited {
  Member member;
  std::optional<std::string> code;
};

/// Who belongs to an account, and what they may do there. Only an owner makes or unmakes owners,
/// and an account never
/// loses the last one who can sign in.
class Members {
 public:
  Members(Store& store, Identities& identities, AuditLog& audit, StoreAuthenticator& authenticator,
          const RandomBytes& random)
      : store_(store),
        identities_(identities),
        audit_(audit),
        authenticator_(authenticator),
        random_(random),
        links_(identities, random) {}

  /// Ascending by id.
  Result<std::vector<Member>> list(const AccountScope& scope);
  /// Adds a user of this e-mail address, a new one where there is none. Who was invited and has no
  /// password yet gets another code, and their sessions end. Errors: InvalidInput; Forbidden;
  /// Conflict for a member, and for who was invited elsewhere and has not come yet.
  Result<Invited> invite(const AccountScope& scope, const Principal& principal,
                         const Invitation& invitation, const Actor& actor);
  /// Ends the user's sessions. Errors: InvalidInput, NotFound, Forbidden, Conflict.
  Result<Member> set_role(const AccountScope& scope, const Principal& principal,
                          const std::string& user_id, const std::string& role, const Actor& actor);
  /// Their keys of this account are of no use any more. Errors: NotFound, Forbidden, Conflict.
  Result<void> remove(const AccountScope& scope, const Principal& principal,
                      const std::string& user_id, const Actor& actor);

 private:
  Result<User> user_for(Transaction& transaction, const Invitation& invitation,
                        const std::string& email);
  Result<Membership> member(Transaction& transaction, const std::string& user_id);
  Result<void> check_ownership(Transaction& transaction, const Principal& principal,
                               const Membership& before, const std::string& after);

  Store& store_;
  Identities& identities_;
  AuditLog& audit_;
  StoreAuthenticator& authenticator_;
  RandomBytes random_;
  SignInLinks links_;
};

}  // namespace gv::app
