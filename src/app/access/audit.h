#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/ports/audit_log.h"
#include "app/ports/identities.h"
#include "app/ports/principal.h"

namespace gv::app {

/// Who does something, and from where, for the record.
struct Actor {
  std::string type{"system"};  ///< "user", "api_key", "system"
  std::string id;
  std::optional<std::string> ip_prefix{};  ///< /24 or /48
  std::optional<std::string> trace_id{};
};

/// "user" or "api_key".
[[nodiscard]] std::string actor_type(const Principal& principal);

/// `text` as a JSON string.
[[nodiscard]] std::string quoted(std::string_view text);

/// The head of an entry; what was before and after is added by the caller.
[[nodiscard]] AuditEntry entry_by(const Actor& actor, std::string action, std::string object_type,
                                  std::optional<std::string> object_id);

/// Records what users did about how they themselves sign in, with every account they belong to.
Result<void> record_own(Store& store, Identities& identities, AuditLog& audit,
                        const std::string& user_id, const Actor& actor, const std::string& action);

/// An account's record, to be read.
class AuditTrail {
 public:
  AuditTrail(Store& store, AuditLog& audit) : store_(store), audit_(audit) {}
  /// Newest first, up to `limit` before `before` (0: from the newest).
  Result<std::vector<AuditEntry>> list(const AccountScope& scope, std::int64_t before, int limit,
                                       const AuditFilter& filter);

 private:
  Store& store_;
  AuditLog& audit_;
};

}  // namespace gv::app
