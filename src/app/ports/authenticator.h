#pragma once

#include <optional>
#include <string>

#include "app/ports/principal.h"
#include "base/result.h"

namespace gv::app {

/// What a request brings to say who it is. At most one of the two is looked at: a key wins.
struct Credentials {
  std::string api_key;        ///< behind "Authorization: Bearer"; empty: none
  std::string session_token;  ///< of the session cookie; empty: none
  std::string method;         ///< "POST"
  std::string path;           ///< a key may be good for some paths only
  [[nodiscard]] bool empty() const { return api_key.empty() && session_token.empty(); }
};

/// Finds out who asks. Kept by the store of users and keys; by a table in tests. Thread-safe.
class Authenticator {
 public:
  virtual ~Authenticator() = default;

  /// May block. Errors: Unauthenticated with the same message whatever is wrong (absent, unknown,
  /// expired, revoked); Unavailable when the store cannot be asked.
  [[nodiscard]] virtual Result<Principal> authenticate(const Credentials& credentials) = 0;

  /// The same from memory alone, never blocking; nothing when the store has to be asked. A kept
  /// answer is as old as the implementer allows a revoked key to live on (seconds).
  [[nodiscard]] virtual std::optional<Result<Principal>> recall(const Credentials& credentials) {
    static_cast<void>(credentials);
    return std::nullopt;
  }
};

}  // namespace gv::app
