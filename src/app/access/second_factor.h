#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/access/audit.h"
#include "app/access/secrets.h"
#include "app/access/store_authenticator.h"
#include "app/ports/hotp.h"
#include "app/ports/sealer.h"

namespace gv::app {

/// What an app on a telephone is told.
struct Enrolment {
  std::string secret;  ///< base32
  std::string uri;     ///< otpauth://totp/..., what its camera reads
};

/// The second factor of users: codes that an app makes of a shared secret and the time (RFC 6238:
/// HMAC-SHA-1, six digits, steps of thirty seconds), and ten codes for when the telephone is gone.
/// Every code is good once. The secret and the hashes of codes that are left are sealed in the
/// user's row, so that spending one and what it allows are one transaction.
class SecondFactor {
 public:
  SecondFactor(Store& store, Identities& identities, AuditLog& audit, const Sealer& sealer,
               StoreAuthenticator& authenticator, Hotp hotp, RandomBytes random)
      : store_(store),
        identities_(identities),
        audit_(audit),
        sealer_(sealer),
        authenticator_(authenticator),
        hotp_(std::move(hotp)),
        random_(std::move(random)) {}

  /// Whether a password alone does not sign this user in.
  [[nodiscard]] static bool is_on(const User& user);
  /// In the transaction that signs the user in: whether `code` is one of an app, of this step of
  /// time or its neighbours and later than the last, or one that recovers. It is spent in `user`,
  /// for the caller to store. Errors: UnusableInput when the secret cannot be opened.
  [[nodiscard]] Result<bool> spend(User& user, std::string_view code, TimePoint now) const;

  /// A new secret, in force when `confirm` has seen a code of it. Errors: Conflict when one is in
  /// force; NotFound.
  Result<Enrolment> enroll(const Principal& principal);
  /// The codes that recover, shown once. Ends the user's sessions but the one of `token`.
  /// A wrong code counts as a failure to sign in; while those lock the user, none is right.
  /// Errors: InvalidInput, `where` is "code"; Conflict when nothing waits; NotFound.
  Result<std::vector<std::string>> confirm(const Principal& principal, std::string_view code,
                                           const std::string& token, const Actor& actor);
  /// Ends it, and the user's sessions but the one of `token`. Errors: as `confirm`.
  Result<void> disable(const Principal& principal, std::string_view code, const std::string& token,
                       const Actor& actor);

 private:
  /// False, with `user` as it was, when the code is wrong.
  using Change = std::function<Result<bool>(User& user, TimePoint now)>;
  /// Ends the user's other sessions in the same transaction when one is to be kept. A wrong code is
  /// counted in it instead. Errors: those of `change`; InvalidInput for a wrong code; NotFound.
  Result<void> change(const Principal& principal, const Change& change,
                      const std::optional<std::string>& kept_session);
  Result<void> note(const Principal& principal, const Actor& actor, const std::string& action);

  Store& store_;
  Identities& identities_;
  AuditLog& audit_;
  const Sealer& sealer_;
  StoreAuthenticator& authenticator_;
  Hotp hotp_;
  RandomBytes random_;
};

}  // namespace gv::app
