#include "app/access/connect.h"

#include <algorithm>

namespace gv::app {
namespace {

constexpr std::string_view kHubspot = "hubspot";
constexpr std::string_view kPlace = "platform_connections.credentials_enc";
constexpr std::size_t kPortalDigitsMax = 20;
constexpr std::size_t kShownNameMax = 200;
constexpr std::size_t kSecretsMax = 10;
constexpr std::size_t kSecretBytesMax = 4'096;
/// Four characters of a shorter secret would tell too much of it.
constexpr std::size_t kHintFrom = 16;

Result<void> check_connection(const ConnectionDraft& draft) {
  if (draft.provider != kHubspot) {
    return fail(ErrorCode::InvalidInput, "provider", "must be hubspot; others are to come");
  }
  const bool digits = std::all_of(draft.external_id.begin(), draft.external_id.end(),
                                  [](char c) { return c >= '0' && c <= '9'; });
  if (draft.external_id.empty() || draft.external_id.size() > kPortalDigitsMax || !digits) {
    return fail(ErrorCode::InvalidInput, "ext", "must be the number of a HubSpot portal");
  }
  if (draft.display_name && draft.display_name->size() > kShownNameMax) {
    return fail(ErrorCode::InvalidInput, "display_name", "must have at most 200 bytes");
  }
  if (!draft.secrets) return {};
  if (draft.secrets->size() > kSecretsMax) {
    return fail(ErrorCode::InvalidInput, "credentials", "must be at most 10");
  }
  for (const auto& [name, secret] : *draft.secrets) {
    const bool fits = !name.empty() && name.size() <= kShownNameMax &&
                      name.find('\n') == std::string::npos && !secret.empty() &&
                      secret.size() <= kSecretBytesMax && secret.find('\n') == std::string::npos;
    if (!fits) {
      return fail(ErrorCode::InvalidInput, "credentials." + name,
                  "must be one line of 1 to 4096 bytes");
    }
  }
  return {};
}

/// One line each: neither names nor secrets have an end of line in them.
std::string lines_of(const Secrets& secrets) {
  std::string text;
  for (const auto& [name, secret] : secrets) text += name + "\n" + secret + "\n";
  return text;
}

Secrets hints_of(std::string_view lines) {
  Secrets hints;
  while (!lines.empty()) {
    const auto name_end = lines.find('\n');
    const auto secret_end = lines.find('\n', name_end + 1);
    if (name_end == std::string_view::npos || secret_end == std::string_view::npos) break;
    const auto secret = lines.substr(name_end + 1, secret_end - name_end - 1);
    const auto tail = secret.size() < kHintFrom ? "" : secret.substr(secret.size() - 4);
    hints.emplace(lines.substr(0, name_end), "…" + std::string(tail));
    lines.remove_prefix(secret_end + 1);
  }
  return hints;
}

std::string object_of(const std::string& provider, const std::string& external_id) {
  return provider + ":" + external_id;
}

}  // namespace

ShownConnection Connect::shown(const AccountScope& scope, Connection connection) {
  Secrets hints;
  if (!connection.sealed_credentials.empty()) {
    const auto opened = sealer_.open(scope.account(), kPlace, connection.sealed_credentials);
    if (opened) hints = hints_of(*opened);
  }
  return {std::move(connection), std::move(hints)};
}

Result<std::vector<ShownConnection>> Connect::list(const AccountScope& scope) {
  GV_TRY(auto stored, store_.read(scope, [&](Transaction& transaction) {
    return connections_.list(transaction, kHubspot);
  }));
  std::vector<ShownConnection> all;
  for (auto& connection : stored) all.push_back(shown(scope, std::move(connection)));
  return all;
}

Result<ShownConnection> Connect::put(const AccountScope& scope, const ConnectionDraft& draft,
                                     const Actor& actor) {
  GV_TRY(check_connection(draft));
  std::optional<std::string> sealed;
  if (draft.secrets) {
    sealed = draft.secrets->empty()
                 ? ""
                 : sealer_.seal(scope.account(), kPlace, lines_of(*draft.secrets));
  }
  const std::lock_guard lock(putting_);
  GV_TRY(const auto holder, holder_(draft.provider, draft.external_id));
  if (holder && *holder != scope.account()) {  // whose it is, is theirs to tell
    return fail(ErrorCode::Conflict, "ext",
                "This portal is connected elsewhere already; disconnect it there first.");
  }
  GV_TRY(auto stored, store_.write(scope, [&](Transaction& transaction) -> Result<Connection> {
    GV_TRY(const auto before, connections_.find(transaction, draft.provider, draft.external_id));
    auto next = before.value_or(Connection{});
    next.provider = draft.provider;
    next.external_id = draft.external_id;
    next.display_name = draft.display_name;
    if (sealed) {
      next.sealed_credentials = *sealed;
      next.sealing_key_id = sealer_.key_id();
    }
    GV_TRY(connections_.put(transaction, next));
    GV_TRY(audit_.append(transaction, entry_by(actor, "connection.put", "connection",
                                               object_of(draft.provider, draft.external_id))));
    GV_TRY(const auto after, connections_.find(transaction, draft.provider, draft.external_id));
    return *after;
  }));
  GV_TRY(changed_(draft.provider, draft.external_id));
  return shown(scope, std::move(stored));
}

Result<void> Connect::remove(const AccountScope& scope, const std::string& provider,
                             const std::string& external_id, const Actor& actor) {
  const auto stored = store_.write(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(const bool removed, connections_.remove(transaction, provider, external_id));
    if (!removed) return fail(ErrorCode::NotFound, "connection", "There is no such connection.");
    GV_TRY(audit_.append(transaction, entry_by(actor, "connection.remove", "connection",
                                               object_of(provider, external_id))));
    return {};
  });
  GV_TRY(stored);
  return changed_(provider, external_id);
}

}  // namespace gv::app
