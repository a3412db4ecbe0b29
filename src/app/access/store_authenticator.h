#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "app/access/account_book.h"
#include "app/ports/authenticator.h"
#include "app/ports/identities.h"

namespace gv::app {

/// How long a session lives without and with requests.
inline constexpr Millis kSessionIdle = Hours(12);
inline constexpr Millis kSessionMax = Days(14);

/// What X-CSRF-Token has to be for a session.
[[nodiscard]] std::string csrf_token_of(const Session& session);

/// API keys and sessions of the store. A good answer is kept for some seconds, so that a busy key
/// costs a lookup and not a query; `forget` ends that in this process at once. Thread-safe; what it
/// is built with outlives it.
class StoreAuthenticator final : public Authenticator {
 public:
  StoreAuthenticator(Store& store, Identities& identities, AccountBook& book, const Clock& clock)
      : store_(store), identities_(identities), book_(book), clock_(clock) {}

  [[nodiscard]] Result<Principal> authenticate(const Credentials& credentials) override;
  [[nodiscard]] std::optional<Result<Principal>> recall(const Credentials& credentials) override;
  /// Every kept answer: after a key was revoked, a session ended, a role changed.
  void forget();

 private:
  struct Kept {
    Principal principal;
    TimePoint until{};
  };

  std::uint64_t forgotten();
  Result<Principal> by_key(const std::string& text);
  Result<Principal> by_session(const std::string& token);

  Store& store_;
  Identities& identities_;
  AccountBook& book_;
  const Clock& clock_;
  std::mutex mutex_{};
  std::map<std::string, Kept> kept_{};  ///< by SHA-256 of the secret
  std::uint64_t forgotten_{0};          ///< how often: an answer read before is not kept after
};

}  // namespace gv::app
