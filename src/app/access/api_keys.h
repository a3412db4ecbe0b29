#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/access/audit.h"
#include "app/access/secrets.h"
#include "app/access/store_authenticator.h"

namespace gv::app {

struct KeyRequest {
  std::string name;
  Scopes scopes;
  std::optional<TimePoint> expires_at{};
};

/// A key just made. `text` is shown once and stored nowhere.
struct MadeKey {
  ApiKey key;
  std::string text;
};

/// The API keys of an account.
class ApiKeys {
 public:
  ApiKeys(Store& store, Identities& identities, AuditLog& audit, StoreAuthenticator& authenticator,
          RandomBytes random)
      : store_(store),
        identities_(identities),
        audit_(audit),
        authenticator_(authenticator),
        random_(std::move(random)) {}

  /// Errors: Forbidden for a scope that its maker does not have; InvalidInput.
  Result<MadeKey> make(const AccountScope& scope, const Principal& maker, const KeyRequest& request,
                       const Actor& actor);
  /// With those that expired or were revoked.
  Result<std::vector<ApiKey>> list(const AccountScope& scope);
  /// A key in place of another: same name, scopes and end. The old one is good for another day.
  /// Errors: NotFound, when it is revoked or another account's; Forbidden as `make`.
  Result<MadeKey> rotate(const AccountScope& scope, const Principal& maker, const std::string& id,
                         const Actor& actor);
  /// At once in this process, within seconds in others. Errors: NotFound, for a key of another
  /// account too.
  Result<void> revoke(const AccountScope& scope, const std::string& id, const Actor& actor);

 private:
  Result<ApiKey> own_key(Transaction& transaction, const std::string& id);
  Result<MadeKey> add(Transaction& transaction, const Principal& maker, const KeyRequest& request,
                      const NewKey& made, AuditEntry entry);

  Store& store_;
  Identities& identities_;
  AuditLog& audit_;
  StoreAuthenticator& authenticator_;
  RandomBytes random_;
};

}  // namespace gv::app
