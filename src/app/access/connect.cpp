#include "app/access/connect.h"

#include <string_view>

#include "app/access/providers.h"

namespace gv::app {
namespace {

constexpr std::size_t kShownNameMax = 200;
/// Four characters of a shorter secret would tell too much of it.
constexpr std::size_t kHintFrom = 16;

Result<void> check_connection(const Provider& provider, const ConnectionDraft& draft) {
  GV_TRY(check_external_id(provider, draft.external_id));
  if (draft.display_name && draft.display_name->size() > kShownNameMax) {
    return fail(ErrorCode::InvalidInput, "display_name", "must have at most 200 bytes");
  }
  if (draft.secrets) GV_TRY(check_secrets(provider, *draft.secrets));
  if (draft.settings) GV_TRY(check_settings(provider, *draft.settings));
  return {};
}

Secrets hints_of(const Secrets& secrets) {
  Secrets hints;
  for (const auto& [name, secret] : secrets) {
    const auto tail = secret.size() < kHintFrom ? "" : secret.substr(secret.size() - 4);
    hints.emplace(name, "…" + tail);
  }
  return hints;
}

std::string object_of(const std::string& provider, const std::string& external_id) {
  return provider + ":" + external_id;
}

}  // namespace

ShownConnection Connect::shown(const AccountScope& scope, Connection connection) {
  const auto secrets = opened(sealer_, scope.account(), connection);
  auto hints = secrets ? hints_of(*secrets) : Secrets();
  return {std::move(connection), std::move(hints)};
}

Result<std::vector<ShownConnection>> Connect::list(const AccountScope& scope) {
  std::vector<ShownConnection> all;
  for (const auto& provider : providers()) {
    GV_TRY(auto stored, store_.read(scope, [&](Transaction& transaction) {
      return connections_.list(transaction, provider.name);
    }));
    for (auto& connection : stored) all.push_back(shown(scope, std::move(connection)));
  }
  return all;
}

/// What acts on ads, and what stops them, knows one ad account of a platform.
Result<void> Connect::check_first(Transaction& transaction, const std::string& platform) {
  GV_TRY(const auto others, connections_.list(transaction, platform));
  if (others.empty()) return {};
  return fail(ErrorCode::Conflict, "ext",
              "This account has the ad account " + platform + ":" + others.front().external_id +
                  " already; open another account for another one.");
}

Result<ShownConnection> Connect::put(const AccountScope& scope, const ConnectionDraft& draft,
                                     const Actor& actor) {
  GV_TRY(const auto provider, find_provider(draft.provider));
  GV_TRY(check_connection(provider, draft));
  std::optional<std::string> sealed;
  if (draft.secrets) {
    sealed = draft.secrets->empty()
                 ? ""
                 : sealer_.seal(scope.account(), kCredentialsPlace, text_of(*draft.secrets));
  }
  const std::lock_guard lock(putting_);
  GV_TRY(const auto holder, holder_(draft.provider, draft.external_id));
  if (holder && *holder != scope.account()) {  // whose it is, is theirs to tell
    return fail(ErrorCode::Conflict, "ext",
                "It is connected elsewhere already; disconnect it there first.");
  }
  GV_TRY(auto stored, store_.write(scope, [&](Transaction& transaction) -> Result<Connection> {
    GV_TRY(const auto before, connections_.find(transaction, draft.provider, draft.external_id));
    if (!before && provider.runs_ads) GV_TRY(check_first(transaction, draft.provider));
    auto next = before.value_or(Connection{});
    next.provider = draft.provider;
    next.external_id = draft.external_id;
    next.display_name = draft.display_name;
    if (draft.settings) next.settings = *draft.settings;
    if (sealed) {
      next.sealed_credentials = *sealed;
      next.sealing_key_id = sealer_.key_id();
    }
    GV_TRY(connections_.put(transaction, next));
    GV_TRY(audit_.append(transaction, entry_by(actor, "connection.put", "connection",
                                               object_of(draft.provider, draft.external_id))));
    GV_TRY(const auto after, connections_.find(transaction, draft.provider, draft.external_id));
    if (begin_) GV_TRY(begin_(transaction, *after));
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
