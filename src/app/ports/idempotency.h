#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// A request that its sender may send again: same key, same request, one effect.
struct KeyedRequest {
  std::string key;          ///< as the sender chose it
  std::string route;        ///< "POST /api/v1/uploads"
  std::string fingerprint;  ///< SHA-256 of the request, 32 bytes
  TimePoint expires_at{};   ///< when the key may mean something new
};

struct StoredResponse {
  int status{0};
  std::string body;
};

/// What to do with a keyed request.
struct KeyedAnswer {
  enum class Kind {
    Go,       ///< never seen: do it, and `finish` in the same transaction
    Running,  ///< another one is at it: 409, try later
    Done,     ///< answer with `response`
    Differs,  ///< the key was used for another request: 422
  };
  Kind kind{Kind::Go};
  std::optional<StoredResponse> response{};
};

/// Remembers the answers to keyed requests of each account.
class IdempotencyKeys {
 public:
  virtual ~IdempotencyKeys() = default;

  /// Takes the key, or says what became of it.
  virtual Result<KeyedAnswer> begin(Transaction& transaction, const KeyedRequest& request) = 0;
  /// Keeps the answer of a key that `begin` let go. Errors: Conflict when it was let go elsewhere.
  virtual Result<void> finish(Transaction& transaction, std::string_view key,
                              const StoredResponse& response) = 0;
  /// Forgets a key whose request failed without effect, so that it may be tried again.
  virtual Result<void> release(Transaction& transaction, std::string_view key) = 0;
  /// Removes up to `limit` expired keys; how many.
  virtual Result<std::int64_t> purge(Transaction& transaction, int limit) = 0;
};

}  // namespace gv::app
