#include "app/access/audit.h"

#include <utility>

#include <fmt/format.h>

namespace gv::app {

std::string actor_type(const Principal& principal) {
  return principal.kind == PrincipalKind::Session ? "user" : "api_key";
}

std::string quoted(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      json += c;
    }
  }
  return json + "\"";
}

AuditEntry entry_by(const Actor& actor, std::string action, std::string object_type,
                    std::optional<std::string> object_id) {
  return {.actor_type = actor.type,
          .actor_id = actor.id,
          .action = std::move(action),
          .object_type = std::move(object_type),
          .object_id = std::move(object_id),
          .ip_prefix = actor.ip_prefix,
          .trace_id = actor.trace_id};
}

Result<void> record_own(Store& store, Identities& identities, AuditLog& audit,
                        const std::string& user_id, const Actor& actor, const std::string& action) {
  GV_TRY(const auto memberships, store.read_shared([&](SharedTransaction& transaction) {
    return identities.memberships_of(transaction, user_id);
  }));
  Actor by = actor;
  by.type = "user";
  by.id = user_id;
  for (const auto& membership : memberships) {
    const auto scope = AccountScope::of_system(membership.account, SystemTask::Settings);
    GV_TRY(store.write(scope, [&](Transaction& transaction) {
      return audit.append(transaction, entry_by(by, action, "session", std::nullopt));
    }));
  }
  return {};
}

Result<std::vector<AuditEntry>> AuditTrail::list(const AccountScope& scope, std::int64_t before,
                                                 int limit, const AuditFilter& filter) {
  return store_.read(scope, [&](Transaction& transaction) {
    return audit_.list(transaction, before, limit, filter);
  });
}

}  // namespace gv::app
