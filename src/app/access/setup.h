#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "app/access/account_desk.h"
#include "app/access/secrets.h"
#include "app/ports/passwords.h"

namespace gv::app {

/// Shortest and longest password that is taken, in bytes.
inline constexpr std::size_t kPasswordMin = 12;
inline constexpr std::size_t kPasswordMax = 256;

/// Errors: InvalidInput, `where` is "password".
[[nodiscard]] Result<void> check_password(std::string_view password);
/// Lower case. Errors: InvalidInput, `where` is "email".
[[nodiscard]] Result<std::string> check_email(std::string_view email);

struct SetupRequest {
  std::string token;
  std::string email;
  std::string password;
  std::string name;
  AccountDraft account;
};

/// The first user of an installation and their account. Whoever runs the program is shown a token
/// that is good for this once; only its hash is stored.
class Setup {
 public:
  /// `done` is called after the first user is stored: nobody needs the token any more.
  Setup(Store& store, Identities& identities, AccountDesk& desk, AccountBook& book,
        Passwords& passwords, RandomBytes random, const Clock& clock,
        std::function<void()> done = {})
      : store_(store),
        identities_(identities),
        desk_(desk),
        book_(book),
        passwords_(passwords),
        random_(std::move(random)),
        clock_(clock),
        done_(std::move(done)) {}

  /// A new token, good for a day; nothing when there is a user already.
  Result<std::optional<std::string>> offer();
  Result<bool> is_done();

  /// Errors: Gone when there is a user; Unauthenticated for a token that is not valid;
  /// InvalidInput; Conflict.
  Result<User> complete(const SetupRequest& request, const Actor& actor);

 private:
  Result<void> use_token(SharedTransaction& transaction, const std::string& token);
  Result<void> check_open(SharedTransaction& transaction);

  Store& store_;
  Identities& identities_;
  AccountDesk& desk_;
  AccountBook& book_;
  Passwords& passwords_;
  RandomBytes random_;
  const Clock& clock_;
  std::function<void()> done_;
};

}  // namespace gv::app
